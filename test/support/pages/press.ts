import type { Locator } from 'playwright-core';
import type { Visit } from './visit.ts';

/** Presses as the device does: with a finger or with a mouse. */
export function press({ device }: Pick<Visit, 'device'>, target: Locator): Promise<void> {
  return device === 'phone' ? target.tap() : target.click();
}

/** Rests a real finger on something until `answer` is there, then lifts it. */
export async function longPress({ context, page }: Visit, target: Locator, answer: Locator): Promise<void> {
  // Waits until it stands still and nothing covers it.
  await target.tap({ trial: true });
  const box = await target.boundingBox();
  if (!box) throw new Error('There is nothing to rest a finger on.');
  const devtools = await context.newCDPSession(page);
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
  await answer.waitFor();
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await devtools.detach();
}
