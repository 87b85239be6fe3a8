// Who made the reset, and what limits a transfer: under the headline and in the panel.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { expectNoViolations } from './axe';
import { drop, dropSample, expectSegments, results, samplePath } from './helpers';
import { openMade } from './pages';

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

/** Other hops than the server's: its TTL, 22 bytes into the last packet. */
function forgedReset(): Buffer {
  const forged = readFileSync(samplePath('reset-by-server.pcap'));
  forged[forged.length - 66 + 22] = 55;
  return forged;
}

test('labels a reset from the middle in the second ladder of a comparison', async ({ page }) => {
  await page.goto('');
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: '', buffer });
  await page
    .locator('tcp-ladder-app > input[type=file]')
    .setInputFiles([
      file('a.pcap', readFileSync(samplePath('refused.pcap'))),
      file('b.pcap', forgedReset()),
    ]);
  await page.getByRole('button', { name: 'Compare with another connection' }).click();
  // They are read as one capture.
  await page.locator('tcp-connections').getByRole('row').last().click();
  await expect(page.locator('tcp-comparison tcp-ladder-view').last()).toContainText(
    'not from the server',
  );
});

test('labels a reset from the middle in the ladder, on the page and in the element', async ({
  page,
}) => {
  const forged = forgedReset();
  await page.goto('');
  await drop(page, 'forged.pcap', forged);
  await expect(page.locator('tcp-reset-line p')).toContainText('#6 was not sent by the server');
  const ladder = page.locator('tcp-ladder-view');
  await expect(ladder).toContainText('not from the server');
  await expect(page.locator('h1')).toHaveText(/^Reset in the server’s name/);
  await page.getByRole('button', { name: 'evidence' }).click();
  await expect(page.locator('tcp-step-panel')).toContainText('A reset in the server’s name');
  await page.screenshot({ path: results('reset-from-the-middle.png') });

  await page.route('**/forged.pcap', (route) => route.fulfill({ body: forged }));
  await openMade(page, {
    body: `<tcp-ladder src="/forged.pcap" resets></tcp-ladder>
      <tcp-ladder src="/samples/reset-by-server.pcap" resets></tcp-ladder>`,
  });
  await expect(ladder.first()).toContainText('not from the server');
  await expect(ladder.last()).toContainText('RST');
  await expect(ladder.last()).not.toContainText('not from');
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
