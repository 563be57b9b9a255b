import { expect, it } from 'vitest';
import { fitPlace } from '../../../main/windows/window-places.ts';

const LAPTOP = { x: 0, y: 25, width: 1440, height: 875 };
const RIGHT = { x: 1440, y: 0, width: 2560, height: 1440 };
const ABOVE_LEFT = { x: -1920, y: -1080, width: 1920, height: 1080 };

it.each([
  ['stays where it was', { x: 100, y: 100, width: 900, height: 600 }, [LAPTOP], {}],
  ['stays on a second screen', { x: 2000, y: 200, width: 900, height: 600 }, [LAPTOP, RIGHT], {}],
  ['stays at negative coordinates', { x: -1500, y: -900, width: 900, height: 600 }, [LAPTOP, ABOVE_LEFT], {}],
  ['comes down from under the menu bar', { x: 100, y: 0, width: 900, height: 600 }, [LAPTOP], { y: 25 }],
  ['stays half outside', { x: 1300, y: 100, width: 900, height: 600 }, [LAPTOP], {}],
  [
    'shrinks to a smaller screen',
    { x: 0, y: 25, width: 3000, height: 2000 },
    [LAPTOP],
    { width: 1440, height: 875 },
  ],
  [
    'grows to what can be used',
    { x: 0, y: 25, width: 200, height: 100 },
    [LAPTOP],
    { width: 360, height: 480 },
  ],
])('a window %s', (_what, place, areas, change) => {
  expect(fitPlace(place, areas)).toEqual({ ...place, ...change });
});

it.each([
  ['its screen is gone', { x: 2000, y: 200, width: 900, height: 600 }, [LAPTOP]],
  ['only a sliver of it would be seen', { x: 1400, y: 100, width: 900, height: 600 }, [LAPTOP]],
  ['its title bar would be below the edge', { x: 100, y: 890, width: 900, height: 600 }, [LAPTOP]],
  ['its title bar would be far above the edge', { x: 100, y: -500, width: 900, height: 600 }, [LAPTOP]],
  ['there is no screen at all', { x: 0, y: 0, width: 900, height: 600 }, []],
])('a window opens in the middle where %s', (_what, place, areas) => {
  expect(fitPlace(place, areas)).toBeNull();
});
