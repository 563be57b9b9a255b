import { describe, expect, it } from 'vitest';
import { isLocalHostName } from '../../../main/links/local-address.ts';
import { linkInArguments, parseLink } from '../../../main/links/parse-link.ts';

const join = (host: string) => `porchlight://join?host=${encodeURIComponent(host)}`;

/** A machine without any network. */
const nowhere = () => false;

describe('isLocalHostName', () => {
  it.each([
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.254',
    '192.168.178.2',
    '169.254.10.20',
    '100.64.0.7',
    '[fd12:3456::1]',
    '[fe80::1]',
    'ridge-house.local',
    'ridge-house.local.',
    'nas.home.arpa',
    'host.lan',
    'host.internal',
  ])('%s is on this network', (name) => {
    expect(isLocalHostName(name, nowhere)).toBe(true);
  });

  it.each([
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '100.128.0.1',
    '192.169.0.1',
    '127.0.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '[::1]',
    '[::]',
    '[2001:db8::1]',
    '[::ffff:192.168.1.1]',
    '[ff02::1]',
    'localhost',
    'intranet',
    'local',
    '.local',
    'example.com',
    '10.0.0.1.example.com',
    'ridge.local.example.com',
    'notlocal',
    '',
  ])('%s is not', (name) => {
    expect(isLocalHostName(name, nowhere)).toBe(false);
  });
});

describe('parseLink', () => {
  it.each(['porchlight://open', 'porchlight://open/', 'PORCHLIGHT://OPEN'])('%s opens the chat', (link) => {
    expect(parseLink(link, nowhere)).toEqual({ kind: 'open' });
  });

  it.each([
    [join('http://192.168.1.20:8322'), 'http://192.168.1.20:8322'],
    [join('https://ridge-house.local/'), 'https://ridge-house.local'],
    ['porchlight://join/?host=http://10.0.0.2:8322', 'http://10.0.0.2:8322'],
    [join('http://192.168.1.20:8322/room/7?pin=1#x'), 'http://192.168.1.20:8322'],
    [join('http://[fd00::5]:8322'), 'http://[fd00::5]:8322'],
  ])('%s joins at an origin and nothing more', (link, origin) => {
    expect(parseLink(link, nowhere)).toEqual({ kind: 'join', origin });
  });

  it.each([
    ['', 'not_a_link'],
    ['porchlight:', 'not_a_link'],
    ['http://open', 'not_a_link'],
    ['porchlight://', 'not_a_link'],
    ['porchlight://quit', 'not_a_link'],
    ['porchlight://open?host=http://10.0.0.2', 'not_a_link'],
    ['porchlight://open/../../etc/passwd', 'not_a_link'],
    ['porchlight://open#x', 'not_a_link'],
    ['porchlight://ada:secret@open', 'not_a_link'],
    ['porchlight://join', 'not_a_link'],
    ['porchlight://join?host=http://10.0.0.2&host=http://10.0.0.3', 'not_a_link'],
    ['porchlight://join?host=http://10.0.0.2&cmd=x', 'not_a_link'],
    [join(`http://10.0.0.2/${'x'.repeat(400)}`), 'not_a_link'],
    [join(''), 'not_an_address'],
    [join('10.0.0.2'), 'not_an_address'],
    [join('file:///etc/passwd'), 'not_an_address'],
    [join('javascript:alert(1)'), 'not_an_address'],
    [join('app://porchlight/'), 'not_an_address'],
    [join('http://ada:secret@10.0.0.2'), 'not_an_address'],
    [join('http://example.com'), 'not_on_this_network'],
    [join('http://10.0.0.2@example.com'), 'not_an_address'],
    [join('http://127.0.0.1:631'), 'not_on_this_network'],
    [join('http://0x7f000001:631'), 'not_on_this_network'],
    [join('http://2130706433'), 'not_on_this_network'],
    [join('http://localhost:631'), 'not_on_this_network'],
    [join('http://10.0.0.1.example.com'), 'not_on_this_network'],
  ])('refuses %j', (link, code) => {
    expect(parseLink(link, nowhere)).toEqual({ kind: 'refused', code });
  });
});

describe('a public address inside', () => {
  it('is as good as a private one where this machine is in the same network', () => {
    const isOwn = (address: string) => address === '203.0.113.7';
    expect(parseLink(join('http://203.0.113.7:8322'), isOwn)).toEqual({
      kind: 'join',
      origin: 'http://203.0.113.7:8322',
    });
  });
});

describe('linkInArguments', () => {
  it('finds the link among what else stands there', () => {
    const link = 'porchlight://open';
    expect(linkInArguments(['/opt/porchlight', '--hidden', '--', link])).toBe(link);
    expect(linkInArguments(['/opt/porchlight', 'https://example.com/porchlight:'])).toBeNull();
  });
});
