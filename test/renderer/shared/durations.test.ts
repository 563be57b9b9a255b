import { describe, expect, it } from 'vitest';
import { duration } from '../../../renderer/shared/i18n/durations.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('duration', () => {
  it.each([
    [0, '0m'],
    [59_999, '0m'],
    [12 * MINUTE, '12m'],
    [HOUR, '1h'],
    [2 * HOUR + 14 * MINUTE + 30_000, '2h 14m'],
    [3 * DAY + 5 * HOUR + 59 * MINUTE, '3d 5h'],
    [3 * DAY + 5 * MINUTE, '3d'],
    [-5, '0m'],
  ])('writes %i ms as "%s"', (ms, text) => {
    expect(duration(ms, 'en')).toBe(text);
  });

  it('writes it as the language does', () => {
    expect(duration(2 * HOUR + 14 * MINUTE, 'zh-CN')).toBe('2小时14分钟');
  });
});
