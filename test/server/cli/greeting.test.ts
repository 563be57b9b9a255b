import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { renderGreeting, type GreetingInput } from '../../../server/cli/greeting.ts';
import { terminalLanguage } from '../../../server/cli/locale.ts';
import { terminalStyle, type TerminalStyle } from '../../../server/cli/terminal-style.ts';
import { joinLinks } from '../../../server/discovery/join-links.ts';

const PIPE: TerminalStyle = { isTerminal: false, hasColour: false, columns: 80 };
const TERMINAL: TerminalStyle = { isTerminal: true, hasColour: true, columns: 80 };
const LINKS = joinLinks({
  addresses: [
    { address: '192.168.1.5', family: 'IPv4', interfaceName: 'wlan0', kind: 'wifi' },
    { address: '10.8.0.2', family: 'IPv4', interfaceName: 'tun0', kind: 'vpn' },
  ],
  port: 8322,
  hostName: 'lab-chat.local',
});

function greet(input: Partial<GreetingInput> = {}): string {
  return renderGreeting({
    name: 'Lab Chat',
    links: LINKS,
    setupUrl: null,
    hasRateLimits: true,
    language: 'en',
    style: PIPE,
    ...input,
  });
}

describe('renderGreeting', () => {
  it('is plain text in a pipe', () => {
    expect(greet({ setupUrl: 'http://localhost:8322/setup#token=abc' })).toBe(`Lab Chat is open.

First, set it up here:
  http://localhost:8322/setup#token=abc
This link works once and makes you the owner. Keep it to yourself.

Join from any device on this network:
  http://192.168.1.5:8322

If that does not open, try:
  http://10.8.0.2:8322        VPN, tun0
  http://lab-chat.local:8322
  http://localhost:8322       this computer only

Ctrl+C stops it.
`);
  });

  it('speaks Chinese', () => {
    const greeting = greet({ language: 'zh' });
    expect(greeting).toContain('“Lab Chat”已开启。');
    expect(greeting).toContain('按 Ctrl+C 停止。');
  });

  it('shows a code of the best address to somebody who looks', () => {
    expect(greet({ style: TERMINAL })).toContain('█▀▀▀▀▀█');
    expect(greet()).not.toMatch(/[█▀▄\u001b]/);
    expect(greet({ style: { ...TERMINAL, columns: 20 } })).not.toContain('█');
  });

  it('says the same with and without colour', () => {
    const withColour = stripVTControlCharacters(greet({ style: TERMINAL })).split('\n');
    expect(withColour).toEqual(expect.arrayContaining(greet().split('\n')));
    expect(greet({ style: { ...TERMINAL, hasColour: false } })).not.toContain('\u001b');
  });

  it('warns loudly when the rate limits are off', () => {
    expect(greet({ hasRateLimits: false })).toContain('WARNING: rate limits are OFF');
    expect(greet({ hasRateLimits: false, language: 'zh' })).toContain('警告');
    expect(greet()).not.toContain('WARNING');
  });

  it('says that nobody else can join where there is no network', () => {
    const links = joinLinks({
      addresses: [{ address: '127.0.0.1', family: 'IPv4', interfaceName: 'lo', kind: 'loopback' }],
      port: 8322,
      hostName: null,
    });
    const greeting = greet({ links, style: TERMINAL });
    expect(greeting).toContain('not on any network');
    expect(greeting).toContain('http://localhost:8322');
    expect(greeting).not.toContain('█');
  });
});

describe('terminalLanguage', () => {
  it.each([
    [{ LANG: 'zh_CN.UTF-8' }, 'en-US', 'zh'],
    [{ LANG: 'en_GB.UTF-8' }, 'zh-CN', 'en'],
    [{ LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }, 'zh-CN', 'en'],
    [{ LC_ALL: '', LC_MESSAGES: 'zh_TW.UTF-8', LANG: 'C' }, 'en-US', 'zh'],
    [{}, 'zh-CN', 'zh'],
    [{}, 'zh', 'zh'],
    [{}, 'zhx', 'en'],
    [{}, 'de-DE', 'en'],
  ])('%j on a %s system', (env, systemLocale, language) => {
    expect(terminalLanguage(env, () => systemLocale)).toBe(language);
  });
});

describe('terminalStyle', () => {
  it.each([
    [{ isTTY: true, columns: 120 }, {}, { isTerminal: true, hasColour: true, columns: 120 }],
    [{ isTTY: true, columns: 0 }, { NO_COLOR: '1' }, { isTerminal: true, hasColour: false, columns: 80 }],
    [{ isTTY: true, columns: 80 }, { TERM: 'dumb' }, { isTerminal: false, hasColour: false, columns: 80 }],
    [{}, {}, { isTerminal: false, hasColour: false, columns: 80 }],
  ])('%j %j', (stream, env, expected) => {
    expect(terminalStyle(stream, env)).toEqual(expected);
  });
});
