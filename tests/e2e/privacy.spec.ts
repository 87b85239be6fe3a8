// What is opened stays here: everything the page can do, with every request recorded.
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { arrows, drop, expectSegments, packetsIn, root, samplePath, watchErrors } from './helpers';
import { Host, controlled } from './host';

test.setTimeout(120_000);

/** Opens, analyses, steps, exports in every form, shares in both, and switches the language. */
async function useAll(page: Page): Promise<void> {
  await drop(page, 'mine.pcap', readFileSync(samplePath('half-close.pcap')));
  await expectSegments(page, packetsIn('half-close.pcap'));
  await arrows(page).first().focus();
  for (const key of ['ArrowDown', 'End']) await page.keyboard.press(key);
  await expect(page).toHaveURL(/step=18$/);
  for (const form of ['Drawing (SVG)', 'Image (PNG)', 'Text', 'Mermaid', 'JSON', 'CSV']) {
    await page.getByRole('button', { name: 'Export' }).click();
    const file = page.waitForEvent('download');
    await page.locator('tcp-export-menu').getByRole('button', { name: form }).click();
    await file;
  }
  await page.getByRole('button', { name: 'Share' }).click();
  const panel = page.locator('tcp-share-panel');
  await panel.getByLabel('Addresses').selectOption('as captured');
  const file = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Save a capture' }).click();
  await file;
  await expect(panel.getByRole('button', { name: 'Copy a link' })).toBeEnabled();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
}

/** Addresses asked for from now on, but those inside the page itself. */
function recorded(page: Page): string[] {
  const requests: string[] = [];
  page.context().on('request', (request) => {
    if (!/^(blob|data):/.test(request.url())) requests.push(request.url());
  });
  return requests;
}

test('the page asks for its own parts and nothing else', async ({ page, baseURL }) => {
  const errors = watchErrors(page);
  await page.goto('/');
  await expectSegments(page, packetsIn('http-1688.pcap'));
  const requests = recorded(page);
  await useAll(page);
  // Scripts are loaded when they are first wanted: those that the build wrote, named by their
  // content, so that nothing of the capture can be in an address.
  const own = new Set(
    readdirSync(`${root}/web/dist/assets`)
      .filter((name) => name.endsWith('.js'))
      .map((name) => `${baseURL}assets/${name}`),
  );
  expect(requests.filter((url) => !own.has(url))).toEqual([]);
  expect(errors).toEqual([]);
});

test.describe('with the page kept for use offline', () => {
  test.use({ serviceWorkers: 'allow' });

  test('its host is asked for nothing but a newer version', async ({ page }) => {
    const host = new Host();
    const address = await host.start('/ladder/');
    try {
      await page.goto(address);
      await expectSegments(page, packetsIn('http-1688.pcap'));
      await controlled(page);
      // A part that the page asked for before it was controlled may still be on its way.
      await page.reload();
      await expectSegments(page, packetsIn('http-1688.pcap'));
      host.served.length = 0;
      const requests = recorded(page);
      await useAll(page);
      // Whether there is a newer version is asked by the browser itself, whenever it likes.
      expect(host.served.filter((path) => path !== 'sw.js')).toEqual([]);
      expect(requests.filter((url) => !url.startsWith(address))).toEqual([]);
    } finally {
      await host.stop();
    }
  });
});

test('the page in one file asks for nothing', async ({ page, context }) => {
  await context.setOffline(true);
  await page.goto(`file://${root}/web/dist/tcpladder.html`);
  await expectSegments(page, packetsIn('http-1688.pcap'));
  const requests = recorded(page);
  await useAll(page);
  expect(requests).toEqual([]);
});

test('the policy of the page forbids every other address', async ({ page, baseURL }) => {
  await page.goto('/');
  await expectSegments(page, packetsIn('http-1688.pcap'));
  const blocked = await page.evaluate(async () => {
    const directives: string[] = [];
    addEventListener('securitypolicyviolation', (event) => {
      directives.push(event.effectiveDirective);
    });
    await fetch('https://example.com/').catch(() => {});
    new Image().src = 'https://example.com/pixel.png';
    document.body.append(document.createElement('iframe'));
    document.querySelector('iframe')!.src = 'https://example.com/';
    navigator.sendBeacon('https://example.com/', 'x');
    await new Promise((resolve) => setTimeout(resolve, 500));
    return directives;
  });
  expect(blocked).toEqual(expect.arrayContaining(['connect-src', 'img-src', 'frame-src']));
  const policy = await page
    .locator('meta[http-equiv=Content-Security-Policy]')
    .getAttribute('content');
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/https?:|\*|unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')/);
  expect(baseURL).toBeTruthy();
});
