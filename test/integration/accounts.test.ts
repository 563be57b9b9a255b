import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { PeopleAnswer, SignedIn } from '../../server/protocol/http.ts';
import type { Me } from '../../server/protocol/user.ts';
import { callApi, callOk } from '../support/people.ts';
import { connect } from '../support/ws-client.ts';
import { sharedHost } from './support/shared-host.ts';

const PASSWORD = 'lamp on the porch';

describe('accounts', () => {
  const shared = sharedHost();

  it('are made with a name alone, or with a password', async () => {
    const guest = await shared.newcomer();
    const member = await shared.newcomer(PASSWORD);
    expect(guest.user).toMatchObject({
      role: 'guest',
      hasPassword: false,
      avatarId: expect.stringMatching(/^\d+$/),
    });
    expect(member.user).toMatchObject({ role: 'member', hasPassword: true });
    for (const { token, user } of [guest, member])
      expect(await callOk<Me>(shared.host, 'GET', '/me', { token })).toEqual(user);
  });

  it('are told to everybody, without anything that is not theirs to know', async () => {
    const watcher = await shared.online(shared.owner);
    const { user } = await shared.newcomer(PASSWORD);
    const event = await watcher.waitForEvent(
      (item) => item.kind === 'user.created' && item.user.id === user.id,
    );
    const { hasPassword: _hasPassword, ...shown } = user;
    expect(event).toMatchObject({ user: shown });
    expect(JSON.stringify(event)).not.toMatch(/password|scrypt|token/i);
    const { users } = await shared.ok<PeopleAnswer>(shared.owner, 'GET', '/users');
    expect(users.find(({ id }) => id === user.id)).toEqual({ ...shown, isOnline: false });
  });

  it('have names of their own in every spelling', async () => {
    await callOk(shared.host, 'POST', '/join', { body: { username: 'Zoë' } });
    for (const username of ['ZOË', 'zoe\u0308', '  Ｚｏë ', 'Zo\u200dë'])
      expect(await shared.refusal(null, 'POST', '/join', { username })).toBe('409 username_taken');
  });

  it('are given to one of many who ask for a name at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        callApi(shared.host, 'POST', '/join', { body: { username: 'Wanted' } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)]);
  });

  it('sign in with any spelling of the name, and the right password alone', async () => {
    const { user } = await shared.newcomer(PASSWORD);
    const username = ` ${user.username.toUpperCase()} `;
    expect(await shared.refusal(null, 'POST', '/session', { username, password: 'Lamp on the porch' })).toBe(
      '401 wrong_credentials',
    );
    expect(
      await callOk<SignedIn>(shared.host, 'POST', '/session', { body: { username, password: PASSWORD } }),
    ).toEqual({
      user,
      token: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it('answer alike for an unknown name, a name without password and a wrong password', async () => {
    const guest = await shared.newcomer();
    const member = await shared.newcomer(PASSWORD);
    const answers = await Promise.all(
      ['Nobody at all', guest.user.username, member.user.username].map(async (username) => {
        const response = await callApi(shared.host, 'POST', '/session', {
          body: { username, password: 'a wrong one' },
        });
        return { status: response.status, body: await response.json() };
      }),
    );
    expect(answers[0]?.status).toBe(401);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('are slowed after wrong passwords, on loopback too, each by itself', async () => {
    const victim = await shared.newcomer(PASSWORD);
    const other = await shared.newcomer(PASSWORD);
    const signIn = (username: string, password: string) =>
      callApi(shared.host, 'POST', '/session', { body: { username, password } });
    const answers = await Promise.all([
      ...Array.from({ length: 12 }, (_, i) =>
        signIn(`${victim.user.username}${' '.repeat(i)}`, 'a wrong one'),
      ),
      signIn(victim.user.username, PASSWORD),
    ]);
    const slowed = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(slowed).toHaveLength(8);
    const waits = slowed.map((answer) => Number(answer.headers.get('retry-after')));
    for (const seconds of waits) expect(seconds).toBeGreaterThanOrEqual(1);
    expect((await signIn(other.user.username, PASSWORD)).status).toBe(200);

    await delay(Math.max(...waits) * 1000);
    expect((await signIn(victim.user.username, PASSWORD)).status).toBe(200);
  });

  it('sign out: the token is dead and the connection ended', async () => {
    const { token } = await shared.newcomer(PASSWORD);
    const client = await shared.online({ token });
    expect((await callApi(shared.host, 'DELETE', '/session', { token })).status).toBe(204);
    expect(await client.closed).toMatchObject({ code: 4401 });
    expect(await shared.refusal({ token }, 'GET', '/me')).toBe('401 not_signed_in');
    expect((await callApi(shared.host, 'DELETE', '/session', { token })).status).toBe(204);
    const refused = await connect(shared.host.url, { token });
    expect(await refused.closed).toMatchObject({ code: 4401 });
  });

  it('with a name alone give the name free when they sign out, and what they wrote stays', async () => {
    const watcher = await shared.online(shared.owner);
    const { user, token } = await shared.newcomer();
    const client = await shared.online({ token });
    const { messageId } = await client.post('1', 'I was here', 'once');
    await callOk(shared.host, 'DELETE', '/session', { token });
    await watcher.waitForEvent((event) => event.kind === 'user.retired' && event.user.id === user.id);
    const next = await callOk<SignedIn>(shared.host, 'POST', '/join', { body: { username: user.username } });
    expect(next.user.id).not.toBe(user.id);
    const { message } = await shared.ok<{ message: unknown }>(next, 'GET', `/messages/${messageId}`);
    expect(message).toMatchObject({ text: 'I was here', senderId: user.id, senderName: user.username });
    // The newcomer is not the one who wrote it.
    const nextClient = await shared.online(next);
    nextClient.send({ type: 'delete', messageId, requestId: 'd' });
    expect(await nextClient.waitFor('error')).toMatchObject({ code: 'forbidden', requestId: 'd' });
  });

  it('change name and avatar, and everybody hears', async () => {
    const watcher = await shared.online(shared.owner);
    const person = await shared.newcomer();
    const me = await shared.ok<Me>(person, 'PATCH', '/me', { username: ' Neue  Name ', avatarId: '77' });
    expect(me).toEqual({ ...person.user, username: 'Neue Name', avatarId: '77' });
    await watcher.waitForEvent(
      (event) => event.kind === 'user.updated' && event.user.username === 'Neue Name',
    );
    expect(await shared.refusal(person, 'PATCH', '/me', { username: 'OLIVE' })).toBe('409 username_taken');
    expect(await shared.ok<Me>(person, 'PATCH', '/me', {})).toEqual(me);
  });

  it('change the password only with the current one, which ends the other sessions', async () => {
    await shared.ok(shared.owner, 'PATCH', '/admin/settings', { oneSessionPerAccount: false });
    const first = await shared.newcomer(PASSWORD);
    const { username } = first.user;
    const second = await callOk<SignedIn>(shared.host, 'POST', '/session', {
      body: { username, password: PASSWORD },
    });
    const [firstClient, secondClient] = await Promise.all([shared.online(first), shared.online(second)]);
    expect(await shared.refusal(second, 'PATCH', '/me', { password: 'a new password' })).toBe(
      '401 wrong_credentials',
    );
    expect(
      await shared.refusal(second, 'PATCH', '/me', {
        password: 'a new password',
        currentPassword: 'a wrong one',
      }),
    ).toBe('401 wrong_credentials');

    await shared.ok(second, 'PATCH', '/me', { password: 'a new password', currentPassword: PASSWORD });
    expect(await firstClient.closed).toMatchObject({ code: 4401 });
    expect(await shared.refusal(first, 'GET', '/me')).toBe('401 not_signed_in');
    await secondClient.post('1', 'still here', 'still');
    expect(await shared.refusal(null, 'POST', '/session', { username, password: PASSWORD })).toBe(
      '401 wrong_credentials',
    );
    await callOk(shared.host, 'POST', '/session', { body: { username, password: 'a new password' } });
    await shared.ok(shared.owner, 'PATCH', '/admin/settings', { oneSessionPerAccount: true });
  });

  it('of guests become members with a first password', async () => {
    const guest = await shared.newcomer();
    expect(await shared.ok(guest, 'PATCH', '/me', { password: PASSWORD })).toMatchObject({
      role: 'member',
      hasPassword: true,
    });
    await callOk(shared.host, 'DELETE', '/session', { token: guest.token });
    const back = await callOk<SignedIn>(shared.host, 'POST', '/session', {
      body: { username: guest.user.username, password: PASSWORD },
    });
    expect(back.user.id).toBe(guest.user.id);
  });

  it('have their guesses at the current password slowed, whatever else they change meanwhile', async () => {
    const person = await shared.newcomer(PASSWORD);
    const guess = () =>
      shared.refusal(person, 'PATCH', '/me', { password: 'a new password', currentPassword: 'a guess' });
    const answers: string[] = [];
    for (let i = 0; i < 3; i++) {
      answers.push(...(await Promise.all([guess(), guess()])));
      await shared.ok(person, 'PATCH', '/me', { avatarId: String(i) });
    }
    answers.push(...(await Promise.all([guess(), guess(), guess()])));
    expect(answers).toContain('429 rate_limited');
  });
});
