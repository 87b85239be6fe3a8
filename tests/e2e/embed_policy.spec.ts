// <tcp-ladder> on sites with strict content security policies: it takes the way that is left.
import { expect, test, type Page } from '@playwright/test';
import { drawnIn, openMade, storyCapture as src } from './pages';

const body = `<tcp-ladder src="${src}">a picture</tcp-ladder>`;
const base = "default-src 'none'; connect-src 'self'";
const wasm = "script-src 'self' 'wasm-unsafe-eval'";

/** What the workers that run were started from. */
const running = (page: Page) => page.workers().map((worker) => new URL(worker.url()).protocol);

test('a blob worker where the policy allows one', async ({ page }) => {
  await openMade(page, { body, policy: `${base}; ${wasm}; worker-src blob:` });
  await expect(drawnIn(page)).toHaveCount(19);
  expect(running(page)).toEqual(['blob:']);
});

test('the worker file beside the script where only own workers are allowed', async ({ page }) => {
  await openMade(page, { body, policy: `${base}; ${wasm}; worker-src 'self'` });
  await expect(drawnIn(page)).toHaveCount(19);
  expect(page.workers().map((worker) => worker.url())).toEqual([
    expect.stringMatching(/^http.*\/tcp-ladder-worker\.js$/),
  ]);
});

test('a worker file that the author names', async ({ page }) => {
  await page.route('**/elsewhere/engine.js', (route) =>
    route.fulfill({ path: `${__dirname}/../../web/dist/tcp-ladder-worker.js` }),
  );
  await page.route('**/tcp-ladder-worker.js', (route) => route.abort());
  await openMade(page, {
    body: `<tcp-ladder src="${src}" worker="/elsewhere/engine.js"></tcp-ladder>`,
    policy: `${base}; ${wasm}; worker-src 'self'`,
  });
  await expect(drawnIn(page)).toHaveCount(19);
  expect(page.workers().map((worker) => new URL(worker.url()).pathname)).toEqual([
    '/elsewhere/engine.js',
  ]);
});

test('the page’s own thread where no worker is allowed, for any number', async ({ page }) => {
  await openMade(page, {
    body: `${body}<tcp-ladder src="${src}" part="handshake" loading="eager"></tcp-ladder>`,
    policy: `${base}; ${wasm}; worker-src 'none'`,
  });
  await expect(drawnIn(page)).toHaveCount(19 + 3);
  expect(running(page)).toEqual([]);
  // What was refused once is not tried again.
  await page.evaluate(() => {
    Object.assign(window, { refusals: 0 });
    document.addEventListener('securitypolicyviolation', () => {
      (window as unknown as { refusals: number }).refusals += 1;
    });
    const fresh = document.querySelector('tcp-ladder')!.cloneNode() as HTMLElement;
    document.querySelector('tcp-ladder')!.replaceWith(fresh);
  });
  await expect(drawnIn(page)).toHaveCount(19 + 3);
  expect(await page.evaluate(() => (window as unknown as { refusals: number }).refusals)).toBe(0);
});

test('the main thread reads in slices', async ({ page }) => {
  await openMade(page, {
    body: `<tcp-ladder src="/samples/loss.pcap"></tcp-ladder>`,
    policy: `${base}; ${wasm}; worker-src 'none'`,
  });
  await expect(drawnIn(page).first()).toBeVisible();
});

for (const [missing, policy] of [
  ["script-src 'wasm-unsafe-eval'", `${base}; script-src 'self'; worker-src blob:`],
  ["connect-src 'self'", `default-src 'none'; ${wasm}; worker-src blob:`],
] as const) {
  test(`says that ${missing} is missing, and keeps the fallback`, async ({ page }) => {
    // The worker file has no policy of its own here; a site that is strict sends its own with it.
    await page.route('**/tcp-ladder-worker.js', (route) => route.abort());
    await openMade(page, { body, policy });
    const message = page.locator('tcp-ladder').getByRole('alert');
    await expect(message).toContainText(missing);
    await expect(page.getByText('a picture')).toBeVisible();
  });
}

test('styles need no permission', async ({ page }) => {
  const refused: string[] = [];
  page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
  await openMade(page, {
    body: `<tcp-ladder src="${src}" height="300"><tcp-step at="fin">x</tcp-step></tcp-ladder>`,
    policy: `${base}; ${wasm}; worker-src blob:`,
  });
  await expect(drawnIn(page).first()).toBeVisible();
  const size = await page
    .locator('tcp-ladder tcp-ladder-view')
    .evaluate((node) => node.clientHeight);
  expect(size).toBeGreaterThan(300);
  expect(refused).toEqual([]);
});
