// What happened in a capture, above everything else, and the way from there to its connections.
import { expect, test } from '@playwright/test';
import { expectNoViolations } from './axe';
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
  await expect(page).toHaveURL(/step=2/);
  await expectNoViolations(page);
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await expect(lines.last()).toContainText('2 个连接中有 3 次重传，全部到 10.77.0.2:8080。');
});

test('groups by server, adds columns and saves the list', async ({ page }) => {
  await page.goto('');
  await dropSample(page, 'fin-lost.pcap');
  await expect(page.locator('tcp-incidents li')).toHaveCount(1);
  const section = page.locator('tcp-connections');
  await section.getByText('Columns').click();
  await section.getByRole('checkbox', { name: 'Retrans.' }).check();
  await section.getByRole('columnheader', { name: 'Retrans.' }).getByRole('button').click();
  await expect(section.getByRole('columnheader', { name: 'Retrans.' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await section.getByText('Save the list').click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    section.getByRole('button', { name: 'CSV' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('tcp-ladder-list.csv');
  await section.getByRole('combobox', { name: 'Group by' }).selectOption('server');
  await expect(section.getByRole('row', { name: '10.77.0.2:8080' })).toContainText('3');
  await section.getByRole('button', { name: '10.77.0.2:8080' }).click();
  await expect(section.getByRole('searchbox')).toHaveValue('10.77.0.2:8080');
});

test('keys work from the page, and the filter leads down to the table', async ({ page }) => {
  await page.goto('');
  await dropSample(page, 'fin-lost.pcap');
  await expect(page.locator('tcp-incidents li')).toHaveCount(1);
  await page.locator('#headline').click();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/stream=0&step=2$/);
  await page.keyboard.press(']');
  await expect(page).toHaveURL(/stream=1&step=1$/);
  await page.keyboard.press('/');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/stream=2&step=1$/);
});
