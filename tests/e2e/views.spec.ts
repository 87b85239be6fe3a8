// Every view that opens on demand, without a violation in both themes and languages; and what stays
// of the page in forced colours, with reduced motion, at 360 px.
import { expect, test, type Page } from '@playwright/test';
import { expectNoViolations } from './axe';
import { results } from './helpers';

const names = {
  en: { share: 'Share', export: 'Export', predict: 'Predict the states' },
  'zh-CN': { share: '分享', export: '导出', predict: '预测状态' },
} as const;
type Language = keyof typeof names;

const views: Record<string, (page: Page, language: Language) => Promise<void>> = {
  share: async (page, language) => {
    await page.getByRole('button', { name: names[language].share }).click();
    await expect(page.locator('tcp-share-panel')).toBeVisible();
  },
  export: async (page, language) => {
    await page.getByRole('button', { name: names[language].export }).click();
    await expect(page.locator('tcp-export-menu ul')).toBeVisible();
  },
  keyboard: async (page) => {
    await page.locator('details.keyboard summary').click();
    await expect(page.locator('details.keyboard')).toHaveAttribute('open');
  },
  facts: async (page) => {
    await page.locator('tcp-facts summary').click();
    await expect(page.locator('tcp-facts details')).toHaveAttribute('open');
  },
  predict: async (page, language) => {
    await page.getByRole('button', { name: names[language].predict }).click();
    await expect(page.locator('tcp-prediction')).toBeVisible();
  },
  filter: async (page) => {
    await page.getByRole('searchbox').focus();
    await expect(page.locator('tcp-connections .hint')).toBeVisible();
  },
  table: async (page) => {
    await page.locator('details.below:not(.keyboard) summary').first().click();
    await expect(page.locator('tcp-ladder-table table')).toBeVisible();
  },
};

async function openAs(page: Page, language: Language): Promise<void> {
  await page.addInitScript((value) => localStorage.setItem('tcp-ladder-language', value), language);
  await page.goto('/#sample=port-reuse');
  await expect(page.locator('tcp-ladder-view svg text').first()).toBeVisible();
}

for (const [view, open] of Object.entries(views)) {
  for (const [language, scheme] of [
    ['en', 'light'],
    ['en', 'dark'],
    ['zh-CN', 'light'],
  ] as const) {
    test(`${view} view, ${scheme}, ${language}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await openAs(page, language);
      await open(page, language);
      await page.screenshot({ path: results(`view-${view}-${scheme}-${language}.png`) });
      await expectNoViolations(
        page,
        scheme === 'dark' ? 'colours' : language === 'en' ? 'all' : 'rest',
      );
    });
  }
}

test('in forced colours every arrow, rail and control is still drawn', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openAs(page, 'en');
  await page.screenshot({ path: results('view-forced-colours.png') });
  // A line in the colour of the paper would be no line.
  const hidden = await page.locator('tcp-ladder-view svg').evaluate((svg) => {
    const paper = getComputedStyle(document.documentElement).backgroundColor;
    return [...svg.querySelectorAll('.ln')].filter((line) => {
      const { stroke } = getComputedStyle(line);
      return stroke === 'none' || stroke === paper;
    }).length;
  });
  expect(hidden).toBe(0);
  await expect(page.locator('tcp-connection-table .row.chosen')).toHaveCSS('outline-width', '2px');
  await expect(page.locator('.toolbar [aria-pressed=true]').first()).toHaveCSS(
    'text-decoration-line',
    'underline',
  );
});

// What moves is counted as it is started: looked for afterwards it may be over. That the same count
// finds something where motion is welcome is what lets the other case fail.
for (const [reducedMotion, moves] of [
  ['reduce', false],
  ['no-preference', true],
] as const) {
  test(`a step that plays ${moves ? 'moves' : 'is shown at once'}: ${reducedMotion}`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion });
    await page.addInitScript(() => {
      const started = { count: 0 };
      const method = 'animate';
      const real = Object.getOwnPropertyDescriptor(Element.prototype, method)!;
      const animate = real.value as Element['animate'];
      Object.defineProperty(Element.prototype, method, {
        ...real,
        value(this: Element, ...given: Parameters<Element['animate']>) {
          started.count += 1;
          return animate.apply(this, given);
        },
      });
      for (const kind of ['transitionrun', 'animationstart']) {
        addEventListener(kind, () => (started.count += 1), true);
      }
      Object.assign(window, { started });
    });
    await openAs(page, 'en');
    await page.getByRole('button', { name: 'Play' }).first().click();
    await expect(page).toHaveURL(/step=2$/);
    await expect(page.locator('tcp-step-panel .position')).toContainText('step 2 ');
    await expect(page.locator('tcp-ladder-view .selband')).toHaveCount(1);
    const counted = () =>
      page.evaluate(() => (window as unknown as { started: { count: number } }).started.count);
    if (moves) await expect.poll(counted).toBeGreaterThan(0);
    else expect(await counted()).toBe(0);
  });
}

for (const language of ['en', 'zh-CN'] as const) {
  test(`nothing is cut at 360 px, ${language}`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await openAs(page, language);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    await page.screenshot({ path: results(`view-360-${language}.png`), fullPage: true });
    await expectNoViolations(page);
  });
}
