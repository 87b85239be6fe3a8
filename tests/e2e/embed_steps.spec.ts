// <tcp-step>: captions that lead the ladder while they are read.
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { expectNoViolations } from './axe';
import { drop, results, watchErrors } from './helpers';
import { drawnIn, openMade, storyCapture as src } from './pages';

const text = 'What this segment is for takes a few lines to say, as an author would. '.repeat(4);
const caption = (at: string) =>
  `<tcp-step at="${at}"><p>${at}: ${text}<a href="#x">a link</a></p></tcp-step>`;
const places = ['syn', 'syn-ack', 'ack', 'request', '8-15', 'fin', 'last-ack'];
const story = (attributes = '') => `<h1>An article</h1><p>${text.repeat(4)}</p>
  <tcp-ladder src="${src}" ${attributes}>${places.map(caption).join('')}<p>a picture</p></tcp-ladder>
  <p id="x">${text.repeat(20)}</p>`;

const current = (page: Page) => page.locator('tcp-step[current]');
const stepOf = (page: Page) =>
  page.locator('tcp-ladder').evaluate((node) => (node as HTMLElement & { step: number }).step);
const captionAt = (page: Page, at: string) => page.locator(`tcp-step[at="${at}"]`);

/** Scrolls as a reader does, until a caption stands where it is read. */
async function readTo(page: Page, at: string) {
  await captionAt(page, at).evaluate((node) => {
    const stage = node.parentElement!.shadowRoot!.querySelector('.stage')!.getBoundingClientRect();
    const beside = stage.width < 0.9 * node.parentElement!.clientWidth;
    const top = beside ? 0 : Math.max(0, stage.bottom);
    const line = top + 0.36 * (innerHeight - top);
    const { top: first, bottom: last } = node.getBoundingClientRect();
    scrollBy({ top: (first + last) / 2 - line, behavior: 'instant' });
  });
}

let errors: string[];
test.beforeEach(({ page }) => {
  errors = watchErrors(page);
});
test.afterEach(() => expect(errors).toEqual([]));

for (const [form, width] of [
  ['beside', 1200],
  ['above', 640],
  ['above', 390],
] as const) {
  test(`the ladder stays ${form} the captions and follows them, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 820 });
    await openMade(page, { body: story() });
    await expect(drawnIn(page).first()).toBeVisible();
    await expect(page.getByText('a picture')).toBeHidden();
    for (const [at, step] of [
      ['syn-ack', 2],
      ['request', 4],
      ['8-15', 8],
      ['fin', 16],
      ['ack', 3],
    ] as const) {
      // A sticky ladder settles only once the page has moved.
      for (let i = 0; i < 4; i += 1) await readTo(page, at);
      await expect(current(page)).toHaveAttribute('at', at);
      expect(await stepOf(page)).toBe(step);
      await expect(drawnIn(page).and(page.getByLabel(`Segment ${step},`))).toBeInViewport();
      const [ladder, words] = await Promise.all([
        page.locator('tcp-ladder .stage').boundingBox(),
        captionAt(page, at).boundingBox(),
      ]);
      if (form === 'beside') expect(ladder!.x).toBeGreaterThanOrEqual(words!.x + words!.width);
      else expect(words!.y + words!.height).toBeGreaterThan(ladder!.y + ladder!.height);
    }
    await page.screenshot({ path: results(`steps-${width}.png`) });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

test('a range is marked whole', async ({ page }) => {
  await openMade(page, { body: story() });
  await expect(drawnIn(page).first()).toBeVisible();
  await captionAt(page, '8-15').click({ position: { x: 30, y: 40 } });
  await expect(current(page)).toHaveAttribute('at', '8-15');
  const band = page.locator('tcp-ladder-view .selband');
  await expect(band).toHaveCount(1);
  expect((await band.boundingBox())!.height).toBeGreaterThan(8 * 44);
});

test('a click and the keyboard choose too, and nothing scrolls the page', async ({ page }) => {
  await openMade(page, { body: story() });
  await expect(drawnIn(page).first()).toBeVisible();
  await readTo(page, 'ack');
  await expect(current(page)).toHaveAttribute('at', 'ack');
  const place = await page.evaluate(() => scrollY);
  await captionAt(page, 'request').getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(current(page)).toHaveAttribute('at', 'request');
  await expect(captionAt(page, 'request').getByRole('button')).toHaveAccessibleName(/#4 .*PSH ACK/);
  // A segment chosen in the ladder finds its caption; one without a caption has none.
  await drawnIn(page).nth(1).click();
  await expect(current(page)).toHaveAttribute('at', 'syn-ack');
  await page.keyboard.press('End');
  await expect(current(page)).toHaveAttribute('at', 'last-ack');
  await page.keyboard.press('ArrowUp');
  await expect(current(page)).toHaveCount(0);
  expect(await page.evaluate(() => scrollY)).toBe(place);
  await captionAt(page, 'ack').getByRole('link').click();
  await expect(current(page)).not.toHaveAttribute('at', 'ack');
});

test('reduced motion: the drawing is there at once', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openMade(page, { body: story() });
  await expect(drawnIn(page).first()).toBeVisible();
  const moves = await page.evaluate(async () => {
    const ladder = document.querySelector('tcp-ladder')!;
    const drawing = ladder.shadowRoot!.querySelector('.drawing')!;
    const tops: number[] = [];
    drawing.addEventListener('scroll', () => tops.push(drawing.scrollTop));
    document.querySelector<HTMLElement>('tcp-step[at=fin]')!.click();
    await new Promise((resolve) => setTimeout(resolve, 600));
    return new Set(tops).size;
  });
  expect(moves).toBe(1);
});

test('captions may be unknown, come later, and go', async ({ page }) => {
  const warnings: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await openMade(page, {
    body: `<tcp-ladder src="${src}"><tcp-step at="rst">never</tcp-step></tcp-ladder>`,
  });
  await expect(drawnIn(page).first()).toBeVisible();
  await expect(page.getByText('never')).toBeVisible();
  expect(warnings.filter((line) => line.includes('at="rst"'))).toHaveLength(1);
  await page.evaluate(() => {
    const late = document.createElement('tcp-step');
    late.setAttribute('at', 'fin');
    late.textContent = 'late';
    document.querySelector('tcp-ladder')!.append(late);
  });
  await expect(captionAt(page, 'fin').getByRole('button')).toHaveText('#16');
  await page.evaluate(() => document.querySelectorAll('tcp-step').forEach((step) => step.remove()));
  await expect(page.locator('tcp-ladder .controls')).toBeVisible();
});

test('captions are saved as packet comments, which are captions and notes again', async ({
  page,
}) => {
  const captions = `<tcp-step at="syn"><p>It <b>opens</b>.</p><p>中文 &lt;i&gt;</p></tcp-step>
    <tcp-step at="8-15">Four probes.</tcp-step>`;
  await openMade(page, { body: `<tcp-ladder src="${src}" save>${captions}</tcp-ladder>` });
  await expect(drawnIn(page).first()).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save capture' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('http-1688.pcapng');
  const saved = readFileSync(await download.path());

  await page.route('**/saved.pcapng', (route) => route.fulfill({ body: saved }));
  const body = `<tcp-ladder src="/saved.pcapng"></tcp-ladder>
    <tcp-ladder src="/saved.pcapng" id="own"><tcp-step at="fin">Mine.</tcp-step>
      <tcp-step at="handshake"></tcp-step></tcp-ladder>`;
  await openMade(page, { body });
  const made = page.locator('tcp-ladder').first().locator('tcp-step');
  await expect(made).toHaveText([/#1\s*It opens\.\s*中文 <i>/, /#8\s*Four probes\./]);
  await made.last().getByRole('button').click();
  await expect(made.last()).toHaveAttribute('current');
  await expect(page.locator('tcp-ladder').first()).toHaveJSProperty('step', 8);
  await page.screenshot({ path: results('steps-of-comments.png') });
  // Where the author gives captions, only an empty one shows comments.
  const own = page.locator('#own tcp-step');
  await expect(own).toHaveText([/Mine\./, /It opens\./]);

  await page.goto('/');
  await drop(page, 'saved.pcapng', saved);
  await expect(page.locator('tcp-ladder-view')).toContainText('“It opens. 中文 <i>”');
  await expect(page.locator('tcp-ladder-view')).toContainText('“Four probes.”');
});

test('nothing for axe to find', async ({ page }) => {
  await openMade(page, { body: `<main>${story()}</main>` });
  await expect(drawnIn(page).first()).toBeVisible();
  await readTo(page, 'request');
  await expectNoViolations(page);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('captions and picture are the text of the page', async ({ page }) => {
    await openMade(page, { body: story() });
    for (const at of places) await expect(captionAt(page, at).locator('p')).toBeVisible();
    await expect(page.getByText('a picture')).toBeVisible();
  });
});
