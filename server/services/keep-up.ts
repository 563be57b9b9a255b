import { LIMITS } from '../protocol/limits.ts';
import { dropStaleFiles } from './drop-files.ts';
import type { ServiceContext } from './service-context.ts';
import { sessionExpiry } from './session-token.ts';

/** The sessions that were used since this was asked last. */
export interface SessionUse {
  takeUsed(expiresAt: number): number[];
}

/**
 * What a host does now and then: notes which sessions are in use, ends old ones, keeps the event log in bounds,
 * drops files given up. A failure is logged; the next time makes up for it.
 */
export async function keepUp(context: ServiceContext, sessions: SessionUse): Promise<void> {
  const { bus, logger } = context;
  try {
    const expiredIds = await renewSessions(context, sessions);
    if (expiredIds.length > 0) bus.publish('sessionsEnded', { sessionIds: expiredIds, reason: 'expired' });
    await trimEventLog(context);
    await dropStaleFiles(context);
  } catch (error) {
    logger.warn('upkeep_failed', { error });
  }
}

async function renewSessions({ writer, now }: ServiceContext, sessions: SessionUse): Promise<number[]> {
  const expiresAt = sessionExpiry(now());
  const sessionIds = sessions.takeUsed(expiresAt);
  const { expiredIds } = await writer.submit('touchSessions', { sessionIds, expiresAt });
  return expiredIds;
}

async function trimEventLog({ writer }: ServiceContext): Promise<void> {
  let dropped: number;
  do {
    ({ dropped } = await writer.submit('trimEventLog', {
      keep: LIMITS.eventLogKeepEvents,
      atMost: LIMITS.trimBatchEvents,
    }));
  } while (dropped === LIMITS.trimBatchEvents);
}
