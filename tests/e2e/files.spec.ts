// Several files at once: chosen, dropped, or in a folder.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { asInterfaces } from '../web/interfaces';
import { later, piecesOf } from '../web/pieces';
import { expectSegments, onFirstSample, results, samplePath } from './helpers';

onFirstSample();

const DAY = 86400;
const chooser = (page: Page) => page.locator('input[type=file]');
const about = (page: Page) => page.getByRole('region', { name: /^\d files$/ });
const http = () => readFileSync(samplePath('http-1688.pcap'));

/** Writes files into the test's own folder. */
function written(files: Record<string, Uint8Array>): string[] {
  return Object.entries(files).map(([name, octets]) => {
    const path = test.info().outputPath(name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, octets);
    return path;
  });
}

test('six rotated files are one capture, and each may be seen alone', async ({ page }) => {
  const pieces = piecesOf(readFileSync(samplePath('zero-window.pcap')), [4, 4, 4, 4, 4]);
  const paths = written(Object.fromEntries(pieces.map((piece, i) => [`x.pcap${5 - i}`, piece])));
  await chooser(page).setInputFiles(paths);
  await expect(about(page)).toContainText(
    '6 files are read as pieces of one capture, in the order of time: x.pcap5, x.pcap4,',
  );
  await expect(page).toHaveTitle(/6 files/);
  await page.getByRole('button', { name: 'x.pcap5', exact: true }).click();
  await expectSegments(page, 4);
  await expect(page).toHaveTitle(/x\.pcap5/);
  await page.getByRole('button', { name: 'all as one capture' }).click();
  await expect(page).toHaveTitle(/6 files/);
});

test('captures of different days are a list to switch between', async ({ page }) => {
  const paths = written({ 'b.pcap': later(http(), DAY), 'a.pcap': http() });
  await chooser(page).setInputFiles([...paths, samplePath('refused.pcap')]);
  await expect(about(page)).toContainText('of different links or of different times');
  await page.getByRole('button', { name: 'b.pcap', exact: true }).click();
  await expect(page).toHaveTitle(/b\.pcap/);
  await expectSegments(page, 19);
  await expect(page.getByRole('button', { name: 'all as one capture' })).toHaveCount(0);
});

test('two captures of the same time are told apart from one that was chosen twice', async ({
  page,
}) => {
  const [most] = piecesOf(http(), [12]);
  const [copy, part] = written({ 'copy.pcap': http(), 'part.pcap': most! });
  await chooser(page).setInputFiles([samplePath('http-1688.pcap'), copy!]);
  await expect(about(page)).toContainText('2 files hold the same packets; only the first is read');
  await expectSegments(page, 19);
  await chooser(page).setInputFiles([samplePath('http-1688.pcap'), part!]);
  await expect(about(page)).toContainText('2 files cover the same time');
});

const pair = (name: string) => ['a', 'b'].map((tap) => samplePath(`pairs/${name}.${tap}.pcap`));

test('two captures of the same traffic are laid over each other', async ({ page }) => {
  const [a, b] = pair('lost-between');
  await chooser(page).setInputFiles([a!, b!]);
  await expect(about(page)).toContainText('Two captures of the same traffic');
  await expect(page.getByText(/lost-between\.b\.pcap is 2\d\d ms ahead of/)).toBeVisible();
  await expect(page.getByText(/\d+ seen at both taps · \d lost between the taps/)).toBeVisible();
  const ladder = page.locator('tcp-ladder-view svg.lad').first();
  await expect(ladder.getByText('Delay, tap to tap')).toBeVisible();
  await expect(ladder.getByText('lost-between.a.pcap', { exact: true })).toBeVisible();
  await expect(ladder.getByText('Lost between the taps').first()).toBeAttached();
  // Otherwise, and back.
  await page.getByRole('button', { name: 'lost-between.b.pcap', exact: true }).click();
  await expect(page).toHaveTitle(/lost-between\.b\.pcap/);
  await expect(ladder.getByText('Delay, tap to tap')).toHaveCount(0);
  await page.getByRole('button', { name: 'both, laid over each other' }).click();
  await expect(ladder.getByText('Delay, tap to tap')).toBeVisible();
  // In the other order.
  await chooser(page).setInputFiles([b!, a!]);
  await expect(page.getByText(/lost-between\.a\.pcap is 2\d\d ms behind/)).toBeVisible();
});

test('two interfaces of one capture are told of, and laid over each other', async ({ page }) => {
  const file = asInterfaces(pair('lost-between').map((path) => readFileSync(path)));
  await chooser(page).setInputFiles({ name: 'both.pcapng', mimeType: '', buffer: file });
  await expect(page.getByRole('region', { name: 'both.pcapng' })).toContainText(
    'Two interfaces of this capture, eth0 and eth1, hold the same segments.',
  );
  await page.getByRole('button', { name: 'both, laid over each other' }).click();
  const ladder = page.locator('tcp-ladder-view svg.lad').first();
  await expect(ladder.getByText('Delay, tap to tap')).toBeVisible();
  await expect(ladder.getByText('eth1', { exact: true })).toBeVisible();
  await page.screenshot({ path: results('interfaces.png') });
  await page.getByRole('button', { name: 'all as one capture' }).click();
  await expect(ladder.getByText('Delay, tap to tap')).toHaveCount(0);
});

test('one capture is drawn as its ends saw it', async ({ page }) => {
  const ladder = page.locator('tcp-ladder-view svg.lad').first();
  await page.getByRole('button', { name: 'as the ends saw it' }).click();
  await expect(ladder.getByText('captured here')).toBeVisible();
  await expect(page.getByText('Estimated: the capture has one moment')).toBeVisible();
  await page.getByRole('button', { name: 'as the ends saw it' }).click();
  await expect(ladder.getByText('captured here')).toHaveCount(0);
});

test('files that are dropped together, and a note that holds no packets', async ({ page }) => {
  const [a, b] = piecesOf(http(), [9]);
  const files = { 'b.pcap': b!, 'a.pcap': a!, 'notes.txt': Buffer.from('%PDF-1.7 notes') };
  const transfer = await page.evaluateHandle((list) => {
    const transfer = new DataTransfer();
    for (const [name, base64] of Object.entries(list)) {
      const octets = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      transfer.items.add(new File([octets], name));
    }
    return transfer;
  }, base64Of(files));
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('body', type, { dataTransfer: transfer });
  }
  await expectSegments(page, 19);
  await expect(about(page)).toContainText('in the order of time: a.pcap, b.pcap');
  await expect(about(page)).toContainText('No packets in notes.txt');
});

test('speaks Chinese of them', async ({ page }) => {
  const [a, b] = piecesOf(http(), [9]);
  await chooser(page).setInputFiles(written({ 'a.pcap': a!, 'b.pcap': b! }));
  await expectSegments(page, 19);
  await page.getByRole('combobox', { name: /language/i }).selectOption('zh-CN');
  await expect(page.getByRole('region', { name: '2 个文件' })).toContainText('同一次抓包的各部分');
});

const base64Of = (files: Record<string, Uint8Array>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(files).map(([name, octets]) => [name, Buffer.from(octets).toString('base64')]),
  );
