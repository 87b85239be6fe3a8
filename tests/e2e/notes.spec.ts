// Notes that the reader writes on segments and on the capture, and comments of the file.
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { arrows, drop, dropSample, expectSegments, results, watchErrors } from './helpers';

let errors: string[];
test.beforeEach(({ page }) => {
  errors = watchErrors(page);
});
test.afterEach(() => expect(errors).toEqual([]));

const inPanel = (page: Page) => page.locator('tcp-notes[slot]');
const ofCapture = (page: Page) => page.locator('tcp-notes:not([slot])');

async function saved(page: Page, choice: string): Promise<Buffer> {
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: choice, exact: true }).click(),
  ]);
  return readFileSync(await download.path());
}

test('notes are written with the keyboard, shown at their rows, saved and read again', async ({
  page,
}) => {
  await page.goto('/');
  await dropSample(page, 'half-close.pcap');
  await expect(page.locator('.file b')).toHaveText('half-close.pcap');
  await arrows(page).nth(3).click();
  await page.keyboard.press('n');
  await expect(inPanel(page).getByRole('textbox')).toBeFocused();
  // Keys of the page do not apply to what is typed.
  await page.keyboard.type('the request [v]');
  await page.keyboard.press('Enter');
  await page.keyboard.type('and 中文 <b>');
  await page.screenshot({ path: results('notes-writing.png') });
  await page.keyboard.press('Escape');
  await expect(arrows(page).nth(3)).toBeFocused();
  await expect(page.locator('tcp-ladder-view')).toContainText('“the request [v] and 中文 <b>”');
  // What is typed is kept when the reader goes elsewhere.
  await arrows(page).nth(5).click();
  await inPanel(page).getByRole('button', { name: 'Add a note' }).click();
  await page.keyboard.type('second');
  await arrows(page).nth(3).click();
  await expect(inPanel(page)).toContainText('the request [v]\nand 中文 <b>');
  await page.getByRole('button', { name: 'Add a note on the capture' }).click();
  await page.keyboard.type('about all of it');
  await page.screenshot({ path: results('notes.png'), fullPage: true });
  expect(decodeURIComponent(page.url())).not.toContain('request');

  const file = await saved(page, 'Capture with notes (pcapng)');
  await drop(page, 'again.pcapng', file);
  await expect(page.locator('.file b')).toHaveText('again.pcapng');
  await expect(page.locator('tcp-ladder-view')).toContainText('“second”');
  await expect(ofCapture(page)).toContainText('about all of it');
  await arrows(page).nth(5).click();
  await expect(inPanel(page)).toContainText('second');
  await inPanel(page).getByRole('button', { name: 'Edit' }).click();
  await inPanel(page).getByRole('textbox').fill('changed');
  await inPanel(page).getByRole('button', { name: 'Done' }).click();
  await expect(page.locator('tcp-ladder-view')).toContainText('“changed”');
  await inPanel(page).getByRole('button', { name: 'Delete' }).click();
  await expect(page.locator('tcp-ladder-view')).not.toContainText('“changed”');
  expect((await saved(page, 'This connection with notes (pcapng)')).toString()).not.toMatch(
    /second|changed/,
  );
});

test('keys typed while the field is loading are part of the note', async ({ page }) => {
  let loaded = () => {};
  const held = new Promise<void>((resolve) => (loaded = resolve));
  await page.route(/note_field[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/');
  await dropSample(page, 'half-close.pcap');
  await expect(page.locator('.file b')).toHaveText('half-close.pcap');
  await expect(page.locator('tcp-step-panel')).toBeVisible();
  await arrows(page).nth(3).click();
  await page.keyboard.press('n');
  await page.keyboard.type('v[c?');
  await page.keyboard.press('ArrowRight');
  loaded();
  await expect(inPanel(page).getByRole('textbox')).toBeFocused();
  await page.keyboard.type(' done');
  await expect(inPanel(page).getByRole('textbox')).toHaveValue('v[c? done');
  await expect(page.locator('tcp-step-panel')).toContainText('#4');
  await page.keyboard.press('Escape');
  await expect(page.locator('tcp-ladder-view')).toContainText('“v[c? done”');
});

test('notes stay with their capture until they are saved', async ({ page }) => {
  await page.goto('/#sample=syn-flood');
  const panel = page.locator('tcp-step-panel');
  await expect(panel).toBeVisible();
  await inPanelButton(page).click();
  await expect(inPanel(page).getByRole('textbox')).toBeFocused();
  await page.keyboard.type('of the first');
  await page.keyboard.press('Escape');
  await page.keyboard.press(']');
  await expect(inPanel(page)).not.toContainText('of the first');
  await page.keyboard.press('[');
  await expect(inPanel(page)).toContainText('of the first');
  await dropSample(page, 'http-1688.pcap');
  await expectSegments(page, 19);
  await expect(inPanel(page)).not.toContainText('of the first');
  // The browser asks before the page is left.
  const asked = page.waitForEvent('dialog');
  const leaving = page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.accept();
  await leaving;
});

const inPanelButton = (page: Page) =>
  page.locator('tcp-step-panel').getByRole('button', { name: 'Add a note' });

test('the narrow page in Chinese', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await arrows(page).nth(3).click();
  await page.keyboard.press('n');
  await expect(inPanel(page).getByRole('textbox')).toBeFocused();
  await page.keyboard.type('请求从这里开始，之后两秒没有回应');
  await page.screenshot({ path: results('notes-390.png') });
  await page.keyboard.press('Escape');
  await expect(page.locator('tcp-ladder-view')).toContainText('“请求从这里开始');
  await page.screenshot({ path: results('notes-390-ladder.png') });
});
