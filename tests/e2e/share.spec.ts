// A connection shared: as a file, inside a link, and what strangers make of such links.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import {
  arrows,
  drop,
  dropSample,
  expectSegments,
  onFirstSample,
  packetsIn,
  results,
  samplePath,
  stateNames,
} from './helpers';
import { drawnIn, openMade } from './pages';

const http = 'http-1688.pcap';
const packed = (octets: Uint8Array) => deflateRawSync(octets).toString('base64url');

test.beforeEach(({ context }) => context.grantPermissions(['clipboard-read', 'clipboard-write']));
onFirstSample();

const panel = (page: Page) => page.locator('tcp-share-panel');

async function openPanel(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(panel(page).getByRole('button', { name: 'Save a capture' })).toBeVisible();
}

async function copiedLink(page: Page): Promise<string> {
  await panel(page).getByRole('button', { name: 'Copy a link' }).click();
  await expect(panel(page).getByRole('status')).toHaveText('The link was copied.');
  return page.evaluate(() => navigator.clipboard.readText());
}

async function savedFile(page: Page): Promise<{ name: string; path: string; octets: Buffer }> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    panel(page).getByRole('button', { name: 'Save a capture' }).click(),
  ]);
  const path = await file.path();
  return { name: file.suggestedFilename(), path, octets: readFileSync(path) };
}

/** What a reader sees of a connection: the rows in words, without whose they are. */
const rowsInWords = async (page: Page): Promise<string[]> =>
  (await arrows(page).allTextContents()).map((text) => text.replace(/\s+/g, ' '));

test('a link holds the connection, and opens with nothing fetched for it', async ({ page }) => {
  await dropSample(page, 'half-close.pcap');
  await expectSegments(page, packetsIn('half-close.pcap'));
  const [states, rows] = [await stateNames(page), await rowsInWords(page)];
  await openPanel(page);
  await expect(panel(page)).toContainText(/The link contains everything chosen: \d{3} characters/);
  const link = await copiedLink(page);
  expect(link.length).toBeLessThan(1000);

  const reader = await page.context().newPage();
  const requests: string[] = [];
  reader.on('request', (request) => requests.push(new URL(request.url()).pathname));
  await reader.goto(link);
  await expectSegments(reader, packetsIn('half-close.pcap'));
  expect(await stateNames(reader)).toEqual(states);
  expect(await rowsInWords(reader)).toEqual(rows);
  await expect(reader.locator('.file b')).toHaveText('Capture from a link');
  await expect(reader.locator('tcp-ladder-view')).toContainText('192.0.2.1');
  expect(requests.filter((path) => /pcap/.test(path))).toEqual([]);

  // Stepping keeps the capture in the address, so that it can be sent on.
  await arrows(reader).first().focus();
  await reader.keyboard.press('End');
  await expect(reader).toHaveURL(/#capture=[\w-]+&stream=0&step=18$/);
  await reader.reload();
  await expect(reader.locator('tcp-step-panel .position')).toHaveText('step 18 of 18');
  await dropSample(reader, 'refused.pcap');
  await expect(reader).toHaveURL(/[#&]stream=0&step=1$/);
});

test('a file holds neither address nor payload, and reads the same', async ({ page }) => {
  const [states, rows] = [await stateNames(page), await rowsInWords(page)];
  await openPanel(page);
  const { name, path, octets } = await savedFile(page);
  expect(name).toBe('shared-connection.pcap');
  await expect(panel(page).getByRole('status')).toHaveText('Saved as shared-connection.pcap.');
  const original = readFileSync(samplePath(http));
  expect(original.includes(Buffer.from([10, 77, 0, 1]))).toBe(true);
  for (const last of [1, 2]) expect(octets.includes(Buffer.from([10, 77, 0, last]))).toBe(false);
  for (const run of payloadRuns(original)) expect(octets.includes(run)).toBe(false);
  expect(payloadRuns(octets)).toEqual([]);

  await drop(page, 'again.pcap', octets);
  await expect(page.locator('.file b')).toHaveText('again.pcap');
  await expectSegments(page, packetsIn(http));
  expect(await stateNames(page)).toEqual(states);
  expect(await rowsInWords(page)).toEqual(rows);

  const shark = tshark(path);
  test.skip(shark === null, 'tshark is not installed: the file was read by this page alone');
  expect(shark).toEqual(tshark(samplePath(http)));
});

test('what is to be kept can be chosen', async ({ page }) => {
  await openPanel(page);
  await panel(page).getByLabel('Part').selectOption('the closing');
  await panel(page).getByLabel('Addresses').selectOption('as captured');
  await panel(page).getByLabel('Ports').selectOption('replaced');
  const link = await copiedLink(page);
  const reader = await page.context().newPage();
  await reader.goto(link);
  await expect(reader.locator('tcp-ladder-view')).toContainText('10.77.0.1:50000');
  await expect(reader.locator('tcp-step-panel .position')).toHaveText('step 1 of 4');
});

test('a connection too long for a link is said to be', async ({ page }) => {
  await drop(page, 'long.pcap', longConnection(1200));
  await expectSegments(page, 1200);
  await openPanel(page);
  await expect(panel(page)).toContainText(/The link would have \d+,\d{3} characters/);
  await expect(panel(page).getByRole('button', { name: 'Copy a link' })).toBeDisabled();
  await expect(panel(page).getByRole('button', { name: 'Save a capture' })).toBeEnabled();
});

test('closes by Escape and by a click elsewhere', async ({ page }) => {
  const button = page.getByRole('button', { name: 'Share' });
  await openPanel(page);
  await panel(page).getByLabel('Part').press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect(button).toBeFocused();
  await button.click();
  await page.getByRole('heading', { level: 1 }).click();
  await expect(panel(page)).toHaveCount(0);
});

test('closes by Escape wherever the focus is', async ({ page }) => {
  await openPanel(page);
  const relative = page.getByRole('button', { name: 'relative' });
  await relative.focus();
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect(relative).toBeFocused();
});

test.describe('links that strangers made', () => {
  const cases: Record<string, { capture: string; says: string }> = {
    markup: { capture: '%3Cimg src=x onerror=alert(1)%3E', says: 'contains characters' },
    nothing: { capture: '', says: 'contains characters' },
    garbage: { capture: 'A'.repeat(400), says: 'is incomplete or was changed' },
    cut: { capture: packed(readFileSync(samplePath(http))).slice(0, 300), says: 'is incomplete' },
    bomb: { capture: packed(new Uint8Array(64 << 20)), says: 'more than a link may contain' },
  };
  for (const [name, { capture, says }] of Object.entries(cases)) {
    test(name, async ({ page }) => {
      await page.evaluate((hash) => (location.hash = hash), `#capture=${capture}&step=2`);
      const alert = page.getByRole('alert');
      await expect(alert).toContainText('The capture in the link cannot be read');
      await expect(alert).toContainText(says);
      await expect(page.locator('tcp-ladder-app img')).toHaveCount(0);
      await dropSample(page, 'client-closes-first.pcap');
      await expectSegments(page, packetsIn('client-closes-first.pcap'));
      await expect(alert).toHaveCount(0);
    });
  }

  test('in the language of the page, which may come after the link was read', async ({ page }) => {
    await page.evaluate(() => (location.hash = '#capture=AAAA'));
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('The capture in the link cannot be read');
    await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
    await expect(alert).toContainText('无法读取链接中的抓包');
  });

  test('something else than a capture', async ({ page }) => {
    await page.goto('about:blank');
    await page.goto(`/#capture=${packed(Buffer.from('<b>just a text, and no capture</b>'))}`);
    await expect(page.getByRole('alert')).toContainText('This is not a packet capture');
    await dropSample(page, 'client-closes-first.pcap');
    await expectSegments(page, packetsIn('client-closes-first.pcap'));
  });
});

test('an element takes the capture of a link', async ({ page }) => {
  await openPanel(page);
  const link = await copiedLink(page);
  await page.goto('/embed/');
  const ladder = page.locator('tcp-ladder');
  await expect(ladder.locator('[role=graphics-symbol]')).toHaveCount(19);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.evaluate(
    (src) => {
      const fresh = document.createElement('tcp-ladder');
      fresh.setAttribute('src', src);
      fresh.setAttribute('loading', 'eager');
      document.querySelector('tcp-ladder')!.replaceWith(fresh);
    },
    link.slice(link.indexOf('#')),
  );
  await expect(ladder).toContainText('192.0.2.1');
  await expect(ladder.locator('[role=graphics-symbol]')).toHaveCount(19);
  expect(requests.filter((url) => !url.startsWith('blob:'))).toEqual([]);
});

test('the panel fits a phone, dark, in Chinese', async ({ page }) => {
  await openPanel(page);
  await page.screenshot({ path: results('share.png') });
  await panel(page).getByLabel('Part').press('Escape');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('button', { name: '分享' }).click();
  await expect(panel(page).getByRole('button', { name: '复制链接' })).toBeVisible();
  await page.screenshot({ path: results('share-narrow-zh-dark.png') });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});

/** Runs of at least eight printable octets: what text protocols leave in a capture. */
function payloadRuns(octets: Buffer): string[] {
  return octets.toString('latin1').match(/[ -~]{8,}/g) ?? [];
}

/** What tshark tells of every packet, or null where it is not installed. */
function tshark(path: string): string | null {
  const fields = ['flags', 'seq', 'ack', 'len', 'window_size', 'analysis.flags', 'time_delta'];
  try {
    const asked = fields.flatMap((field) => ['-e', `tcp.${field}`]);
    const out = execFileSync('tshark', ['-r', path, '-T', 'fields', ...asked], { stdio: 'pipe' });
    return out.toString();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** A pcap of raw IP with one connection of so many segments, whose numbers do not repeat. */
function longConnection(segments: number): Buffer {
  const header = Buffer.alloc(24);
  [0xa1b2c3d4, 0x00040002, 0, 0, 262144, 101].forEach((n, i) => header.writeUInt32LE(n, 4 * i));
  let seed = 7;
  const next = () => (seed = (seed * 48271) % 0x7fffffff);
  const parts = [header];
  for (let i = 0; i < segments; i++) {
    const record = Buffer.alloc(16 + 40);
    record.writeUInt32LE(1_700_000_000 + i, 0);
    record.writeUInt32LE(next() % 1_000_000, 4);
    record.writeUInt32LE(40, 8);
    record.writeUInt32LE(40 + (i % 1000), 12);
    Buffer.from('4500002800004000400600000a0000010a000002', 'hex').copy(record, 16);
    record.writeUInt16BE(40 + (i % 1000), 18);
    record.writeUInt16BE(40000, 36);
    record.writeUInt16BE(80, 38);
    record.writeUInt32BE(1000 + i * 7, 40);
    record.writeUInt32BE(next(), 44);
    record.writeUInt16BE(0x5010, 48);
    record.writeUInt16BE(next() % 65536, 50);
    parts.push(record);
  }
  return Buffer.concat(parts);
}

test('the HTML for a page draws the connection there, and a feed reader sees it as an image', async ({
  page,
}) => {
  await openPanel(page);
  await panel(page).getByRole('button', { name: 'Copy HTML for your page' }).click();
  await expect(panel(page).getByRole('status')).toHaveText('The HTML was copied.');
  const html = await page.evaluate(() => navigator.clipboard.readText());
  const drawing = Buffer.from(/base64,([^"]*)/.exec(html)![1]!, 'base64').toString();
  expect(drawing).toContain('192.0.2.1');
  expect(drawing).not.toContain('10.77.0.');

  const reader = await page.context().newPage();
  await openMade(reader, { body: html, script: '' });
  await expect(drawnIn(reader)).toHaveCount(packetsIn(http));
  await reader.route('**/tcp-ladder.js', (route) => route.abort());
  await reader.reload();
  const image = reader.getByRole('img', { name: /TCP/ });
  await expect(image).toBeVisible();
  expect(await image.evaluate((node: HTMLImageElement) => node.naturalWidth)).toBeGreaterThan(300);
});
