// What the browser tests do to a page, and where they find things.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';

export const root = join(__dirname, '../..');
export const samplePath = (name: string) => join(root, 'samples', name);
export const results = (name: string) => join(root, 'tests/results', name);

/** Packets of a little-endian pcap file, counted by its record headers. */
export function packetsIn(file: string): number {
  const data = readFileSync(samplePath(file));
  let packets = 0;
  for (let at = 24; at < data.length; at += 16 + data.readUInt32LE(at + 8)) packets++;
  return packets;
}

/** Drops a file on the window, as a reader would on any part of the page. */
export async function drop(page: Page, name: string, data: Uint8Array): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ name, base64 }) => {
      const octets = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([octets], name));
      return transfer;
    },
    { name, base64: Buffer.from(data).toString('base64') },
  );
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('body', type, { dataTransfer: transfer });
  }
}

export const dropSample = (page: Page, file: string) =>
  drop(page, file, readFileSync(samplePath(file)));

/** The arrows: one symbol per segment drawn. */
export const arrows = (page: Page): Locator =>
  page.locator('tcp-ladder-view [role=graphics-symbol]');

/** Waits until a ladder with so many segments stands on the page, at its first step. */
export async function expectSegments(page: Page, count: number): Promise<void> {
  await expect(page.locator('tcp-step-panel .position')).toHaveText(`step 1 of ${count}`);
}

/** Text of the state names beside the rails. */
export async function stateNames(page: Page): Promise<string[]> {
  let names = ['not yet read'];
  // The rows around those in view are drawn some frames later.
  const settled = async () => {
    const before = names.join();
    const texts = await page.locator('tcp-ladder-view svg text.st').allTextContents();
    names = texts.map((text) => text.trim());
    return names.join() === before;
  };
  await expect.poll(settled, { intervals: [250] }).toBe(true);
  return names;
}

/** Fails the test for errors of the page and for what its policy forbids. */
export function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}

/** Begins every test of a file on the page with its sample drawn, and lets none end with an error. */
export function onFirstSample(): void {
  let errors: string[] = [];
  test.beforeEach(async ({ page }) => {
    errors = watchErrors(page);
    await page.goto('/');
    await expectSegments(page, packetsIn('http-1688.pcap'));
  });
  test.afterEach(() => expect(errors).toEqual([]));
}
