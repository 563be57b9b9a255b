import { expect, test } from 'vitest';
import { startLastingHost } from '../support/lasting-host.ts';
import { joinAs, setUpOwner } from '../support/people.ts';
import { readStoredLog, readWholeHistory } from '../support/stored-log.ts';
import { connect } from '../support/ws-client.ts';

const FRONT_PORCH = '1';

test.skipIf(process.platform === 'win32')(
  'a message to a host that hung and then died is stored when it is sent again, and only then',
  async () => {
    const host = await startLastingHost();
    await setUpOwner(host.current);
    const { token } = await joinAs(host.current, 'Ann');
    const before = await connect(host.url, { token });
    await before.hello();
    const first = await before.post(FRONT_PORCH, 'before', 'before');

    // Stopped, the host's kernel still takes what is sent: to the sender all looks well.
    host.current.kill('SIGSTOP');
    before.send({ type: 'send', clientMessageId: 'into-the-dark', roomId: FRONT_PORCH, text: 'hm?' });
    expect(before.socket.readyState).toBe(before.socket.OPEN);
    await host.kill();
    await before.closed;
    expect(before.frames.filter((frame) => frame.type === 'ack')).toHaveLength(1);

    await host.start();
    const after = await connect(host.url, { token });
    await after.hello(first.seq);
    expect(await texts()).toEqual(['before']);
    const ack = await after.post(FRONT_PORCH, 'hm?', 'into-the-dark');
    // An impatient client sends a third time: the same answer, and nothing new.
    expect(await after.post(FRONT_PORCH, 'hm?', 'into-the-dark')).toEqual(ack);
    const event = await after.waitForEvent((candidate) => candidate.seq === ack.seq);
    expect(event).toMatchObject({ kind: 'message.created', message: { id: ack.messageId, text: 'hm?' } });
    expect(await texts()).toEqual(['before', 'hm?']);
    expect(after.events.filter((candidate) => candidate.kind === 'message.created')).toHaveLength(1);

    await host.current.stop();
    const { messages } = readStoredLog(host.current.dataDir);
    expect(messages.map((row) => row.clientMessageId)).toEqual(['before', 'into-the-dark']);

    async function texts(): Promise<string[]> {
      return (await readWholeHistory(host, token, FRONT_PORCH)).map((message) => message.text);
    }
  },
);
