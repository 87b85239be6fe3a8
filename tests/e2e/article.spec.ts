// The article: live ladders with captions, and what stands in their place without scripts.
import { expect, test, type Page } from '@playwright/test';
import { expectNoViolations } from './axe';
import { results, watchErrors } from './helpers';

const ladders = (page: Page) => page.locator('tcp-ladder');

/** Scrolls through the page, so that every ladder comes near the window and is drawn. */
async function drawAll(page: Page) {
  const count = await ladders(page).count();
  for (let i = 0; i < count; i += 1) {
    const one = ladders(page).nth(i);
    await one.scrollIntoViewIfNeeded();
    await expect(one.locator('tcp-ladder-view [role=graphics-symbol]').first()).toBeAttached();
  }
  return count;
}

for (const [file, scheme, width] of [
  ['index.html', 'light', 1280],
  ['index.html', 'dark', 390],
  ['zh.html', 'light', 390],
  ['zh.html', 'dark', 1280],
] as const) {
  test(`${file} in ${scheme}, ${width} px`, async ({ page }) => {
    test.setTimeout(60_000);
    const errors = watchErrors(page);
    await page.setViewportSize({ width, height: 860 });
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.goto(`/article/${file}`);
    expect(await drawAll(page)).toBe(9);
    await expect(page.locator('tcp-ladder img:visible')).toHaveCount(0);
    await page.screenshot({
      path: results(`article-${file}-${scheme}-${width}.png`),
      fullPage: true,
    });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    expect(errors).toEqual([]);
    // Once in each width; the rules are the same in both languages.
    if (file !== 'index.html') return;
    await expectNoViolations(page);
  });
}

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('every ladder is a picture, every caption is text', async ({ page }) => {
    await page.goto('/article/');
    const pictures = page.locator('tcp-ladder img');
    await expect(pictures).toHaveCount(9);
    for (const picture of await pictures.all()) {
      await expect(picture).toHaveAttribute('alt', /TCP connection .* segments/);
      await picture.scrollIntoViewIfNeeded();
      expect((await picture.boundingBox())!.height).toBeGreaterThan(200);
    }
    for (const caption of await page.locator('tcp-step').all()) await expect(caption).toBeVisible();
    await page.screenshot({ path: results('article-no-script.png'), fullPage: true });
  });
});

test('the page leads to it, in its own language', async ({ page }) => {
  await page.goto('/');
  const link = page.getByRole('link', { name: /^Article/ });
  await expect(link).toHaveAttribute('href', 'article/index.html');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await page.getByRole('link', { name: /文章/ }).click();
  await expect(page).toHaveTitle(/三次握手/);
});
