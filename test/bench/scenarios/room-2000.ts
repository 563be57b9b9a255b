import { throughput } from './throughput.ts';

export const room2000 = throughput({
  name: 'room-2000',
  connections: 2_000,
  rooms: 1,
  reach: { 'coalescing-ws': 0.5 },
});
