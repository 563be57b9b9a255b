import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { expect, it, vi } from 'vitest';
import { revivePage } from '../../../main/windows/revive-page.ts';

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

it('loads a page again that died, but not one that dies at once again', () => {
  let now = 0;
  const reload = vi.fn();
  const contents = Object.assign(new EventEmitter(), { reload });
  revivePage(contents as unknown as WebContents, SILENT, () => now);
  const die = (reason: string) => contents.emit('render-process-gone', {}, { reason, exitCode: 1 });

  die('clean-exit');
  expect(reload).not.toHaveBeenCalled();
  die('crashed');
  die('crashed');
  expect(reload).toHaveBeenCalledTimes(1);
  now = 30_000;
  die('oom');
  expect(reload).toHaveBeenCalledTimes(2);
});
