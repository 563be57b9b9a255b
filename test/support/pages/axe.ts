import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * What axe finds wrong on the screen, a line each.
 *
 * @param rules only these; without them all its rules, best practice and the size of targets included
 */
export async function findings(page: Page, rules?: string[]): Promise<string[]> {
  // There are no frames here; looking for them costs a page of its own each time.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (rules) axe.withRules(rules);
  else axe.options({ rules: { 'target-size': { enabled: true } } });
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id} (${help}): ${target.join(' ')}\n${failureSummary}`),
  );
}
