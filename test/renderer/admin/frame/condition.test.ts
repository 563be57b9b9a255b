import { describe, expect, it } from 'vitest';
import { conditionOf } from '../../../../renderer/admin/frame/condition.ts';
import { sectionOf } from '../../../../renderer/admin/frame/sections.ts';
import type { LiveSnapshot } from '../../../../renderer/admin/link/live-host.ts';
import { OFFLINE } from '../../../../renderer/client/http-call.ts';
import { hostState } from '../../../support/gallery/admin/samples.ts';

const live = (part: Partial<LiveSnapshot> = {}): LiveSnapshot => ({
  host: hostState(),
  heardAt: 1,
  link: { kind: 'live' },
  ...part,
});
const lost = { kind: 'lost', failure: OFFLINE } as const;

describe('conditionOf', () => {
  it('is on while the host answers', () => {
    expect(conditionOf(live())).toBe('on');
    expect(conditionOf(live(), 'on')).toBe('on');
  });

  it('is paused while nobody new can come in, for whichever reason', () => {
    const join = { policy: 'open', isPaused: true, pin: null } as const;
    expect(conditionOf(live({ host: hostState({ join }) }))).toBe('paused');
    expect(
      conditionOf(live({ host: hostState({ join: { ...join, isPaused: false, policy: 'closed' } }) })),
    ).toBe('paused');
  });

  it('is starting until something was heard', () => {
    expect(conditionOf(live({ host: null, link: { kind: 'connecting' } }))).toBe('starting');
  });

  it('is lost when the stream is, whatever was heard before', () => {
    expect(conditionOf(live({ link: lost }))).toBe('lost');
    expect(conditionOf(live({ host: null, link: lost }))).toBe('lost');
  });

  it('believes the shell before the stream', () => {
    expect(conditionOf(live(), 'problem')).toBe('problem');
    expect(conditionOf(live({ link: lost }), 'starting')).toBe('starting');
  });
});

describe('sectionOf', () => {
  it('reads the part from the address, and falls back to the host screen', () => {
    expect(sectionOf('#network')).toBe('network');
    expect(sectionOf('')).toBe('host');
    expect(sectionOf('#toString')).toBe('host');
  });
});
