// What happened in a capture, above everything else, and the way from there to its connections.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { dropSample } from './helpers';

test('says what happened first, and leads to the connections', async ({ page }) => {
  await page.goto('');
  await dropSample(page, 'syn-lost.pcap');
  const lines = page.locator('tcp-incidents li');
  await expect(lines).toHaveText([
    /^\s*1 wait for a retransmission timer in 1 connection, 1\.0.s in all, to 10\.77\.0\.2:8080\. show\s*$/,
    /^\s*3 retransmissions in 2 connections, all to 10\.77\.0\.2:8080\. show\s*$/,
  ]);
  await lines.last().getByRole('button', { name: 'show' }).click();
  const connections = page.locator('tcp-connections');
  await expect(connections.getByRole('searchbox')).toHaveValue('retransmission 10.77.0.2:8080');
  await expect(connections.getByRole('heading')).toContainText('2 of');
  await expect(page).toHaveURL(/step=2/);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await expect(lines.last()).toContainText('2 个连接中有 3 次重传，全部到 10.77.0.2:8080。');
});
