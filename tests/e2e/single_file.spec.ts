// The whole page as one file, opened from the disk with no network to reach.
import { expect, test } from '@playwright/test';
import { arrows, dropSample, expectSegments, root, watchErrors, packetsIn } from './helpers';

test('works from file:// and asks for nothing', async ({ page, context }) => {
  const errors = watchErrors(page);
  await context.setOffline(true);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(`file://${root}/web/dist/tcpladder.html`);
  await expectSegments(page, packetsIn('http-1688.pcap'));
  await dropSample(page, 'client-closes-first.pcap');
  await expectSegments(page, packetsIn('client-closes-first.pcap'));
  await expect(arrows(page)).toHaveCount(packetsIn('client-closes-first.pcap'));
  await page.getByRole('button', { name: 'Open…' }).focus();
  const others = requests.filter((url) => !/^(blob|data):|tcpladder\.html$/.test(url));
  expect(others).toEqual([]);
  expect(errors).toEqual([]);
});

test('holds every sample', async ({ page }) => {
  await page.goto(`file://${root}/web/dist/tcpladder.html#sample=syn-flood`);
  await expect(page.locator('.file')).toContainText('152 connections');
});

test('is read as what it is, whatever encoding a server states', async ({ page }) => {
  const path = `${root}/web/dist/tcpladder.html`;
  const contentType = 'text/html; charset=utf-8';
  await page.route('**/tcpladder.html', (route) => route.fulfill({ path, contentType }));
  await page.goto('tcpladder.html');
  await expect(page).toHaveTitle(/TCP Ladder/);
  await expectSegments(page, packetsIn('http-1688.pcap'));
});
