// <tcp-ladder> as a folder: what it loads, under which policies it works, and what it says where it
// cannot.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { results, root, watchErrors } from './helpers';
import { drawnIn, openMade, storyCapture as src } from './pages';

const script = '<script src="/tcp-ladder/load.js" defer></script>';
const body = `<tcp-ladder src="${src}">a picture</tcp-ladder>`;
const base = "default-src 'none'; connect-src 'self'";
const wasm = "script-src 'self' 'wasm-unsafe-eval'";
const alert = (page: Page) => page.locator('tcp-ladder').getByRole('alert');
const caption = (page: Page) => page.locator('tcp-ladder figcaption');

/** Names of the scripts that the page and its workers ask for. */
function asked(page: Page): string[] {
  const names: string[] = [];
  page.context().on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/tcp-ladder/')) names.push(pathname.slice('/tcp-ladder/'.length));
  });
  return names;
}

for (const [scheme, width] of [
  ['light', 840],
  ['dark', 390],
] as const) {
  test(`draws and tells, ${scheme}, ${width} px`, async ({ page }) => {
    const errors = watchErrors(page);
    await page.setViewportSize({ width, height: 1500 });
    await page.emulateMedia({ colorScheme: scheme });
    await openMade(page, { body, script });
    await expect(drawnIn(page)).toHaveCount(19);
    await expect(caption(page)).toContainText('#1');
    await page.screenshot({ path: results(`embed-parts-${scheme}-${width}.png`) });
    expect(errors).toEqual([]);
  });
}

test('loads no other language and no unpacking until they are wanted', async ({ page }) => {
  const names = asked(page);
  await openMade(page, { body, script });
  await expect(caption(page)).toContainText('#1');
  expect(names).toContain('tcp-ladder-worker.js');
  expect(names.filter((name) => /unpack|files/.test(name))).toEqual([]);
  const before = names.length;
  await page.locator('tcp-ladder').evaluate((node) => node.setAttribute('lang', 'zh'));
  await page.locator('tcp-ladder').evaluate((node) => node.setAttribute('step', '2'));
  await expect(caption(page)).toContainText('服务器');
  expect(names.length).toBeGreaterThan(before);
});

test('draws before it can tell', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/telling.js', async (route) => {
    await held;
    await route.continue();
  });
  await openMade(page, { body, script });
  await expect(drawnIn(page)).toHaveCount(19);
  await expect(caption(page)).toHaveText('');
  const height = () => page.locator('tcp-ladder').evaluate((node) => node.clientHeight);
  const before = await height();
  release();
  await expect(caption(page)).toContainText('#1');
  expect(Math.abs((await height()) - before)).toBeLessThan(24);
});

test('says where a part is missing, and keeps the drawing', async ({ page }) => {
  await page.route('**/telling.js', (route) => route.abort());
  await openMade(page, { body, script });
  await expect(drawnIn(page)).toHaveCount(19);
  await expect(caption(page)).toContainText('could not be loaded');
});

test('runs in its worker file under a strict policy', async ({ page }) => {
  await openMade(page, { body, script, policy: `${base}; ${wasm}; worker-src 'self'` });
  await expect(drawnIn(page)).toHaveCount(19);
  expect(page.workers().map((each) => each.url())).toEqual([
    expect.stringMatching(/tcp-ladder-worker\.js$/),
  ]);
});

test('runs from another site, in a blob that imports the worker', async ({ page }) => {
  await page.context().route('http://cdn.test/**', (route) =>
    route.fulfill({
      path: `${root}/web/dist${new URL(route.request().url()).pathname}`,
      headers: { 'access-control-allow-origin': '*', 'content-type': 'text/javascript' },
    }),
  );
  const cdn = script.replace('src="', 'src="http://cdn.test');
  await openMade(page, { body, script: cdn });
  await expect(drawnIn(page)).toHaveCount(19);
  expect(page.workers().map((each) => each.url())).toEqual([expect.stringMatching(/^blob:/)]);
});

test('runs on the page’s own thread where no worker is allowed', async ({ page }) => {
  await openMade(page, { body, script, policy: `${base}; ${wasm}; worker-src 'none'` });
  await expect(drawnIn(page)).toHaveCount(19);
  expect(page.workers()).toEqual([]);
});

test('runs where a policy knows its script by a nonce', async ({ page }) => {
  const policy = `${base}; script-src 'nonce-x' 'wasm-unsafe-eval'; worker-src 'self'`;
  await openMade(page, { body, script: script.replace('defer', 'defer nonce="x"'), policy });
  await expect(drawnIn(page)).toHaveCount(19);
});

test('names the one script where a policy forbids the parts', async ({ page, baseURL }) => {
  const policy = `${base}; script-src ${baseURL}tcp-ladder/load.js 'wasm-unsafe-eval'; worker-src blob:`;
  await openMade(page, { body, script, policy });
  await expect(alert(page)).toContainText("script-src 'self'");
  await expect(alert(page)).toContainText('tcp-ladder.js');
  await expect(page.getByText('a picture')).toBeVisible();
});

test('names the one script where the parts are missing', async ({ page }) => {
  await page.route('**/tcp-ladder/element.js', (route) => route.abort());
  await openMade(page, { body, script });
  await expect(alert(page)).toContainText('element.js could not be loaded');
  await expect(alert(page)).toContainText('tcp-ladder.js');
});

for (const [lang, text] of [
  ['en', 'from file://'],
  ['zh', '请改用'],
] as const) {
  test(`names the one script on file:// (${lang})`, async ({ page }) => {
    const folder = mkdtempSync(join(tmpdir(), 'tcp-ladder-'));
    try {
      const html = `<!doctype html><html lang="${lang}"><meta charset="utf-8" />
        <script src="file://${root}/web/dist/tcp-ladder/load.js" defer></script>${body}`;
      writeFileSync(join(folder, 'page.html'), html);
      await page.goto(`file://${folder}/page.html`);
      await expect(alert(page)).toContainText(text);
      await expect(alert(page)).toContainText('tcp-ladder.js');
      await expect(page.getByText('a picture')).toBeVisible();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

test('says what a capture is that only the page reads', async ({ page }) => {
  await page.route('**/solaris.snoop', (route) =>
    route.fulfill({ body: Buffer.from('snoop\0\0\0\0\0\0\x02\0\0\0\x04', 'latin1') }),
  );
  await openMade(page, { body: '<tcp-ladder src="/solaris.snoop">a picture</tcp-ladder>', script });
  await expect(alert(page)).toContainText('a snoop capture');
  await expect(alert(page)).toContainText('editcap');
});
