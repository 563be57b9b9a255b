import { throughput } from './throughput.ts';

export const room1000 = throughput({
  name: 'room-1000',
  connections: 1_000,
  rooms: 1,
  reach: { 'coalescing-ws': 0.6, 'plain-ws': 15, 'socket-io': 15 },
});
