import { ackLatency } from './ack-latency.ts';
import { historyPages } from './history-pages.ts';
import { hostStart } from './host-start.ts';
import { idleMemory } from './idle-memory.ts';
import { joinStormScenario } from './join-storm.ts';
import { latency1000 } from './latency-1000.ts';
import { loopDelay } from './loop-delay.ts';
import { resumeStormScenario } from './resume-storm.ts';
import { room100 } from './room-100.ts';
import { room1000 } from './room-1000.ts';
import { room2000 } from './room-2000.ts';
import { rooms50x40 } from './rooms-50x40.ts';
import { search } from './search.ts';
import type { Scenario } from './scenario.ts';

/** Everything that is measured, in the order of the table. A new scenario gets a line here. */
export const SCENARIOS: readonly Scenario[] = [
  room1000,
  room100,
  room2000,
  rooms50x40,
  latency1000,
  ackLatency,
  idleMemory,
  resumeStormScenario,
  joinStormScenario,
  historyPages,
  search,
  hostStart,
  loopDelay,
];
