// The table of connections, its filter and strip.
import { expect, test } from '@playwright/test';
import { expectSegments, watchErrors, packetsIn } from './helpers';

let errors: string[];
test.beforeEach(async ({ page }) => {
  errors = watchErrors(page);
  await page.goto('/#sample=syn-flood');
  await expect(page.locator('tcp-connection-table [role=grid]')).toBeVisible();
});
test.afterEach(() => expect(errors).toEqual([]));

test('says what can be typed, and takes an example of it', async ({ page }) => {
  const section = page.locator('tcp-connections');
  const filter = section.getByRole('searchbox');
  const hint = section.locator('.hint');
  await filter.focus();
  await expect(hint).toBeVisible();
  await expect(hint).toContainText('what was observed');
  await hint.getByRole('button', { name: 'S0' }).click();
  await expect(filter).toHaveValue('S0');
  await expect(filter).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(hint).toBeHidden();
  await expect(filter).toHaveValue('S0');
  await page.keyboard.press('Escape');
  await expect(filter).toHaveValue('');
});

test('holds only the rows on view', async ({ page }) => {
  const grid = page.getByRole('grid', { name: 'Connections' });
  await expect(grid).toHaveAttribute('aria-rowcount', '153');
  expect(await grid.locator('.row').count()).toBeLessThan(40);
});

test('goes by keyboard, and Enter shows the connection', async ({ page }) => {
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/stream=2&step=1$/);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/stream=151&/);
  await expect(page.locator('tcp-connection-table .chosen .index')).toHaveText('151');
});

test('is narrowed while typing', async ({ page }) => {
  const filter = page.getByRole('searchbox');
  await filter.fill('SF');
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '3');
  await filter.fill('nothing like this');
  await expect(page.getByText('No connection matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '153');
});

test('is narrowed to an outcome', async ({ page }) => {
  await page.getByRole('button', { name: /^half-open/ }).click();
  const rows = page.locator('tcp-connection-table .row');
  await expect(rows.first()).toContainText('Half-open');
  await expect(rows.filter({ hasText: 'No answer' })).toHaveCount(0);
});

test('is sorted by its heads', async ({ page }) => {
  const head = page.getByRole('columnheader', { name: /^Lasted/ });
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
});

test('closes to one line with arrows by T', async ({ page }) => {
  await page.getByRole('grid').focus();
  await page.keyboard.press('t');
  await expect(page.getByRole('grid')).toHaveCount(0);
  await expect(page.getByText('Stream 0 · 152 connections')).toBeVisible();
  await page.getByRole('button', { name: 'Next connection' }).click();
  await expect(page.getByText('Stream 1 · 152 connections')).toBeVisible();
  await expect(page).toHaveURL(/stream=1&/);
});

test('is narrowed to a time by dragging over the strip', async ({ page }) => {
  const box = (await page.locator('tcp-time-strip').boundingBox())!;
  await page.mouse.move(box.x + 2, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 4, box.y + 20, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByRole('searchbox')).toHaveValue(/^@[\d.]+-[\d.]+$/);
  await expect(page.getByRole('grid')).not.toHaveAttribute('aria-rowcount', '153');
});

test('the chosen connection stands in a bracket, however short it was', async ({ page }) => {
  const path = await page.locator('tcp-time-strip .chosen').getAttribute('d');
  // Up from the axis at both ends, and wide enough to tell them apart.
  const [, left, top, foot, right, other] = /^M(\S+) (\S+)V(\S+)H(\S+)V(\S+)$/
    .exec(path!)!
    .map(Number);
  expect(right! - left!).toBeGreaterThanOrEqual(9);
  expect(top).toBe(other);
  expect(top).toBeLessThan(foot!);
});

test('names the flood in words', async ({ page }) => {
  await expect(page.locator('tcp-time-strip')).toContainText(/\d+ half-open in/);
});

test('is not there for a single connection', async ({ page }) => {
  await page.goto('/#sample=http-1688');
  await expectSegments(page, packetsIn('http-1688.pcap'));
  await expect(page.locator('tcp-connections')).toHaveCount(0);
});
