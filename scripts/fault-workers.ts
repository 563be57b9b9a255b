/** Fault tests wait most of the time: for hosts that sleep, start anew, or find out that somebody has gone. */
export const FAULT_WORKERS = ['--maxWorkers', '4'] as const;
