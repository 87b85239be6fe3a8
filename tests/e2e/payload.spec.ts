// The bytes of a connection, and connections found by them.
import { expect, test } from '@playwright/test';
import { results, watchErrors } from './helpers';

let errors: string[];
test.beforeEach(({ page }) => {
  errors = watchErrors(page);
});
test.afterEach(() => expect(errors).toEqual([]));

test('the panel shows what the segment brings, as text and in hexadecimal', async ({ page }) => {
  await page.goto('/#sample=http-1688&step=4');
  const panel = page.locator('tcp-step-panel');
  await panel.locator('summary', { hasText: 'Bytes' }).click();
  const part = panel.locator('tcp-payload');
  await expect(part.locator('mark')).toContainText('GET /tcp HTTP/1.1\nHost: ');
  await part.locator('pre').scrollIntoViewIfNeeded();
  await page.screenshot({ path: results('payload-text.png') });
  await part.getByRole('button', { name: 'Hex' }).click();
  await expect(part.locator('mark')).toContainText('00000000  47 45 54 20 2f 74 63 70');
  await part.getByRole('button', { name: 'server → client' }).click();
  await expect(part.locator('pre')).toContainText('200 OK');
  await expect(part.getByRole('status')).toHaveText('1 to 1,248 of 1,248 bytes');
  // It stays open, and follows the segment to the end that sent it.
  await page.locator('tcp-ladder-view [role=graphics-symbol]').nth(5).click();
  await expect(part.locator('mark')).toContainText('48 54 54 50');
  await page.locator('tcp-ladder-view [role=graphics-symbol]').nth(3).click();
  await expect(part.locator('mark')).toContainText('47 45 54');
});

test('the filter finds connections by their payload, and the segment', async ({ page }) => {
  await page.goto('/#sample=syn-flood');
  const section = page.locator('tcp-connections');
  const filter = section.getByRole('searchbox');
  await filter.fill('payload:"no such');
  await expect(section.locator('p.payload')).toHaveText(/Write payload:"text"/);
  await filter.fill('payload:"HTTP/1."');
  await expect(section.getByRole('heading')).toHaveText('2 of 152 shown');
  await page.screenshot({ path: results('payload-filter.png') });
  await section.getByRole('row').last().click();
  await expect(page.locator('tcp-step-panel .position')).toHaveText(/^step [2-9]\d* of/);
  // What is looked for is nobody else's affair.
  expect(decodeURIComponent(page.url())).not.toContain('HTTP');
  await filter.fill('payload:/00 00 00 00 ff ff/');
  await expect(section.locator('.none')).toBeVisible();
});
