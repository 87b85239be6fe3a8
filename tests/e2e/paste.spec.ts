// Captures as text: the box for them, and what is pasted on the page itself.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { expectNoViolations } from './axe';
import {
  drop,
  dropSample,
  expectSegments,
  onFirstSample,
  packetsIn,
  results,
  root,
  samplePath,
  stateNames,
} from './helpers';

const textOf = (name: string) =>
  readFileSync(join(root, 'tests/web/page/paste/texts', `${name}.txt`), 'utf8');
const dump = textOf('tcpdump-x');
const dialog = (page: Page) => page.getByRole('dialog');
/** Segments of the first of its three connections. */
const refused = 2;
const box = (page: Page) => dialog(page).getByRole('textbox');

onFirstSample();

async function openBox(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'paste text or hex', exact: true }).click();
  await expect(box(page)).toBeFocused();
}

/** Pastes with the keyboard what another program left on the clipboard. */
async function pasteText(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press('Control+V');
}

test('a dump in the box becomes the capture that it was printed from', async ({ page }) => {
  await dropSample(page, 'half-close.pcap');
  await expectSegments(page, packetsIn('half-close.pcap'));
  const states = await stateNames(page);
  await page.goto('/');
  await openBox(page);
  await box(page).fill(dump);
  await dialog(page).getByRole('button', { name: 'Open', exact: true }).click();
  await expect(dialog(page)).toBeHidden();
  await expectSegments(page, packetsIn('half-close.pcap'));
  expect(await stateNames(page)).toEqual(states);
  await expect(page.locator('.file b')).toHaveText('Pasted text');
  await expect(page.locator('.partial')).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await expect(page.locator('.file b')).toHaveText('粘贴的文本');
});

test('the keyboard alone will do', async ({ page }) => {
  const link = page.getByRole('button', { name: 'paste text or hex', exact: true });
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(box(page)).toBeFocused();
  await page.keyboard.insertText('4500');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await expect(link).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(box(page)).toHaveValue('4500');
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(textOf('tshark-P-x'));
  await page.keyboard.press('Control+Enter');
  await expect(dialog(page)).toBeHidden();
  await expectSegments(page, refused);
  await dropSample(page, 'half-close.pcap');
  await page.locator('details.keyboard summary').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(box(page)).toBeFocused();
  await expect(box(page)).toHaveValue('');
});

test('what is wrong is said, chosen and kept, and the rest can be opened', async ({ page }) => {
  await openBox(page);
  const alert = dialog(page).getByRole('alert');
  await page.keyboard.press('Control+Enter');
  await expect(alert).toHaveText('There is no text yet.');

  const at = dump.indexOf('4000 4006', dump.indexOf('4000 4006') + 1);
  const spoiled = `${dump.slice(0, at)}40o0${dump.slice(at + 4)}`;
  await box(page).fill(spoiled);
  await expect(alert).toBeEmpty();
  await page.keyboard.press('Control+Enter');
  await expect(alert).toHaveText('Line 7, column 26: “40o0” is not hexadecimal.');
  await expect(box(page)).toHaveValue(spoiled);
  await expect(box(page)).toBeFocused();
  const chosen = () =>
    box(page).evaluate((area: HTMLTextAreaElement) =>
      area.value.slice(area.selectionStart, area.selectionEnd),
    );
  expect(await chosen()).toBe('40o0');

  await dialog(page).getByRole('button', { name: 'Open the 1 packet before it' }).click();
  await expectSegments(page, 1);
  await expect(page.locator('.partial')).toHaveText(
    /^\s*The text could not be read to the end\. Line 7, .* The 1 packet before is shown\.\s*$/,
  );
});

test('text, files and links are pasted on the page itself', async ({ page }) => {
  await pasteText(page, textOf('tcpdump-x-t'));
  await expectSegments(page, refused);
  await expect(page.locator('.partial')).toContainText('The text contains no timestamps.');

  await page.evaluate(
    ({ name, base64 }) => {
      const octets = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([octets], name));
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true }),
      );
    },
    { name: 'copied.pcap', base64: readFileSync(samplePath('half-close.pcap')).toString('base64') },
  );
  await expectSegments(page, packetsIn('half-close.pcap'));
  await expect(page.locator('.file b')).toHaveText('copied.pcap');

  await page.getByRole('button', { name: 'Share' }).click();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy a link' }).click();
  await expect(page.locator('tcp-share-panel [role=status]')).toContainText('The link was copied.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+V');
  await expect(page.locator('.file b')).toHaveText('Capture from a link');

  await pasteText(page, 'https://example.org/#capture=AAAA');
  await expect(dialog(page).getByRole('alert')).toContainText('is incomplete or was changed');
  await expect(box(page)).toHaveValue('https://example.org/#capture=AAAA');
});

test('a field keeps what is pasted into it', async ({ page }) => {
  await dropSample(page, 'syn-flood.pcap');
  const filter = page.getByRole('searchbox', { name: 'Filter connections' });
  await filter.focus();
  await pasteText(page, '0000  45 00');
  await expect(filter).toHaveValue('0000  45 00');
  await expect(dialog(page)).toHaveCount(0);
});

test('a file of text is read as such', async ({ page }) => {
  await drop(page, 'dump.txt', Buffer.from(dump));
  await expect(page.getByRole('alert')).toContainText('a hex dump');
  await page.getByRole('button', { name: 'Read it as text' }).click();
  await expectSegments(page, packetsIn('half-close.pcap'));

  await drop(page, 'notes.txt', Buffer.from('Nothing <b>to</b> see here'));
  await page.getByRole('button', { name: 'Read it as text' }).click();
  await expect(dialog(page).getByRole('alert')).toHaveText('Line 1: “Nothing” is not hexadecimal.');
});

test('a file dropped or pasted over the box is opened', async ({ page }) => {
  await openBox(page);
  await dropSample(page, 'refused.pcap');
  await expect(dialog(page)).toBeHidden();
  await expectSegments(page, refused);
});

test('nothing for axe to find, in both languages and on a narrow screen', async ({ page }) => {
  await openBox(page);
  await box(page).fill('0000  45 zz');
  await page.keyboard.press('Control+Enter');
  await page.screenshot({ path: results('paste.png') });
  await expectNoViolations(page);
  await page.keyboard.press('Escape');

  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await page.setViewportSize({ width: 360, height: 640 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('button', { name: '粘贴文本或十六进制' }).first().click();
  await page.keyboard.press('Control+Enter');
  await expect(dialog(page).getByRole('alert')).toContainText('第 1 行第 10 列');
  await page.screenshot({ path: results('paste-narrow-zh-dark.png') });
  const wide = await dialog(page).evaluate((element) => element.scrollWidth > element.clientWidth);
  expect(wide).toBe(false);
  await expect(dialog(page).getByRole('button', { name: '打开', exact: true })).toBeInViewport();
  await expectNoViolations(page);
});

test('the page behind the box is darker, also where it is dark already', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openBox(page);
  const behind = await dialog(page).evaluate(
    (box) => getComputedStyle(box, '::backdrop').backgroundColor,
  );
  expect(behind).toMatch(/^rgba\(0, 0, 0, 0\.\d+\)$/);
});
