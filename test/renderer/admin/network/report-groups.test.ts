import { describe, expect, it } from 'vitest';
import { groupReport } from '../../../../renderer/admin/network/report-groups.ts';
import { GOOD_REPORT, NO_NETWORK_REPORT, WAITING_REPORT } from '../../../support/gallery/admin/samples.ts';

describe('groupReport', () => {
  it('counts what has to be put right, of the host and of adapters that matter', () => {
    expect(groupReport(GOOD_REPORT).problemCount).toBe(0);
    expect(groupReport(NO_NETWORK_REPORT).problemCount).toBe(1);
    expect(groupReport(WAITING_REPORT).problemCount).toBe(1);
  });

  it('does not count problems of networks inside this computer', () => {
    const { adapters } = WAITING_REPORT;
    const report = { ...WAITING_REPORT, adapters: adapters.map((each) => ({ ...each, isUseful: false })) };
    expect(groupReport(report).problemCount).toBe(0);
  });

  it('keeps advice apart from what is so', () => {
    const { facts, mayHelp } = groupReport(WAITING_REPORT);
    expect(mayHelp.map(({ code }) => code)).toContain('firewall_windows');
    expect(facts.map(({ code }) => code)).not.toContain('firewall_windows');
    expect([...facts, ...mayHelp]).toHaveLength(WAITING_REPORT.findings.length);
  });
});
