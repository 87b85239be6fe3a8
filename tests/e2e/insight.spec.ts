// Who made the reset, and what limits a transfer: under the headline and in the panel.
import { expect, test } from '@playwright/test';
import { expectNoViolations } from './axe';
import { dropSample, expectSegments } from './helpers';

test('says who made a reset, with its evidence as a table', async ({ page }) => {
  await page.goto('');
  await dropSample(page, 'reset-by-server.pcap');
  const line = page.locator('tcp-reset-line p');
  await expect(line).toContainText('Nothing speaks against the server as the sender of #6');
  await line.getByRole('button', { name: 'evidence' }).click();
  const table = page.locator('tcp-reset-evidence table');
  await expect(table).toBeVisible();
  await expect(table.getByRole('row', { name: 'Hops' })).toContainText('the same path');
  await expect(page.locator('tcp-reset-evidence')).toContainText('The client accepted it.');
  await expectNoViolations(page);
});

test('says where it cannot be told', async ({ page }) => {
  await page.goto('');
  await dropSample(page, 'refused.pcap');
  await expect(page.locator('tcp-reset-line p')).toContainText('Who sent #2 cannot be told');
});

test('says what limits a transfer, in both languages', async ({ page }) => {
  await page.goto('');
  await dropSample(page, 'loss.pcap');
  await expectSegments(page, 170);
  const lines = page.locator('tcp-limit-lines li');
  await expect(lines).toHaveText([
    /^Limited by loss\. For 438 of 591.ms the server repairs losses/,
  ]);
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await expect(lines).toHaveText([/^受限于丢包。591.ms 中有 438.ms，服务器在补发/]);
});
