import { describe, expect, it } from 'vitest';
import {
  addressWidthEm,
  shownAddress,
  shownName,
  shownPin,
} from '../../../../renderer/admin/host/join-links.ts';

describe('the address as it is shown', () => {
  it('sets the scheme apart from what has to be typed', () => {
    expect(shownAddress('http://192.168.1.20:8322')).toEqual({
      url: 'http://192.168.1.20:8322',
      scheme: 'http://',
      rest: '192.168.1.20:8322',
    });
    expect(shownAddress('http://[fd00::1]:8322').rest).toBe('[fd00::1]:8322');
  });

  it('needs less room the shorter it is', () => {
    const width = (url: string) => addressWidthEm(shownAddress(url));
    expect(width('http://10.0.0.2:80')).toBeLessThan(width('http://192.168.178.20:8322'));
  });

  it('shows a name only where one is announced, and a port only where it must be typed', () => {
    expect(shownName({ localName: null, port: 8322 })).toBeNull();
    expect(shownName({ localName: 'ridge-house.local', port: 8322 })).toBe('ridge-house.local:8322');
    expect(shownName({ localName: 'ridge-house.local', port: 80 })).toBe('ridge-house.local');
  });

  it('shows a PIN in two groups', () => {
    expect(shownPin('048291')).toBe('048 291');
  });
});
