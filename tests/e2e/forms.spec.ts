// The page in its languages, themes and widths: nothing hidden, nothing that keeps a reader out.
import { expect, test, type Page } from '@playwright/test';
import { expectNoViolations } from './axe';
import { expectSegments, results, packetsIn } from './helpers';

const sizes = { wide: [1440, 900], medium: [900, 900], narrow: [390, 844] } as const;

async function openAs(page: Page, language: string, hash: string): Promise<void> {
  await page.addInitScript((value) => localStorage.setItem('tcp-ladder-language', value), language);
  await page.goto(`/${hash}`);
  await expect(page.locator('tcp-ladder-view svg text').first()).toBeVisible();
}

for (const [form, [width, height]] of Object.entries(sizes)) {
  for (const scheme of ['light', 'dark'] as const) {
    for (const language of ['en', 'zh-CN']) {
      test(`${form}, ${scheme}, ${language}`, async ({ page }) => {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme: scheme });
        await openAs(page, language, '#sample=syn-flood&stream=1&step=2');
        await page.screenshot({ path: results(`page-${form}-${scheme}-${language}.png`) });
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow).toBeLessThanOrEqual(0);
        await expectNoViolations(
          page,
          scheme === 'dark' ? 'colours' : language === 'en' ? 'all' : 'rest',
        );
      });
    }
  }
}

test('switches the language and remembers it', async ({ page }) => {
  await page.goto('/');
  await expectSegments(page, packetsIn('http-1688.pcap'));
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('服务器先关闭，此前空闲 5.0 秒');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.locator('.file b')).toHaveText('一次 HTTP 请求');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('服务器先关闭，此前空闲 5.0 秒');
});

test('the buttons over the ladder keep to one line, also while states are predicted', async ({
  page,
}) => {
  await page.goto('/');
  await expectSegments(page, packetsIn('http-1688.pcap'));
  const height = () => page.locator('.toolbar').evaluate((bar) => bar.clientHeight);
  const predict = page.getByRole('button', { name: 'Predict the states' });
  for (const width of [1280, 1366, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await height()).toBeLessThan(48);
    await predict.click();
    await expect(predict).toHaveAttribute('aria-pressed', 'true');
    expect(await height()).toBeLessThan(48);
    await predict.click();
  }
});

test('opens the whole panel from the dock of a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  const dock = page.locator('.dock');
  await dock.getByRole('button', { name: 'Next step' }).click();
  await expect(dock).toContainText('2 / 19');
  await expect(dock.getByRole('heading')).toHaveText('The server agrees and asks in return');
  // What the title says is not said again under it.
  await expect(dock.getByRole('paragraph')).toHaveText(/^ack 1 = 0 \+ 1/);
  await expect(page.locator('tcp-step-panel')).not.toBeVisible();
  await dock.getByRole('button', { name: 'Details' }).click();
  await expect(page.locator('tcp-step-panel')).toBeVisible();
  await page.screenshot({ path: results('page-narrow-details.png') });
  await page.getByRole('button', { name: 'Less' }).click();
  await expect(page.locator('tcp-step-panel')).not.toBeVisible();
});

test('lists connections over the whole screen of a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/#sample=syn-flood');
  await page.getByRole('button', { name: 'Show the table' }).click();
  await page.screenshot({ path: results('page-narrow-list.png') });
  await page.locator('tcp-connection-table .row').nth(3).click();
  await expect(page.getByRole('grid')).toHaveCount(0);
  await expect(page).toHaveURL(/stream=3&/);
});

test('prints verdict, drawing and the chosen step', async ({ page }) => {
  await page.goto('/#sample=http-1688&step=2');
  await expect(page.locator('tcp-step-panel .position')).toContainText('step 2');
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 720, height: 1000 });
  await expect(page.locator('.verdict')).toBeVisible();
  await expect(page.locator('tcp-step-panel')).toBeVisible();
  await expect(page.locator('.toolbar')).not.toBeVisible();
  await expect(page.locator('.dock')).not.toBeVisible();
  // Flags that are set keep their ink, and how sure a change is stands beside it.
  await expect(page.locator('tcp-step-panel .flags .on').first()).toHaveCSS(
    'print-color-adjust',
    'exact',
  );
  await expect(page.locator('tcp-step-panel .states tr').first()).toHaveCSS('display', 'table-row');
  // Each drawing is laid out for its column, not scaled to it.
  const drawings = page.locator('tcp-step-panel .story svg.lad');
  expect(await drawings.count()).toBeGreaterThan(1);
  for (const drawing of await drawings.all()) {
    const { width } = (await drawing.boundingBox())!;
    expect(width).toBeCloseTo(0.82 * Number(await drawing.getAttribute('width')), 0);
  }
  await page.screenshot({ path: results('page-print.png'), fullPage: true });
});

test('lays the drawings of the step out for paper before the printer looks', async ({ page }) => {
  await page.goto('/#sample=http-1688&step=2');
  await expect(page.locator('tcp-step-panel .position')).toContainText('step 2');
  const header = page.locator('tcp-step-panel .fields svg');
  const onScreen = Number(await header.getAttribute('width'));
  const print = () =>
    header.evaluate((svg) => {
      const root = svg.getRootNode() as ShadowRoot;
      // Without a turn of the event loop between.
      window.dispatchEvent(new Event('beforeprint'));
      return Number(root.querySelector('.fields svg')!.getAttribute('width'));
    });
  // Half of the paper less the gap, in the smaller letters of paper, whatever the window shows.
  const column = Math.floor((695 / 0.82 - 45.4) / 2);
  expect(onScreen).not.toBe(column);
  expect(await print()).toBe(column);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(header).toHaveAttribute('width', String(onScreen));
});

for (const width of [390, 1440]) {
  test(`a page cuts no row of the ladder, from a window of ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/#sample=http-1688&step=9');
    const view = page.locator('tcp-ladder-view');
    await expect(view).toBeVisible();
    const sheets = view.locator('svg.sheet');
    await expect(sheets).toHaveCount(0);
    const heightBefore = (await view.boundingBox())!.height;
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 695, height: 1024 });
    await expect(sheets).toHaveCount(2);
    // All rows, and those of one sheet end before its page does.
    const rows = await sheets.evaluateAll((all) =>
      all.map((s) => s.querySelectorAll('.row').length),
    );
    expect(rows[0]! + rows[1]!).toBe(19);
    const end = await sheets.first().evaluate((s) => s.getBoundingClientRect().bottom + scrollY);
    expect(end).toBeLessThanOrEqual(1024);
    // The height kept for what is above the ladder is not wasted either.
    expect(end).toBeGreaterThan(850);
    await page.emulateMedia({ media: null });
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await expect(sheets).toHaveCount(0);
    expect((await view.boundingBox())!.height).toBe(heightBefore);
    const paper = await page.pdf({ preferCSSPageSize: true });
    expect(paper.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2);
  });
}

test('the chosen step and the key are not torn by a page, and paper has nothing to press', async ({
  page,
}) => {
  await page.goto('/#sample=syn-flood');
  await expect(page.locator('.census .link').first()).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  for (const part of ['.side', '.key']) {
    await expect(page.locator(part).first()).toHaveCSS('break-inside', 'avoid');
  }
  for (const control of await page.locator('.census button, .census summary').all()) {
    await expect(control).not.toBeVisible();
  }
});

test('where the head of the page is short of room, counts give way before the name', async ({
  page,
}) => {
  await page.setViewportSize({ width: 900, height: 700 });
  await page.goto('/#sample=syn-flood');
  const name = page.locator('.top b');
  await expect(name).toHaveText('SYN flood');
  const cut = (element: Element) => element.scrollWidth > element.clientWidth;
  const counts = page.locator('.top .file > span');
  await expect(counts).toContainText('152 connections');
  await expect.poll(() => counts.evaluate(cut)).toBe(true);
  expect(await name.evaluate(cut)).toBe(false);
});
