import { throughput } from './throughput.ts';

export const room100 = throughput({
  name: 'room-100',
  connections: 100,
  rooms: 1,
  reach: { 'coalescing-ws': 0.5 },
});
