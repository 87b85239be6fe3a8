// What authors ask of <tcp-ladder> by its attributes.
import { expect, test, type Page } from '@playwright/test';
import { watchErrors } from './helpers';
import { drawnIn, openMade, storyCapture as src } from './pages';

const ladder = (page: Page) => page.locator('tcp-ladder').first();
const labels = (page: Page) =>
  drawnIn(page).evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')!));

let errors: string[];
test.beforeEach(({ page }) => {
  errors = watchErrors(page);
});
test.afterEach(() => expect(errors).toEqual([]));

for (const [attribute, first, last] of [
  ['part="handshake"', 1, 3],
  ['part="data"', 4, 15],
  ['part="teardown"', 16, 19],
  ['part="4-7"', 4, 7],
  ['part="frames 2-3"', 2, 3],
  ['show="fin"', 16, 16],
  ['part="figure" show="teardown"', 16, 19],
  ['part="figure"', 1, 19],
] as const) {
  test(`shows a part: ${attribute}`, async ({ page }) => {
    await openMade(page, { body: `<tcp-ladder src="${src}" ${attribute}></tcp-ladder>` });
    await expect(drawnIn(page)).toHaveCount(last - first + 1);
    const rows = await labels(page);
    expect(rows[0]).toMatch(new RegExp(`^Segment ${first},`));
    expect(rows.at(-1)).toMatch(new RegExp(`^Segment ${last},`));
    await expect(ladder(page).locator('figcaption')).toContainText(`#${first}`);
  });
}

test('the keyboard stays in the part, and a new part is drawn at once', async ({ page }) => {
  await openMade(page, { body: `<tcp-ladder src="${src}" part="teardown"></tcp-ladder>` });
  const caption = ladder(page).locator('figcaption');
  await drawnIn(page).first().focus();
  for (const [key, step] of [
    ['ArrowUp', 16],
    ['End', 19],
    ['ArrowDown', 19],
    ['Home', 16],
    ['ArrowRight', 19],
  ] as const) {
    await page.keyboard.press(key);
    await expect(caption).toContainText(`#${step}`);
  }
  await page.evaluate(() =>
    document.querySelector('tcp-ladder')!.setAttribute('part', 'handshake'),
  );
  await expect(drawnIn(page)).toHaveCount(3);
  await expect(caption).toContainText('#3');
});

test('a dark ladder is light on paper', async ({ page }) => {
  await openMade(page, { body: `<tcp-ladder src="${src}" theme="dark"></tcp-ladder>` });
  const ink = () =>
    ladder(page)
      .locator('figcaption')
      .evaluate((element) => getComputedStyle(element).color);
  await expect.poll(ink).toBe('rgb(236, 238, 240)');
  await page.emulateMedia({ media: 'print' });
  await expect.poll(ink).toBe('rgb(22, 25, 29)');
});

test('a part that is not there is told, with the fallback', async ({ page }) => {
  await openMade(page, { body: `<tcp-ladder src="${src}" part="rst">a picture</tcp-ladder>` });
  await expect(ladder(page).getByRole('alert')).toContainText('no part “rst”');
  await expect(page.getByText('a picture')).toBeVisible();
});

test('controls and explanation', async ({ page }) => {
  const body = ['', 'controls="buttons"', 'controls="none"', 'explain="full"', 'explain="none"']
    .map((attribute) => `<tcp-ladder loading="eager" src="${src}" ${attribute}></tcp-ladder>`)
    .join('');
  await openMade(page, { body });
  const all = page.locator('tcp-ladder');
  await expect(page.locator('tcp-ladder-view')).toHaveCount(5);
  const counts = (selector: string) =>
    all.evaluateAll(
      (nodes, selector) =>
        nodes.map((node) => node.shadowRoot!.querySelectorAll(selector).length > 0),
      selector,
    );
  expect(await counts('.controls')).toEqual([true, true, false, true, true]);
  expect(await counts('tcp-step-tape')).toEqual([true, false, false, true, true]);
  expect(await counts('figcaption')).toEqual([true, true, true, true, false]);
  expect(await counts('figcaption li')).toEqual([false, false, false, true, false]);
});

test('a height keeps its room from the first moment on and scrolls inside', async ({ page }) => {
  await openMade(page, {
    body: `<tcp-ladder height="420" step="16" src="${src}">fallback</tcp-ladder><p id="below">x</p>`,
  });
  const below = () => page.locator('#below').evaluate((node) => node.getBoundingClientRect().top);
  await page.waitForFunction(() => customElements.get('tcp-ladder'));
  const before = await below();
  await expect(drawnIn(page).first()).toBeVisible();
  expect(await below()).toBe(before);
  await expect(drawnIn(page).nth(15)).toBeInViewport();
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await ladder(page)
    .getByRole('button', { name: /^#1 SYN/ })
    .click();
  await expect(drawnIn(page).first()).toBeInViewport();
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test('colours, fonts and parts are the author’s to set', async ({ page }) => {
  await openMade(page, {
    head: `<style>
      tcp-ladder { --tcp-ladder-fg: rgb(1, 2, 3); --tcp-ladder-client: rgb(0, 128, 0);
        --tcp-ladder-font: 'Courier New'; }
      tcp-ladder::part(caption) { border-top: 3px solid rgb(9, 9, 9); }
    </style>`,
    body: `<tcp-ladder src="${src}"></tcp-ladder>`,
  });
  await expect(drawnIn(page)).toHaveCount(19);
  const look = await ladder(page).evaluate((node) => {
    const caption = getComputedStyle(node.shadowRoot!.querySelector('figcaption')!);
    const drawing = node.shadowRoot!.querySelector('tcp-ladder-view')!.shadowRoot!;
    return {
      ink: caption.color,
      font: caption.fontFamily,
      border: caption.borderTopWidth,
      client: getComputedStyle(drawing.querySelector('.kc2')!).stroke,
    };
  });
  expect(look).toEqual({
    ink: 'rgb(1, 2, 3)',
    font: '"Courier New"',
    border: '3px',
    client: 'rgb(0, 128, 0)',
  });
});

test('is upgraded when the script comes long after it, and made by a script', async ({ page }) => {
  await openMade(page, { script: '', body: `<tcp-ladder src="${src}">fallback</tcp-ladder>` });
  await expect(page.getByText('fallback')).toBeVisible();
  await page.addScriptTag({ url: '/tcp-ladder.js' });
  await expect(drawnIn(page)).toHaveCount(19);
  await page.evaluate((src) => {
    const fresh = Object.assign(document.createElement('tcp-ladder'), { src, show: 'handshake' });
    document.querySelector('tcp-ladder')!.replaceWith(fresh);
  }, src);
  await expect(drawnIn(page)).toHaveCount(3);
});

test('a hundred comings and goings leave nothing behind', async ({ page }) => {
  test.setTimeout(120_000);
  await openMade(page, { body: '<main></main>' });
  const cycle = (times: number) =>
    page.evaluate(
      async ({ times, src }) => {
        for (let i = 0; i < times; i += 1) {
          const fresh = document.createElement('tcp-ladder');
          fresh.setAttribute('src', src);
          fresh.setAttribute('loading', 'eager');
          fresh.innerHTML = '<tcp-step at="syn">a caption</tcp-step>';
          const drawn = new Promise((resolve) => fresh.addEventListener('load', resolve));
          document.querySelector('main')!.append(fresh);
          await drawn;
          fresh.remove();
        }
      },
      { times, src },
    );
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const measure = async () => {
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)!.value;
    return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
  };
  await cycle(10);
  const before = await measure();
  await cycle(100);
  const after = await measure();
  expect(after.heap - before.heap).toBeLessThan(500_000);
  expect(after.nodes - before.nodes).toBeLessThan(500);
  expect(after.listeners - before.listeners).toBeLessThan(100);
  await expect.poll(() => page.workers().length).toBe(0);
});

test('a box of its own height is printed whole, and over nothing that follows it', async ({
  page,
}) => {
  await openMade(page, {
    body: `<tcp-ladder height="400" src="${src}"></tcp-ladder><p id="below">x</p>`,
  });
  await expect(drawnIn(page).first()).toBeVisible();
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  for (const box of ['.boxed', '.boxed .stage']) {
    await expect(ladder(page).locator(box)).toHaveCSS('display', 'block');
  }
  const sheet = ladder(page).locator('svg.sheet').last();
  const end = (await sheet.boundingBox())!;
  const below = (await page.locator('#below').boundingBox())!;
  expect(below.y).toBeGreaterThan(end.y + end.height);
});

test('takes light or dark from the colour of the text around it, also when that changes', async ({
  page,
}) => {
  const head = '<style>body { color: #eee; background: #111; color-scheme: light }</style>';
  await openMade(page, { head, body: `<tcp-ladder src="${src}" part="syn"></tcp-ladder>` });
  await expect(drawnIn(page)).toHaveCount(1);
  const frame = ladder(page).locator('.frame');
  await expect(frame).toHaveCSS('color-scheme', 'dark');
  await page.evaluate(() => (document.body.style.color = 'oklch(0.2 0.05 260)'));
  await expect(frame).toHaveCSS('color-scheme', 'light');
});

test('an explicit theme paints its own ground, in the colour that the author sets', async ({
  page,
}) => {
  const body = ['theme="dark"', 'style="--tcp-ladder-bg: rgb(255, 255, 238)"']
    .map((more) => `<tcp-ladder src="${src}" part="syn" ${more}></tcp-ladder>`)
    .join('');
  await openMade(page, { body });
  const frames = page.locator('tcp-ladder .frame');
  await expect(frames.first()).toHaveCSS('background-color', 'rgb(18, 21, 24)');
  await expect(frames.last()).toHaveCSS('background-color', 'rgb(255, 255, 238)');
});

test('says which values of attributes are unknown, and what they can be', async ({ page }) => {
  await openMade(page, {
    body: `<tcp-ladder src="${src}" part="closing" theme="gloomy"></tcp-ladder>`,
  });
  const message = ladder(page).getByRole('status');
  await expect(message).toContainText('Known values: auto, light, dark.');
  await expect(message).toContainText('part="closing" is no place in a connection');
});

test('says how many connections there are and steps through them', async ({ page }) => {
  const many = '/samples/fin-lost.pcap';
  await openMade(page, { body: `<tcp-ladder src="${many}" lang="zh"></tcp-ladder>` });
  await expect(ladder(page)).toContainText('第 1 个连接，共 3 个');
  await ladder(page).getByRole('button', { name: '下一个连接' }).click();
  await expect(ladder(page)).toContainText('第 2 个连接，共 3 个');
  await page.evaluate(() => document.querySelector('tcp-ladder')!.setAttribute('stream', '1'));
  await expect(ladder(page).getByText('个连接，共')).toHaveCount(0);
});
