// Two connections side by side.
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { interfaceBlock, packetBlock, packetsOf, section } from './captures';
import { results, samplePath, watchErrors } from './helpers';

let errors: string[];
test.beforeEach(({ page }) => {
  errors = watchErrors(page);
});
test.afterEach(() => expect(errors).toEqual([]));

const comparison = (page: Page) => page.locator('tcp-comparison');
const ladder = (page: Page, side: 0 | 1) => comparison(page).locator('tcp-ladder-view').nth(side);

/** Where the number of each segment stands, from the top of the page. */
const levels = (page: Page, side: 0 | 1) =>
  ladder(page, side)
    .locator('.row')
    .evaluateAll((rows) =>
      rows.map((row) => Math.round(row.querySelector('.hit')!.getBoundingClientRect().top)),
    );

test('two connections of one capture: chosen in the table, by a link, by keys', async ({
  page,
}) => {
  await page.goto('/#sample=port-reuse');
  await page.locator('tcp-ladder-view .row').first().focus();
  await page.keyboard.press('c');
  await expect(comparison(page).locator('.first')).toContainText(/difference/);
  await page.locator('tcp-connections').getByRole('row').last().click();
  const second = '3';
  await expect(page).toHaveURL(new RegExp(`&with=${second}`));
  await expect(comparison(page).locator('h2').last()).toContainText(` · ${second} · `);
  await page.getByRole('button', { name: 'Swap A and B' }).click();
  await expect(page).toHaveURL(new RegExp(`stream=${second}&`));
  await page.reload();
  await expect(comparison(page).locator('h2').first()).toContainText(` · ${second} · `);
  await page.getByRole('button', { name: 'Ladder', exact: true }).click();
  await expect(comparison(page)).toHaveCount(0);
  await expect(page).not.toHaveURL(/with=/);
});

test('two files: rows are level, the first difference leads to its segments', async ({ page }) => {
  await page.goto('/');
  await page
    .locator('tcp-ladder-app > input[type=file]')
    .setInputFiles([samplePath('reset-by-server.pcap'), samplePath('loss.pcap')]);
  await page.getByRole('button', { name: 'Compare with another connection' }).click();
  await comparison(page).getByLabel('Capture of B').selectOption({ index: 1 });
  const first = comparison(page).locator('.first');
  await expect(first).toHaveText(
    /The first data comes from the client in A \(#4\), the server in B \(#4\)/,
  );
  await first.getByRole('button').click();
  for (const side of [0, 1] as const) {
    await expect(ladder(page, side).locator('.selband')).toHaveCount(1);
  }
  const [a, b] = [await levels(page, 0), await levels(page, 1)];
  expect(a.slice(0, 3)).toEqual(b.slice(0, 3));
  await page.screenshot({ path: results('compare.png') });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
});

test('on a phone one of both is shown, and the link names what is missing', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('/#sample=reset-by-server&with=0&beside=other.pcap');
  await expect(comparison(page).locator('.first')).toHaveText(
    'Open other.pcap to see this comparison.',
  );
  await comparison(page)
    .locator('input[type=file]')
    .setInputFiles(samplePath('reset-by-client.pcap'));
  await expect(page).toHaveURL(/beside=reset-by-client\.pcap/);
  await expect(ladder(page, 0)).toBeVisible();
  await expect(ladder(page, 1)).toBeHidden();
  await comparison(page).getByRole('button', { name: 'B', exact: true }).click();
  await expect(ladder(page, 1)).toBeVisible();
  await ladder(page, 1).scrollIntoViewIfNeeded();
  await page.screenshot({ path: results('compare-390.png') });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
});

test('the comparison is saved as the command writes it', async ({ page }) => {
  await page.goto('/#sample=port-reuse&with=1');
  await expect(comparison(page).locator('.first')).toContainText(/difference/);
  const saved = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      comparison(page).getByRole('button', { name }).click(),
    ]);
    return readFileSync(await download.path(), 'utf8');
  };
  const json = JSON.parse(await saved('Save as JSON')) as { schema: string; lines: object[] };
  expect(json.schema).toBe('tcp-ladder-diff/1');
  expect(json.lines.length).toBeGreaterThan(0);
  expect(await saved('Save as text')).toMatch(/^A {2}Port reuse.*\nB {2}Port reuse/);
});

test('a connection beyond those offered by name is chosen by its number', async ({ page }) => {
  const packets = packetsOf('refused.pcap');
  const syn = packets[0]!;
  // The same SYN from 510 ports.
  const many = Array.from({ length: 510 }, (_, i) => {
    const data = Buffer.from(syn.data);
    data.writeUInt16BE(20000 + i, 14 + 20);
    return packetBlock({ ...syn, data });
  });
  await page.goto('/');
  await page.locator('tcp-ladder-app > input[type=file]').setInputFiles({
    name: 'many.pcapng',
    mimeType: '',
    buffer: Buffer.concat([section(), interfaceBlock(1), ...many]),
  });
  await page.getByRole('button', { name: 'Compare with another connection' }).click();
  await expect(comparison(page).locator('h2').last()).toContainText(' · 1 · ');
  const field = comparison(page).getByLabel('or by its number');
  await field.fill('505');
  await field.press('Enter');
  await expect(page).toHaveURL(/&with=505/);
  await expect(comparison(page).locator('h2').last()).toContainText(' · 505 · ');
  await field.fill('9999');
  await field.press('Enter');
  await expect(field).toHaveValue('');
});
