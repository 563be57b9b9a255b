import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { SignedIn } from '../../server/protocol/http.ts';
import type { Message, MessageFile } from '../../server/protocol/message.ts';
import { openForReading } from '../../server/storage/connection.ts';
import { filesOnDisk } from './files.ts';
import { startHost, type HostOptions, type HostProcess } from './host-process.ts';
import { callOk, setUpOwner } from './people.ts';
import { connect } from './ws-client.ts';

export interface World {
  host: HostProcess;
  owner: SignedIn;
}

/** A host that goes with the running test. */
export async function start(options: HostOptions = {}): Promise<HostProcess> {
  const host = await startHost(options);
  onTestFinished(() => host.stop().then(() => undefined));
  return host;
}

/** A host with an owner that goes with the running test. */
export async function world(options: HostOptions = {}): Promise<World> {
  const host = await start(options);
  return { host, owner: await setUpOwner(host) };
}

/** A host with an owner for a whole group of tests. */
export async function openWorld(): Promise<World> {
  const host = await startHost();
  return { host, owner: await setUpOwner(host) };
}

/** Halves of uploads on a host's disk. */
export async function unfinished({ dataDir }: HostProcess): Promise<string[]> {
  return (await filesOnDisk(dataDir)).filter((file) => file.startsWith('incoming'));
}

/** Fetches a file's bytes as somebody. */
export function get(
  host: HostProcess,
  url: string,
  token?: string,
  headers: Record<string, string> = {},
  method = 'GET',
) {
  const auth = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return fetch(`${host.url}${url}`, { method, headers: { ...auth, ...headers } });
}

/** The status of the answer to somebody who asks for a file. */
export async function statusOf(host: HostProcess, url: string, token?: string): Promise<number> {
  const response = await get(host, url, token);
  await response.arrayBuffer();
  return response.status;
}

/** Posts a message with files over a connection of its own; gives the message as the sender is told of it. */
export async function post(
  host: HostProcess,
  token: string,
  roomId: string,
  fileIds: string[],
  text = '',
): Promise<Message> {
  const client = await connect(host.url, { token });
  await client.hello();
  const clientMessageId = `m-${fileIds.join('-')}`;
  client.send({ type: 'send', clientMessageId, roomId, text, fileIds });
  const event = await client.waitForEvent(
    ({ kind, ...rest }) =>
      kind === 'message.created' && 'message' in rest && rest.message.clientMessageId === clientMessageId,
  );
  await client.close();
  if (event.kind !== 'message.created') throw new Error('unreachable');
  return event.message;
}

/** Deletes a message over a connection of its own, and waits until the host says it is done. */
export async function remove(host: HostProcess, token: string, messageId: string): Promise<void> {
  const client = await connect(host.url, { token });
  await client.hello();
  client.send({ type: 'delete', messageId, requestId: 'delete' });
  await client.waitFor('done', { where: ({ requestId }) => requestId === 'delete' });
  await client.close();
}

/** Changes what files may take. */
export function setLimits(
  { host, owner }: World,
  files: { fileMaxBytes?: number; userQuotaBytes?: number; totalQuotaBytes?: number },
): Promise<unknown> {
  return callOk(host, 'PATCH', '/admin/settings', { token: owner.token, body: { files } });
}

/** A file's unguessable key, as only the database knows it. */
export function keyOf({ dataDir }: HostProcess, { id }: MessageFile): string {
  const db = openForReading(path.join(dataDir, 'porchlight.db'));
  try {
    const row = db.prepare<unknown[], { url_key: string }>('SELECT url_key FROM files WHERE id = ?').get(id);
    return row!.url_key;
  } finally {
    db.close();
  }
}
