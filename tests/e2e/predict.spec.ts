// Predicting the states: the drawing hides them, the reader answers, the panel judges.
import { expect, test, type Page } from '@playwright/test';
import { expectNoViolations } from './axe';
import { arrows, results, stateNames } from './helpers';

const form = (page: Page) => page.locator('tcp-prediction');
const option = (page: Page, end: RegExp, state: string) =>
  form(page).getByRole('group', { name: end }).getByRole('radio', { name: state, exact: true });

async function start(page: Page, hash: string): Promise<void> {
  await page.goto(`/${hash}`);
  await expect(arrows(page).first()).toBeVisible();
  await page.getByRole('button', { name: 'Predict the states' }).click();
  await expect(form(page)).toBeVisible();
}

test('hides what is to be told, and judges with the reason and the clause', async ({ page }) => {
  await start(page, '#sample=http-1688&step=16');
  const panel = page.locator('tcp-step-panel');
  expect(await stateNames(page)).not.toContain('FIN-WAIT-1');
  await expect(panel.locator('.states')).toHaveCount(0);
  await expect(panel.locator('.story > .text')).toHaveCount(0);
  await expect(arrows(page).last()).not.toHaveAttribute('aria-label', /TIME-WAIT|CLOSED/);
  await option(page, /server, when it sends it/, 'FIN-WAIT-1').check({ force: true });
  await option(page, /client, when it arrives/, 'LAST-ACK').check({ force: true });
  await page.screenshot({ path: results('predict-question.png') });
  await form(page).getByRole('button', { name: 'Check' }).click();
  await expect(form(page)).toContainText('Right: the server enters FIN-WAIT-1');
  await expect(form(page)).toContainText('It sends FIN 1249.');
  await expect(form(page)).toContainText('Not LAST-ACK: the client enters CLOSE-WAIT');
  await expect(form(page)).toContainText('FIN 1249 arrives in order.');
  await expect(form(page)).toContainText('RFC 9293 §');
  await expect(form(page)).toContainText('1 of 2 right');
  await expect(panel.locator('.states')).toBeVisible();
  expect(await stateNames(page)).toContain('FIN-WAIT-1');
  expect(await stateNames(page)).not.toContain('TIME-WAIT');
  await page.screenshot({ path: results('predict-answer.png') });
});

test('is answered by keyboard only', async ({ page }) => {
  await page.goto('/#sample=http-1688&step=1');
  await arrows(page).first().focus();
  await page.keyboard.press('p');
  await expect(form(page).getByRole('radio').first()).toBeFocused();
  await page.keyboard.press('Space');
  for (let i = 0; i < 2; i += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(form(page)).toContainText('2 of 2 right');
  await expect(form(page).getByRole('button', { name: 'Next segment' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/step=2$/);
  await expect(form(page).getByRole('radio').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(arrows(page).nth(1)).toBeFocused();
  await page.keyboard.press('p');
  await expect(form(page)).toHaveCount(0);
});

test('goes through every segment of a connection', async ({ page }) => {
  await start(page, '#sample=three-segment-close&step=1');
  const position = page.locator('tcp-step-panel .position');
  const last = Number(/of (\d+)/.exec((await position.textContent()) ?? '')![1]);
  for (let step = 1; step <= last; step += 1) {
    await expect(position).toContainText(`step ${step} of`);
    await form(page).getByRole('button', { name: 'Show the answer' }).click();
    await expect(form(page)).toContainText(/(enters|stays in) [A-Z]/);
    if (step < last) await form(page).getByRole('button', { name: 'Next segment' }).click();
  }
  await expect(form(page)).toContainText('This was the last segment.');
  await expect(form(page)).not.toContainText('right');
});

for (const [name, width, scheme, language] of [
  ['wide-light-en', 1440, 'light', 'en'],
  ['wide-dark-zh', 1440, 'dark', 'zh-CN'],
  ['narrow-light-zh', 390, 'light', 'zh-CN'],
] as const) {
  test(`keeps nobody out: ${name}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.addInitScript((tag) => localStorage.setItem('tcp-ladder-language', tag), language);
    await page.goto('/#sample=http-1688&step=17');
    await page.getByRole('button', { name: /^(Predict the states|预测状态)$/ }).click();
    await expect(form(page)).toBeVisible();
    await page.screenshot({ path: results(`predict-${name}.png`) });
    await expectNoViolations(page);
  });
}
