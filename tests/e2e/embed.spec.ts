// <tcp-ladder> in the pages of others.
import { expect, test, type Page } from '@playwright/test';
import { expectNoViolations } from './axe';
import { results, root, watchErrors } from './helpers';

const element = (page: Page) => page.locator('tcp-ladder');
const drawn = (page: Page) => element(page).locator('tcp-ladder-view [role=graphics-symbol]');

let errors: string[];
test.beforeEach(({ page }) => {
  errors = watchErrors(page);
});
test.afterEach(() => expect(errors).toEqual([]));

for (const scheme of ['light', 'dark'] as const) {
  for (const file of ['index.html', 'zh.html']) {
    test(`${file} in ${scheme}`, async ({ page }) => {
      await page.setViewportSize({ width: 840, height: 1600 });
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(`/embed/${file}`);
      await expect(drawn(page)).toHaveCount(19);
      await page.screenshot({ path: results(`embed-${file}-${scheme}.png`) });
      await expectNoViolations(page, 'all', 'tcp-ladder');
    });
  }
}

test('begins at its step, and tells of others', async ({ page }) => {
  await page.goto('/embed/');
  const caption = element(page).locator('figcaption');
  await expect(caption).toContainText('#16');
  await page.evaluate(() => {
    document.querySelector('tcp-ladder')!.addEventListener('select', (event) => {
      document.title = `step ${(event as CustomEvent<{ step: number }>).detail.step}`;
    });
  });
  await element(page).getByRole('button', { name: 'Next step' }).click();
  await expect(caption).toContainText('#17');
  await expect(page).toHaveTitle('step 17');
  await element(page)
    .getByRole('button', { name: /^#1 SYN/ })
    .click();
  await expect(page).toHaveTitle('step 1');
  expect(
    await element(page).evaluate((node) => (node as HTMLElement & { step: number }).step),
  ).toBe(1);
});

test('speaks the language of the page around it', async ({ page }) => {
  await page.goto('/embed/zh.html');
  await expect(element(page).locator('figcaption')).toContainText('服务器');
});

test('draws a capture inside the page from file://', async ({ page }) => {
  await page.goto(`file://${root}/web/dist/embed/inline.html`);
  await expect(drawn(page)).toHaveCount(2);
});

test('keeps its fallback and says why when the capture is missing', async ({ page }) => {
  await page.goto('/embed/');
  await expect(drawn(page)).toHaveCount(19);
  const message = page.evaluate(
    () =>
      new Promise((resolve) => {
        const fresh = document.createElement('tcp-ladder');
        fresh.setAttribute('src', 'missing.pcap');
        fresh.setAttribute('loading', 'eager');
        fresh.textContent = 'a picture in words';
        fresh.addEventListener('error', () => resolve(fresh.innerText));
        document.querySelector('tcp-ladder')!.replaceWith(fresh);
      }),
  );
  expect(await message).toContain('a picture in words');
  await expect(element(page).getByRole('alert')).toContainText('404');
  errors.splice(0, errors.length, ...errors.filter((text) => !text.includes('404')));
});

test('does nothing when its script comes twice', async ({ page }) => {
  await page.goto('/embed/');
  await expect(drawn(page)).toHaveCount(19);
  await page.addScriptTag({ url: '/tcp-ladder.js' });
  await expect(drawn(page)).toHaveCount(19);
});

test('frees its worker when it is removed, and draws again when it is back', async ({ page }) => {
  await page.goto('/embed/');
  await expect(drawn(page)).toHaveCount(19);
  expect(page.workers()).toHaveLength(1);
  await page.evaluate(() => {
    const node = document.querySelector('tcp-ladder')!;
    Object.assign(window, { removed: node, place: node.parentNode });
    node.remove();
  });
  await expect.poll(() => page.workers().length).toBe(0);
  await page.evaluate(() => {
    const { removed, place } = window as unknown as { removed: Node; place: Node };
    place.appendChild(removed);
  });
  await expect(drawn(page)).toHaveCount(19);
});

test('is laid out for a phone by its own width', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 1500 });
  await page.goto('/embed/');
  await expect(drawn(page)).toHaveCount(19);
  await page.screenshot({ path: results('embed-narrow.png') });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});
