// Curves in place of the ladder: the same selection, link and panel, by pointer and by keyboard.
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { expectNoViolations } from './axe';
import { dropSample, expectSegments } from './helpers';

const drawing = (page: Page) => page.locator('tcp-curves-view svg.lad');

async function openLoss(page: Page) {
  await page.goto('');
  await dropSample(page, 'loss.pcap');
  await expectSegments(page, 170);
  await page.getByRole('button', { name: 'Curves' }).click();
  await expect(drawing(page)).toBeVisible();
}

test('shows the curves of the busier direction, with words', async ({ page }) => {
  await openLoss(page);
  await expect(drawing(page)).toHaveAttribute(
    'aria-label',
    /The server sends 122 kB.*Limited by loss/,
  );
  await expect(page).toHaveURL(/view=curves/);
  await expect(page.locator('tcp-ladder-view')).toHaveCount(0);
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Ladder', exact: true }).click();
  await expect(page.locator('tcp-ladder-view')).toBeVisible();
  await expect(page).not.toHaveURL(/view=curves/);
});

test('is steered by the keyboard', async ({ page }) => {
  await openLoss(page);
  await drawing(page).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('tcp-step-panel .position')).toHaveText('step 2 of 170');
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/t=[\d.]+-[\d.]+/);
  await page.keyboard.press('0');
  await expect(page).not.toHaveURL(/t=/);
  await page.keyboard.press('d');
  await expect(page).toHaveURL(/dir=c/);
  await page.keyboard.press('v');
  await expect(page.locator('tcp-ladder-view')).toBeVisible();
});

test('a drawing that is changed and changed back is the same', async ({ page }) => {
  await openLoss(page);
  const before = await drawing(page).evaluateHandle((svg) => svg.cloneNode(true));
  const same = () => drawing(page).evaluate((svg, other) => svg.isEqualNode(other), before);
  await drawing(page).focus();
  for (const keys of [
    ['+', '+', 'Shift+ArrowRight', '0'],
    ['d', '+', '0', 'd'],
    ['ArrowDown', 'ArrowRight', 'Home'],
  ]) {
    for (const [i, key] of keys.entries()) {
      await page.keyboard.press(key);
      if (i === 0) await expect.poll(same).toBe(false);
    }
    await expect.poll(same).toBe(true);
  }
});

test('zooms at the pointer with Ctrl and the wheel, and scrolls without', async ({ page }) => {
  await openLoss(page);
  await drawing(page).hover({ position: { x: 300, y: 200 } });
  await page.mouse.wheel(0, -100);
  await expect(page).not.toHaveURL(/t=/);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -300);
  await page.keyboard.up('Control');
  await expect(page).toHaveURL(/t=[\d.]+-[\d.]+/);
});

test('chooses the segment that is clicked, and opens as a table', async ({ page }) => {
  await openLoss(page);
  await page.locator('tcp-curves-view summary').click();
  const table = page.locator('tcp-curves-view table');
  await expect(table.getByRole('row')).not.toHaveCount(0);
  await table.getByRole('button', { name: '64', exact: true }).click();
  await expect(page.locator('tcp-step-panel .position')).toHaveText('step 64 of 170');
  await expect(drawing(page)).toContainText('↻ #25 after 17.6 ms');
});

test('opens from a link', async ({ page }) => {
  await page.goto('#sample=loss&stream=0&step=64&view=curves&dir=s&t=0.020-0.235');
  await expect(drawing(page)).toContainText('#25 lost');
  await expect(drawing(page)).toContainText('66.3 ms');
});

test('are taken away as a drawing, a picture and points', async ({ page }) => {
  await openLoss(page);
  const save = async (name: string) => {
    await page.getByRole('button', { name: 'Export' }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    return (await saved).path();
  };
  const svg = readFileSync(await save('Curves (SVG)'), 'utf8');
  expect(svg).toMatch(/<title[^>]*>loss\.pcap – Server → client, /);
  expect(svg).toContain('prefers-color-scheme');
  expect(readFileSync(await save('Curves as image (PNG)')).readUInt32BE(16)).toBe(2 * 912);
  expect(readFileSync(await save('Points of the curves (CSV)'), 'utf8')).toMatch(
    /^number,frame,time,from,kind,low,high\r\n/,
  );
});
