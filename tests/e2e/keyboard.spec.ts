// Keyboard only: every key of the ladder and of the table, as the help names them; and what moves
// while a connection plays.
import { expect, test, type Page } from '@playwright/test';
import { arrows } from './helpers';

const focused = (page: Page) => page.locator('tcp-ladder-view [data-row]:focus');

async function openAt(page: Page, hash: string): Promise<void> {
  await page.goto(`/${hash}`);
  await expect(arrows(page).first()).toBeVisible();
}

test('plays with Space, and pauses with it', async ({ page }) => {
  await openAt(page, '#sample=http-1688&step=1');
  await arrows(page).first().focus();
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/step=2$/);
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('draws the arrow of a playing step, and its lanes after it', async ({ page }) => {
  await openAt(page, '#sample=http-1688&step=1');
  const moved = page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        // eslint-disable-next-line @typescript-eslint/unbound-method -- called on its element below
        const { animate } = Element.prototype;
        const delays: number[] = [];
        Element.prototype.animate = function (frames, options) {
          const { delay = 0, duration = 0 } = options as KeyframeAnimationOptions;
          delays.push(delay + Number(duration));
          setTimeout(() => resolve(delays), 500);
          return animate.call(this, frames, options);
        };
      }),
  );
  await page.getByRole('button', { name: 'Play' }).click();
  expect(await moved).toEqual([240, 360, 360]);
  await expect(page.locator('tcp-ladder-view svg > g > rect.selband[style]')).toHaveCount(0);
});

test('keeps still for readers who ask for it', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openAt(page, '#sample=http-1688&step=1');
  await page.evaluate(() => {
    Element.prototype.animate = () => {
      throw new Error('something moves');
    };
  });
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(page).toHaveURL(/step=2$/);
  expect(errors).toEqual([]);
});

test('opens and folds a run with F', async ({ page }) => {
  await openAt(page, '#sample=loss');
  const run = page.locator('tcp-ladder-view .run').first();
  const within = page.locator('tcp-ladder-view [role=graphics-symbol][data-row="5"]');
  await expect(within).toHaveCount(0);
  await run.focus();
  await page.keyboard.press('f');
  await expect(within).toHaveCount(1);
  await page.keyboard.press('f');
  await expect(run).toBeFocused();
  await expect(within).toHaveCount(0);
});

test('stretches the time with + and −, and takes it back with 0', async ({ page }) => {
  await openAt(page, '#sample=client-closes-first');
  const height = () => page.locator('tcp-ladder-view').evaluate((view) => view.clientHeight);
  const first = await height();
  await arrows(page).first().focus();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect.poll(height).toBeGreaterThan(first);
  await page.keyboard.press('0');
  await expect.poll(height).toBe(first);
  await page.keyboard.press('-');
  await expect.poll(height).toBeLessThan(first);
});

test('goes to the panel with Enter and back with Escape', async ({ page }) => {
  await openAt(page, '#sample=http-1688&step=3');
  await arrows(page).nth(2).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('tcp-step-panel .tape [aria-current]')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/step=4$/);
  await page.keyboard.press('Escape');
  await expect(focused(page)).toHaveAttribute('data-row', '3');
});

test('goes from connection to connection with [ and ]', async ({ page }) => {
  await openAt(page, '#sample=fin-lost');
  await expect(page.locator('tcp-connection-table [role=grid]')).toBeVisible();
  await arrows(page).first().focus();
  await page.keyboard.press(']');
  await expect(page).toHaveURL(/stream=1&/);
  await page.locator('tcp-connection-table [role=grid]').focus();
  await page.keyboard.press(']');
  await expect(page).toHaveURL(/stream=2&/);
  await page.keyboard.press('[');
  await expect(page).toHaveURL(/stream=1&/);
});

test('filters with /, closes the table with T', async ({ page }) => {
  await openAt(page, '#sample=syn-flood');
  const grid = page.locator('tcp-connection-table [role=grid]');
  await grid.focus();
  await page.keyboard.press('/');
  await page.keyboard.type('S0');
  await expect(page.locator('tcp-connections h2')).toHaveText('85 of 152 shown');
  await page.keyboard.press('Escape');
  await expect(page.locator('tcp-connections h2')).toHaveText('Connections');
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/stream=1&/);
  await page.keyboard.press('t');
  await expect(grid).toHaveCount(0);
  await expect(page.locator('tcp-connections h2')).toHaveText('Stream 1 · 152 connections');
});

test('shows the keys with ?', async ({ page }) => {
  await openAt(page, '#sample=http-1688');
  await arrows(page).first().focus();
  await page.keyboard.press('?');
  const help = page.locator('details.keyboard');
  await expect(help.locator('summary')).toBeFocused();
  await expect(help).toContainText('predict the states');
});

test('reads as a real table', async ({ page }) => {
  await openAt(page, '#sample=http-1688');
  await page.getByText('As a table').click();
  const rows = page.locator('tcp-ladder-table').getByRole('row');
  await expect(rows).toHaveCount(20);
  await expect(rows.nth(2)).toContainText('SYN ACK');
  await expect(rows.nth(16).getByRole('cell').nth(7)).toContainText('CLOSE-WAIT');
});
