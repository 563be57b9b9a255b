import { throughput } from './throughput.ts';

export const rooms50x40 = throughput({
  name: 'rooms-50x40',
  connections: 2_000,
  rooms: 50,
  reach: { 'coalescing-ws': 0.5 },
});
