import { describe, expect, it, vi } from 'vitest';
import { hostTime } from '../../../server/seed-api/host-time.ts';

describe('a time of the original', () => {
  it.each([
    ['Asia/Shanghai', '2025-03-03T11:37:51.123Z', '2025-03-03T19:37:51+08:00'],
    ['UTC', '2025-03-03T11:37:51.999Z', '2025-03-03T11:37:51+00:00'],
    ['America/St_Johns', '2025-01-15T02:00:00.000Z', '2025-01-14T22:30:00-03:30'],
    ['Asia/Kathmandu', '2024-12-31T18:30:00.000Z', '2025-01-01T00:15:00+05:45'],
    ['Europe/Zurich', '2025-07-01T10:00:00.000Z', '2025-07-01T12:00:00+02:00'],
    ['Europe/Zurich', '2025-01-01T10:00:00.000Z', '2025-01-01T11:00:00+01:00'],
  ])('in %s has the offset that held there then', (zone, iso, expected) => {
    vi.stubEnv('TZ', zone);
    try {
      expect(hostTime(iso)).toBe(expected);
      expect(Math.floor(Date.parse(expected) / 1000)).toBe(Math.floor(Date.parse(iso) / 1000));
    } finally {
      vi.unstubAllEnvs();
    }
  });
});
