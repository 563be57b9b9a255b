import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { errorBodySchema } from '../../server/protocol/answer-schemas.ts';
import type { FileAnswer, HistoryAnswer, RoomAnswer, SignedIn } from '../../server/protocol/http.ts';
import type { OpenApiDocument } from '../../server/transport/openapi/document.ts';
import type { RouteName } from '../../server/transport/openapi/route-doc.ts';
import { ROUTE_DOCS } from '../../server/transport/openapi/route-docs.ts';
import { callApi } from '../support/people.ts';
import { sharedHost } from './support/shared-host.ts';

describe('the described API', () => {
  const shared = sharedHost();

  /** Calls a route and holds status and answer against its description: nothing more in it, nothing less. */
  async function fits(
    route: RouteName,
    person: SignedIn | null,
    path: string,
    body?: unknown,
  ): Promise<unknown> {
    const [method = ''] = route.split(' ');
    const response = await callApi(shared.host, method, path, {
      ...(person && { token: person.token }),
      ...(body !== undefined && { body }),
    });
    const { answer } = ROUTE_DOCS[route]!;
    const text = await response.text();
    expect([route, response.status, text.slice(0, 200)]).toEqual([route, answer.status, expect.anything()]);
    if (!answer.schema) {
      expect([route, text]).toEqual([route, '']);
      return undefined;
    }
    const given: unknown = JSON.parse(text);
    // Parsing drops what a schema does not name, so an undeclared field makes the two differ.
    expect([route, answer.schema.parse(given)]).toEqual([route, given]);
    return given;
  }

  it('answers as it says', async () => {
    const { owner } = shared;
    await fits('GET /server', null, '/server');
    const bo = (await fits('POST /join', null, '/join', {
      username: 'Bo',
      password: 'a long sentence',
    })) as SignedIn;
    await fits('POST /session', null, '/session', { username: 'Bo', password: 'a long sentence' });
    const { token } = (await (
      await callApi(shared.host, 'POST', '/session', {
        body: { username: 'Bo', password: 'a long sentence' },
      })
    ).json()) as SignedIn;
    const me = { ...bo, token };
    await fits('GET /me', me, '/me');
    await fits('PATCH /me', me, '/me', { username: 'Bo B.' });
    await fits('GET /users', me, '/users');
    const { room } = (await fits('POST /rooms', owner, '/rooms', {
      kind: 'public',
      name: 'Shed',
    })) as RoomAnswer;
    await fits('POST /rooms', owner, '/rooms', { kind: 'direct', userId: me.user.id });
    await fits('PATCH /rooms/:id', owner, `/rooms/${room.id}`, { topic: 'Tools' });
    await fits('POST /rooms/:id/join', me, `/rooms/${room.id}/join`);

    const form = new FormData();
    form.set('file', new Blob(['a list']), 'list.txt');
    const sent = await fetch(`${shared.host.url}/api/v1/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${owner.token}` },
      body: form,
    });
    const fileAnswer = (await sent.json()) as FileAnswer;
    expect(ROUTE_DOCS['POST /files']!.answer.schema!.parse(fileAnswer)).toEqual(fileAnswer);

    const client = await shared.online(owner);
    client.send({
      type: 'send',
      clientMessageId: 'd1',
      roomId: room.id,
      text: 'Where is the long ladder?',
      fileIds: [fileAnswer.file.id],
      asksConfirmation: true,
    });
    const { messageId } = await client.waitFor('ack');
    client.send({ type: 'react', messageId, emoji: '👍', on: true, requestId: 'r1' });
    await client.waitFor('done');
    const again = { text: 'In the shed.', replyToId: messageId, clientMessageId: 'd2' };
    const first = await fits('POST /rooms/:id/messages', me, `/rooms/${room.id}/messages`, again);
    const repeat = await fits('POST /rooms/:id/messages', me, `/rooms/${room.id}/messages`, again);
    expect(repeat).toEqual({ ...(first as object), isRepeat: true });
    await client.waitForEvent(
      (event) => event.kind === 'message.created' && event.message.text === again.text,
    );
    await fits('GET /rooms', me, '/rooms');
    await fits('GET /rooms/:id/messages', me, `/rooms/${room.id}/messages?limit=5`);
    await fits('GET /messages/:id', me, `/messages/${messageId}`);
    await fits('GET /messages/:id/confirmations', owner, `/messages/${messageId}/confirmations`);
    await fits('POST /messages/:id/reminder', owner, `/messages/${messageId}/reminder`);
    await fits('GET /search', me, '/search?q=ladder');
    await fits('POST /rooms/:id/leave', me, `/rooms/${room.id}/leave`);
    await fits('GET /admin/settings', owner, '/admin/settings');
    await fits('PATCH /admin/settings', owner, '/admin/settings', { wifiName: 'Ridge' });
    await fits('GET /admin/host', owner, '/admin/host');
    await fits('POST /admin/doctor', owner, '/admin/doctor');
    await fits('GET /admin/nearby', owner, '/admin/nearby');
    await fits('DELETE /session', me, '/session');
  });

  it('refuses with the codes it names for each route', async () => {
    const document = (await (await callApi(shared.host, 'GET', '/openapi.json')).json()) as OpenApiDocument;
    for (const [path, methods] of Object.entries(document.paths))
      for (const [method, { security, responses, servers }] of Object.entries(methods)) {
        if (security.length === 0 || servers || method === 'head') continue;
        const answer = await callApi(shared.host, method.toUpperCase(), path.replace(/\{\w+\}/g, '1'));
        const body: unknown = await answer.json();
        expect(errorBodySchema.parse(body).error.code, `${method} ${path}`).toBe('not_signed_in');
        expect(responses['401']?.['x-codes'], `${method} ${path}`).toContain('not_signed_in');
      }
  });

  it('stands on a page of the host, without scripts of its own', async () => {
    const page = await fetch(`${shared.host.url}/api/docs`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const html = await page.text();
    for (const route of Object.keys(ROUTE_DOCS))
      expect(html).toContain(route.split(' ')[1]!.replace(/:(\w+)/g, '{$1}'));
    expect(html).toContain('4409');
    expect(html.match(/<script[^>]*>/g)).toEqual(['<script src="/theme.js">']);
    expect((await fetch(`${shared.host.url}/api/docs/style.css`)).headers.get('content-type')).toContain(
      'text/css',
    );
  });

  it.skipIf(process.platform === 'win32')('is called as docs/api.md shows it', async () => {
    const text = fs.readFileSync(path.join(import.meta.dirname, '../../docs/api.md'), 'utf8');
    const blocks = [...text.matchAll(/```sh\n([^]*?)```/g)].map((match) => match[1] ?? '');
    expect(blocks.length).toBeGreaterThan(3);
    const script = ['set -euo pipefail', ...blocks]
      .join('\n')
      .replace(/^HOST=.*$/m, `HOST=${shared.host.url}`);
    const { stdout } = await promisify(execFile)('bash', ['-c', script]);
    const answers = stdout.trim().split('\n');
    expect(answers.filter((line) => line.includes('"error"'))).toEqual([]);
    const sent = answers
      .filter((line) => line.includes('"isRepeat"'))
      .map((line) => JSON.parse(line) as unknown);
    expect(sent).toMatchObject([{ isRepeat: false }, { isRepeat: true }]);
    const { messages } = await shared.ok<HistoryAnswer>(shared.owner, 'GET', '/rooms/1/messages?limit=5');
    expect(messages.filter(({ senderName }) => senderName === 'Weather')).toMatchObject([
      { text: 'Rain from four o’clock on.' },
    ]);
  });
});
