// Scripts, and what tcpdump printed, opened as captures.
import { expect, test, type Page } from '@playwright/test';
import { expectNoViolations } from './axe';
import { drop, expectSegments, onFirstSample, results, stateNames } from './helpers';

onFirstSample();

const handshake = '< S\n> S.\n<\n< (365)\n>\n> (1248)\n<\n';
const listing = `$ tcpdump -nn -q -r a.pcap
12:00:00.000000 IP 192.0.2.1.40000 > 192.0.2.2.80: Flags [S], seq 100, length 0
12:00:00.010000 IP 192.0.2.2.80 > 192.0.2.1.40000: Flags [S.], seq 900, ack 101, length 0
12:00:00.020000 IP 192.0.2.1.40000 > 192.0.2.2.80: Flags [.], ack 1, length 0
`;
const notes = (page: Page) => page.locator('.partial');

async function pasteText(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press('Control+V');
}

test('a script that is dropped is drawn', async ({ page }) => {
  await drop(page, 'handshake.pkt', Buffer.from(handshake));
  await expectSegments(page, 7);
  expect(await stateNames(page)).toContain('ESTABLISHED');
  await expect(page.locator('.file b')).toHaveText('handshake.pkt');
  await expect(notes(page)).toHaveText(/Read from a packetdrill script, not captured\./);
  await expectNoViolations(page);
});

test('its mistakes are told with their places, in the language of the page', async ({ page }) => {
  await drop(page, 'akc.pkt', Buffer.from(`${handshake}+.01 < . 366:366(0) akc 1249\n`));
  await expectSegments(page, 7);
  await expect(notes(page).locator('li')).toHaveText(
    'Line 8, column 21: “akc” is not a word here. After the numbers come ack, win, options or the end of the line.',
  );
  await page.screenshot({ path: results('text-mistake.png') });
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await expect(notes(page).locator('li')).toHaveText(
    '第 8 行第 21 列：这里不能是“akc”。序号之后应是 ack、win、选项或行尾。',
  );
});

test('lines of tcpdump that are pasted are drawn, and what they do not say is not known', async ({
  page,
}) => {
  await pasteText(page, listing);
  await expect(page.locator('tcp-script-editor textarea')).toHaveValue(listing);
  await expect(page.locator('tcp-write-pane')).toContainText('1 line is not about TCP.');
  await page.getByRole('button', { name: 'Write', exact: true }).click();
  await expectSegments(page, 3);
  const panel = page.locator('tcp-step-panel');
  await expect(panel).toContainText('Not known, as the text does not say: the window');
  await expect(panel.locator('[data-field=window]')).toContainText('?');
});

test('text of no format is refused, and what is read is named', async ({ page }) => {
  await drop(page, 'letter.txt', Buffer.from('Dear sir,\n\nno packets today.\n'));
  await expect(page.getByRole('alert')).toContainText('packetdrill script');
});
