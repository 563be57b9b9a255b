import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../server/protocol/limits.ts';
import { callApi } from '../support/people.ts';
import { connect, type WsClient } from '../support/ws-client.ts';
import { sharedHost, type SharedHost } from './support/shared-host.ts';

const SENDS = 4 * LIMITS.sendsBurst;

async function sendAll(client: WsClient): Promise<{ stored: number; refused: string[] }> {
  for (let i = 0; i < SENDS; i++)
    client.send({ type: 'send', clientMessageId: `flood-${i}`, roomId: '1', text: 'x' });
  const answers = () => client.frames.filter((frame) => frame.type === 'ack' || frame.type === 'error');
  // Each frame is answered; the last answer is a "done" of its own.
  client.send({ type: 'typing', roomId: '1', requestId: 'end' });
  await client.waitFor('done', { timeoutMs: 20_000 });
  if (answers().length < SENDS) await client.waitFor('ack', { where: () => answers().length === SENDS });
  const refused = answers().flatMap((frame) =>
    frame.type === 'error' && frame.code === 'rate_limited' ? [frame.clientMessageId ?? ''] : [],
  );
  return { stored: answers().filter((frame) => frame.type === 'ack').length, refused };
}

/** Status codes of many calls at once. */
async function callMany(shared: SharedHost, token: string): Promise<Response[]> {
  const count = 3 * LIMITS.requestsBurst;
  return Promise.all(
    Array.from({ length: count }, async () => {
      const response = await callApi(shared.host, 'GET', '/me', { token });
      await response.arrayBuffer();
      return response;
    }),
  );
}

describe('rate limits', () => {
  const shared = sharedHost({});

  it('let an outbox’s burst through and refuse the rest by name, without losing the connection', async () => {
    const person = await shared.newcomer();
    const client = await shared.online(person);
    const { stored, refused } = await sendAll(client);
    expect(stored).toBeGreaterThanOrEqual(LIMITS.sendsBurst);
    expect(refused.length).toBeGreaterThan(0);
    expect(stored + refused.length).toBe(SENDS);
    expect(refused.every((id) => id.startsWith('flood-'))).toBe(true);
    // Another person is not slowed by it.
    await (await shared.online(await shared.newcomer())).post('1', 'unhurried', 'u');
  });

  it('close a connection with 4429 that does not listen', async () => {
    const person = await shared.newcomer();
    const client = await shared.online(person);
    for (let i = 0; i < 20_000; i++) client.sendText('{"type":"ping"}');
    expect(await client.closed).toMatchObject({ code: 4429 });
    const again = await connect(shared.host.url, { token: person.token });
    await again.hello();
    await again.close();
  });

  it('count frames that are wrong as well', async () => {
    const client = await shared.online(await shared.newcomer());
    for (let i = 0; i < 20_000; i++) client.sendText('{"type":"no such thing"}');
    expect(await client.closed).toMatchObject({ code: 4429 });
  });

  it('hold HTTP calls of one person back, with the time to wait, and not those of another', async () => {
    const person = await shared.newcomer();
    const answers = await callMany(shared, person.token);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(
      LIMITS.requestsBurst,
    );
    for (const { headers } of refused) expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    const other = await shared.newcomer();
    expect((await callApi(shared.host, 'GET', '/me', { token: other.token })).status).toBe(200);
  });

  it('count messages that are sent over HTTP, and keep what was let in', async () => {
    const person = await shared.newcomer();
    // Fewer than the calls of any kind that are let through at once.
    const answers = await Promise.all(
      Array.from({ length: 3 * LIMITS.sendsBurst }, () =>
        callApi(shared.host, 'POST', '/rooms/1/messages', { token: person.token, body: { text: 'x' } }),
      ),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const { headers } of refused) expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    const sent = answers.filter(({ status }) => status === 201);
    expect(sent.length).toBeGreaterThanOrEqual(LIMITS.sendsBurst);
    expect(sent.length + refused.length).toBe(answers.length);
  });

  it('do not hold back those on the host’s own machine who have no session yet', async () => {
    const answers = await Promise.all(
      Array.from({ length: 2 * LIMITS.joinsBurstPerAddress }, () => shared.newcomer()),
    );
    expect(answers).toHaveLength(2 * LIMITS.joinsBurstPerAddress);
  });
});

describe('rate limits that are switched off', () => {
  const shared = sharedHost();

  it('are announced loudly, and hold nothing back', async () => {
    expect(shared.host.stderr()).toContain('WARNING: rate limits are off.');
    const person = await shared.newcomer();
    expect(await sendAll(await shared.online(person))).toEqual({ stored: SENDS, refused: [] });
    const answers = await callMany(shared, person.token);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });
});
