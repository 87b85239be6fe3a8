// The hosted page without its server, under any path, and what it says of a newer version.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Host, controlled } from './host';
import { dropSample, expectSegments, packetsIn, results, root, watchErrors } from './helpers';

test.use({ serviceWorkers: 'allow' });
// A service worker fetches every file of the page before it is ready.
test.setTimeout(90_000);

let host: Host;
test.beforeEach(() => {
  host = new Host();
});
test.afterEach(() => host.stop());

for (const path of ['/', '/some/where/below/']) {
  test(`goes on without its server under ${path}`, async ({ page }) => {
    const errors = watchErrors(page);
    const address = await host.start(path);
    await page.goto(address);
    await expectSegments(page, packetsIn('http-1688.pcap'));
    await controlled(page);
    await host.stop();

    await page.goto('about:blank');
    await page.goto(address);
    await expectSegments(page, packetsIn('http-1688.pcap'));
    await page.reload();
    await dropSample(page, 'client-closes-first.pcap');
    await expectSegments(page, packetsIn('client-closes-first.pcap'));
    // Parts that are loaded on demand, and a sample never looked at before.
    await page.getByRole('button', { name: 'Share' }).click();
    await expect(page.getByRole('button', { name: 'Save a capture' })).toBeVisible();
    await page.goto(`${address}index.html#sample=half-close`);
    await expectSegments(page, packetsIn('half-close.pcap'));
    expect(errors).toEqual([]);
  });
}

test('says that a newer version is ready, and changes when asked', async ({ page }) => {
  const address = await host.start('/ladder/');
  await page.goto(address);
  await expectSegments(page, packetsIn('http-1688.pcap'));
  await controlled(page);
  await expect(page.locator('.update')).toBeEmpty();

  const text = 'The next version';
  host.changes.set('index.html', (content) =>
    Buffer.from(content.toString().replace('<title>', `<!--${text}-->$&`)),
  );
  host.changes.set('sw.js', (content) =>
    Buffer.from(content.toString().replace(/version = '\w+'/, "version = 'next'")),
  );
  await page.reload();
  await expect(page.locator('.update')).toContainText('A new version of this page is ready.', {
    timeout: 40_000,
  });
  await page.screenshot({ path: results('update.png') });
  expect(await page.content()).not.toContain(text);
  await page.getByRole('button', { name: 'Load it now' }).click();
  // The page reloads by itself, and cannot be asked meanwhile.
  await expect(async () => expect(await page.content()).toContain(text)).toPass();
  await expectSegments(page, packetsIn('http-1688.pcap'));
  await expect(page.locator('.update')).toBeEmpty();
  expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(1);
});

test('can be installed: manifest and icons are as they should be', async ({ page }) => {
  const errors = watchErrors(page);
  const address = await host.start('/below/');
  await page.goto(address);
  const found = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]')!;
    const response = await fetch(link.href);
    const manifest = (await response.json()) as {
      start_url: string;
      icons: { src: string; sizes: string }[];
      file_handlers: { accept: Record<string, string[]> }[];
    };
    const icons = await Promise.all(
      manifest.icons.map(async ({ src, sizes }) => {
        const picture = new Image();
        picture.src = new URL(src, link.href).href;
        await picture.decode();
        return { sizes, width: picture.naturalWidth };
      }),
    );
    const start = new URL(manifest.start_url, link.href).href;
    return { start, icons, extensions: Object.values(manifest.file_handlers[0]!.accept).flat() };
  });
  expect(found.start).toBe(address);
  expect(found.icons.filter(({ sizes }) => sizes !== 'any')).toEqual([
    { sizes: '192x192', width: 192 },
    { sizes: '512x512', width: 512 },
  ]);
  expect(found.extensions).toContain('.pcapng');
  expect(errors).toEqual([]);
});

test('opens the file that it is started with', async ({ page }) => {
  const capture = readFileSync(join(root, 'samples/refused.pcap')).toString('base64');
  await page.addInitScript((base64) => {
    const octets = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const getFile = () => Promise.resolve(new File([octets], 'from-the-desktop.pcap'));
    const setConsumer = (consumer: (launch: object) => void) => consumer({ files: [{ getFile }] });
    // Chromium's own cannot be assigned to.
    Object.defineProperty(window, 'launchQueue', { value: { setConsumer } });
  }, capture);
  await page.goto(await host.start('/'));
  await expect(page.locator('.file b')).toHaveText('from-the-desktop.pcap');
});
