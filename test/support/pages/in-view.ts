import type { Locator } from 'playwright-core';

/** Whether one of the elements stands on the screen just now, from top to bottom. */
export function isInView(target: Locator): Promise<boolean> {
  return target.evaluateAll((found) =>
    found.some((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= window.innerHeight;
    }),
  );
}
