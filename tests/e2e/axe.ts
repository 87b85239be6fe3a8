// What axe finds on a page.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Contrast is most of the work: of a page that was looked at whole, a second theme needs only
 * `colours`, and a second language only the `rest`.
 */
type Rules = 'all' | 'colours' | 'rest';

/** Expects no violation, within the elements that `selector` finds where it is given. */
export async function expectNoViolations(
  page: Page,
  rules: Rules = 'all',
  selector?: string,
): Promise<void> {
  const axe = new AxeBuilder({ page });
  if (selector) axe.include(selector);
  if (rules === 'colours') axe.withRules(['color-contrast']);
  if (rules === 'rest') axe.disableRules(['color-contrast']);
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
}
