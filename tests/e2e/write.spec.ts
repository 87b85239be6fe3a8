// Writing a script beside its ladder.
import { expect, test, type Page } from '@playwright/test';
import { expectNoViolations } from './axe';
import { arrows, onFirstSample, results, stateNames } from './helpers';

onFirstSample();

const handshake = '< S\n> S.\n<\n< (365)\n>\n> (1248)\n<\n';
const area = (page: Page) => page.locator('tcp-script-editor textarea');
const mistake = (page: Page) => page.locator('tcp-script-editor .mistake');

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Write', exact: true }).click();
  await expect(area(page)).toBeVisible();
  await area(page).fill(text);
}

test('is drawn while it is written, and states follow a line that changes', async ({ page }) => {
  await write(page, handshake);
  await expect(arrows(page)).toHaveCount(7);
  expect(await stateNames(page)).toContain('ESTABLISHED');
  await area(page).fill('< S\n> R.\n');
  await expect(arrows(page)).toHaveCount(2);
  expect(await stateNames(page)).not.toContain('ESTABLISHED');
  await page.screenshot({ path: results('write-edited.png') });
});

test('begins with the connection in view', async ({ page }) => {
  await page.getByRole('button', { name: 'Write', exact: true }).click();
  await expect(area(page)).toHaveValue(/accept\(3[^]*< P\. 1:366\(365\)/);
  await expect(arrows(page)).toHaveCount(19);
  await page.screenshot({ path: results('write.png') });
  await expectNoViolations(page);
});

test('the line of the caret and the step are chosen together', async ({ page }) => {
  await write(page, handshake);
  await expect(arrows(page)).toHaveCount(7);
  await area(page).press('Control+Home');
  for (let i = 0; i < 3; i++) await area(page).press('ArrowDown');
  await expect(page.locator('tcp-script-editor .chosen')).toHaveAttribute('data-line', '4');
  await expect(page.locator('.dock .position')).toHaveText('4 / 7');
  await page.locator('.dock').getByRole('button', { name: 'Next' }).click();
  await expect(page.locator('tcp-script-editor .chosen')).toHaveAttribute('data-line', '5');
});

test('a mistake is told under its line, never blanks the drawing, and is mended', async ({
  page,
}) => {
  await write(page, handshake);
  await expect(arrows(page)).toHaveCount(7);
  await area(page).fill(`${handshake}+.01 < . 366:366(0) akc 1249\n`);
  await expect(mistake(page)).toContainText('Line 8, column 21: “akc” is not a word here.');
  // What the line says without the word is not what was meant.
  await expect(arrows(page)).toHaveCount(7);
  await expect(page.locator('tcp-ladder-view svg')).toContainText('line 8 is not drawn');
  await page.screenshot({ path: results('write-mistake.png') });
  await expectNoViolations(page);
  await area(page).press('Control+Home');
  await area(page).press('F8');
  await page.getByRole('button', { name: 'Change to ack' }).click();
  await expect(area(page)).toHaveValue(/\(0\) ack 1249/);
  await expect(mistake(page)).toHaveCount(0);
});

test('examples, links and snippets', async ({ page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await write(page, '');
  const examples = page.locator('tcp-write-pane .examples button');
  await page.getByRole('button', { name: 'more examples' }).click();
  const names = await examples.allTextContents();
  expect(names.length).toBeGreaterThan(12);
  for (const name of names.slice(0, -1)) {
    await examples.getByText(name, { exact: true }).click();
    await expect(area(page)).not.toHaveValue('');
    await expect(arrows(page).first()).toBeVisible();
    await expect(mistake(page)).toHaveCount(0);
  }
  await page.getByRole('button', { name: 'Copy for a web page' }).click();
  const html = await page.evaluate(() => navigator.clipboard.readText());
  expect(html).toContain('<script type="text/packetdrill">\n20:09:47');
  await page.getByRole('button', { name: 'Copy link', exact: true }).click();
  await expect(page.locator('tcp-write-pane .said')).toContainText('The link is copied.');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.goto('about:blank');
  await page.goto(link);
  await expect(area(page)).toHaveValue(/^20:09:47/);
  await expect(arrows(page)).toHaveCount(7);
});

test('a phone shows text or ladder', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await write(page, handshake);
  await expect(page.locator('tcp-ladder-view')).toBeHidden();
  await page.screenshot({ path: results('write-390.png') });
  await page.locator('.tabs').getByRole('button', { name: 'Ladder' }).click();
  await expect(arrows(page)).toHaveCount(7);
  await expect(area(page)).toBeHidden();
  await expectNoViolations(page);
});
