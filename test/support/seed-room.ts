import { randomUUID } from 'node:crypto';
import type { SignedIn } from '../../server/protocol/http.ts';
import type { HostProcess } from './host-process.ts';
import { connect } from './ws-client.ts';

/**
 * Fills a room through the protocol: each person posts their share of `texts` as fast as the host takes it.
 * The host decides on the order; start it with `--no-rate-limits`.
 */
export async function seedRoom(
  host: Pick<HostProcess, 'url'>,
  people: readonly SignedIn[],
  roomId: string,
  texts: readonly string[],
): Promise<void> {
  await Promise.all(
    people.map(async ({ token }, turn) => {
      const client = await connect(host.url, { token });
      await client.hello();
      const batch = randomUUID();
      const own = texts.filter((_, index) => index % people.length === turn);
      for (const [index, text] of own.entries()) {
        client.send({ type: 'send', clientMessageId: `${batch}-${index}`, roomId, text });
      }
      const lastId = `${batch}-${own.length - 1}`;
      await client.waitFor('ack', { where: (ack) => ack.clientMessageId === lastId, timeoutMs: 60_000 });
      await client.close();
    }),
  );
}
