import type { ServiceContext } from './service-context.ts';

/** Ends one session. An account without a password goes with its last one, and its name becomes free. */
export async function signOut({ writer, bus }: ServiceContext, sessionId: number): Promise<void> {
  await writer.submit('endSession', { sessionId });
  bus.publish('sessionsEnded', { sessionIds: [sessionId], reason: 'signed_out' });
}
