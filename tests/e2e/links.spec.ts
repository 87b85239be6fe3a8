// Links keep what they speak of: the capture inside, or the name of the one that is missing.
import { expect, test } from '@playwright/test';
import { dropSample, expectSegments, packetsIn, samplePath } from './helpers';
import { openMade } from './pages';

test.beforeEach(({ context }) => context.grantPermissions(['clipboard-read', 'clipboard-write']));

test('the link to a step of a file holds the connection', async ({ page }) => {
  await page.goto('');
  await dropSample(page, 'half-close.pcap');
  await expectSegments(page, packetsIn('half-close.pcap'));
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('button', { name: 'Copy the link to this step' }).click();
  await expect(page.locator('tcp-export-menu [role=status]')).toContainText(
    'contains this connection',
  );
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const reader = await page.context().newPage();
  await reader.goto(link);
  await expectSegments(reader, packetsIn('half-close.pcap'));
});

test('a link without its capture says which one it speaks of, and goes there', async ({ page }) => {
  await page.goto('');
  await dropSample(page, 'half-close.pcap');
  await expectSegments(page, packetsIn('half-close.pcap'));
  await expect(page).toHaveURL(/file=half-close\.pcap&.*stream=0&step=1$/);
  const address = page.url().replace('step=1', 'step=4');
  const reader = await page.context().newPage();
  await reader.goto(address);
  const notice = reader.getByRole('alert');
  await expect(notice).toContainText('This link does not contain its capture');
  await expect(notice).toContainText(/half-close\.pcap, of the connection .* step 4/);
  await reader.locator('input[type=file]').setInputFiles(samplePath('half-close.pcap'));
  await expect(reader.locator('tcp-step-panel .position')).toHaveText('step 4 of 18');
  await expect(reader).toHaveURL(/stream=0&step=4$/);
});

test('an element links to the page with its capture inside', async ({ page }) => {
  await openMade(page, {
    body: '<tcp-ladder src="/samples/half-close.pcap" page="/index.html"></tcp-ladder>',
  });
  const link = page.locator('tcp-ladder').locator('a.page');
  await expect(link).toHaveAttribute('href', /^\/index\.html#capture=[\w-]+&stream=0&step=1$/);
  await link.click();
  await expectSegments(page, packetsIn('half-close.pcap'));
});
