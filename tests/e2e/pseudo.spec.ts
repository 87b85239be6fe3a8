// The page in a language made from English, a third longer: no word of English is left, and all fits.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { accent, englishIn } from '../web/words/pseudo';
import { results, root } from './helpers';
import { Host } from './host';
import { readingOf } from './pseudo/fit';

const host = new Host('tests/results/pseudo');
let address = '';

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const config = join(root, 'tests/e2e/pseudo/page.config.mts');
  execFileSync('npx', ['vite', 'build', '--config', config], { cwd: join(root, 'web') });
  address = await host.start('/');
});
test.afterAll(() => host.stop());

/** Everything on the page now, which is called `name`. */
async function expectNoFault(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: results(`pseudo-${name}.png`) });
  const { texts, misfits } = await readingOf(page);
  expect.soft(texts.length, name).toBeGreaterThan(30);
  expect
    .soft(
      texts.filter((text) => englishLeft(text).length > 0),
      name,
    )
    .toEqual([]);
  expect.soft(misfits, name).toEqual([]);
}

/** What stays: comments of the samples, histories, octets, Wireshark's flags, kinds of options, calls. */
const kept = new RegExp(
  [
    String.raw`TCP Ladder sample: \w+|\(this segment opens the c\S*`,
    String.raw`\b[ShAaDdFfRrTtCcGgWwIiQ^]{3,}\b|^(?:[\da-f]{2} ?)+$|\bTCP [A-Z][\w -]+`,
    String.raw`\b(?:sackOK|val|ecr|nop|wscale|eol)\b|^\+?[\d.]+ \w+\(.*\) = \d+$`,
    String.raw`^(?:[\d.]+ )?(?:[mµ]?s|[kMG]?B)$`,
  ].join('|'),
  'g',
);
const englishLeft = (text: string) => englishIn(text.replace(kept, ' '));

const button = (page: Page, text: string) =>
  page.getByRole('button', { name: accent(text) }).first();

/** Opens one view each, beside the capture that the page shows. */
const views: Record<string, (page: Page) => Promise<void>> = {
  below: async (page) => {
    await page.getByText(accent('all 29 samples')).click();
    await page.locator('tcp-facts summary').click();
    await page.locator('details.below:not(.keyboard) summary').first().click();
    await page.locator('details.keyboard summary').click();
  },
  share: (page) => button(page, 'Share').click(),
  export: (page) => button(page, 'Export').click(),
  predict: (page) => button(page, 'Predict').click(),
  curves: (page) => button(page, 'Curves').click(),
  write: (page) => button(page, 'Write').click(),
};
const samples = ['syn-flood', 'zero-window', 'loss', 'half-close', 'commented'];

for (const width of [1440, 390]) {
  test(`has no word of English left, and fits, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    for (const [name, open] of Object.entries(views)) {
      await page.goto(`${address}#sample=http-1688`);
      await page.reload();
      await expect(page.locator('tcp-ladder-view svg text').first()).toBeVisible();
      await open(page);
      await page.waitForTimeout(500);
      await expectNoFault(page, `${width}-${name}`);
    }
    for (const sample of samples) {
      await page.goto(`${address}#sample=${sample}`);
      await page.waitForTimeout(900);
      await expectNoFault(page, `${width}-${sample}`);
    }
  });
}
