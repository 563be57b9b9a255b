import { open } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { LONG_TEXT, postMany } from '../support/bulk-writer.ts';
import { runHostToEnd, startHost } from '../support/host-process.ts';
import { joinAs, setUpOwner } from '../support/people.ts';
import { tempDirForTest } from '../support/temp-dir.ts';
import { connect } from '../support/ws-client.ts';

const FRONT_PORCH = '1';
const PAGE_BYTES = 4_096;
/** EXIT.databaseDamaged, which scripts rely on. */
const EXIT_DAMAGED = 5;

test('a host whose database is ruined under it acknowledges nothing more, says so and ends', async () => {
  const data = await tempDirForTest();
  const file = path.join(data, 'porchlight.db');
  const first = await startHost({ data, flags: ['--no-rate-limits'] });
  await setUpOwner(first);
  const ann = await joinAs(first, 'Ann');
  const writer = await connect(first.url, { token: ann.token });
  await writer.hello();
  await postMany(writer, { roomId: FRONT_PORCH, first: 0, count: 200, text: LONG_TEXT });
  expect(await first.stop()).toEqual({ code: 0, signal: null });

  // Started anew, the host has read little of the file yet; what it reads from now on is not what it wrote.
  const host = await startHost({ data, flags: ['--no-rate-limits'] });
  onTestFinished(async () => {
    await host.stop();
  });
  const client = await connect(host.url, { token: ann.token });
  await client.hello();
  await overwrite(file);
  for (let index = 0; index < 50; index++) {
    client.send({
      type: 'send',
      clientMessageId: `late-${index}`,
      roomId: FRONT_PORCH,
      text: 'Still there?',
    });
  }

  const exit = await host.exited;
  expect(exit).toEqual({ code: EXIT_DAMAGED, signal: null });
  expect(host.stderr()).toContain('The host stopped, because it can’t store messages any more');
  expect(host.stderr()).toContain(file);
  expect(host.lines.at(-1)).toEqual({ event: 'stopped' });
  expect((await client.closed).code).toBe(1001);
  expect(client.frames.filter((frame) => frame.type === 'ack')).toEqual([]);
  expect(client.events.filter((event) => event.kind === 'message.created')).toEqual([]);
  // Whoever meets the damage first ends the host: where that is a reader at its start-up work, it goes before it has
  // taken the sends, and its goodbye is their answer. None is refused for another reason.
  const refusals = client.frames.flatMap((frame) => (frame.type === 'error' ? [frame.code] : []));
  expect(refusals.filter((code) => code !== 'storage_failed')).toEqual([]);

  const again = await runHostToEnd(['--json', '--port', '0', '--no-mdns', '--data', data]);
  expect(again.code).toBe(EXIT_DAMAGED);
  expect(again.stderr).toContain(`The database ${file} is damaged`);
});

/** Ruins every page but the first, as a failing disk or a careless program would. */
async function overwrite(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const { size } = await handle.stat();
    await handle.write(Buffer.alloc(size - PAGE_BYTES, 0xa5), 0, size - PAGE_BYTES, PAGE_BYTES);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
