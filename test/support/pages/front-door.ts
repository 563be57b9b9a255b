import { chatOf, type Chat } from './chat.ts';
import { press } from './press.ts';
import type { Visit } from './visit.ts';

/** Makes the owner on the page that the host's one-time link opens, and goes in. */
export async function setUp(
  visit: Visit,
  setupUrl: string,
  owner: { username: string; password: string; place?: string },
): Promise<Chat> {
  const { page, words } = visit;
  await page.goto(setupUrl);
  await page.getByLabel(words('setup.name'), { exact: true }).fill(owner.username);
  await page.getByLabel(words('setup.password'), { exact: true }).fill(owner.password);
  if (owner.place !== undefined) await page.getByLabel(words('setup.serverName')).fill(owner.place);
  await press(visit, page.getByRole('button', { name: words('setup.submit') }));
  return chatOf(visit);
}

/** Comes in with a name alone, as a newcomer does. */
export async function joinWith(visit: Visit, username: string): Promise<Chat> {
  const { page, words } = visit;
  await visit.open('/');
  await page.getByLabel(words('join.name')).fill(username);
  await press(visit, page.getByRole('button', { name: words('join.submit'), exact: true }));
  return chatOf(visit);
}

/** Signs in on the front door that is on the screen. */
export async function signIn(
  visit: Visit,
  { username, password }: { username: string; password: string },
): Promise<Chat> {
  const { page, words } = visit;
  await press(visit, page.getByRole('button', { name: words('join.beenHere') }));
  await page.getByLabel(words('join.name')).fill(username);
  await page.getByLabel(words('join.password'), { exact: true }).fill(password);
  await press(visit, page.getByRole('button', { name: words('join.signIn'), exact: true }));
  return chatOf(visit);
}

/**
 * Gets a session without the front door, for tests of what comes after it: with a password as somebody who is known,
 * else as a newcomer.
 */
export async function comeIn(visit: Visit, person: { username: string; password?: string }): Promise<Chat> {
  const path = person.password === undefined ? '/join' : '/session';
  const answer = await visit.context.request.post(`${visit.origin}/api/v1${path}`, { data: person });
  if (!answer.ok()) throw new Error(`POST ${path} answered ${answer.status()}: ${await answer.text()}`);
  await visit.open('/');
  return chatOf(visit);
}
