// What a reader sees of a capture that is still being read, or that could not be read whole.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { arrows, samplePath } from './helpers';

const headerLength = 24;

/** A sample's packets again and again, an hour apart, until they fill so many octets. */
function repeated(sample: string, octets: number): Buffer {
  const data = readFileSync(samplePath(sample));
  const packets = data.subarray(headerLength);
  const parts = [data.subarray(0, headerLength)];
  for (let hour = 0; hour * packets.length < octets; hour++) {
    const copy = Buffer.from(packets);
    for (let at = 0; at < copy.length; at += 16 + copy.readUInt32LE(at + 8)) {
      copy.writeUInt32LE(copy.readUInt32LE(at) + hour * 3600, at);
    }
    parts.push(copy);
  }
  return Buffer.concat(parts);
}

/** Puts a script before the worker's own. */
async function inWorker(page: Page, script: string) {
  await page.route('**/assets/worker-*.js', async (route) => {
    // The worker of the next capture may still be fetched when a test ends.
    const change = async () => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${script};${await response.text()}` });
    };
    await change().catch(() => {});
  });
}

/** By way of a file, which the browser reads for itself: so many octets in a message take long. */
async function open(page: Page, capture: Buffer) {
  const path = test.info().outputPath('long.pcap');
  writeFileSync(path, capture);
  await page.locator('input[type=file]').setInputFiles(path);
}

test('stops where the reader says so, and shows what was read', async ({ page }) => {
  // A slow disk.
  await inWorker(
    page,
    `{
      const { read } = ReadableStreamBYOBReader.prototype;
      ReadableStreamBYOBReader.prototype.read = async function (view) {
        await new Promise((resolve) => setTimeout(resolve, 300));
        return read.call(this, view);
      };
    }`,
  );
  await page.goto('/');
  await expect(arrows(page).first()).toBeVisible();
  await open(page, repeated('http-1688.pcap', 40e6));
  const progress = page.getByRole('progressbar');
  await expect(progress).not.toHaveAttribute('aria-valuenow', '0');
  await page.getByRole('button', { name: 'Stop reading' }).click();
  await expect(page.getByText('Reading stopped')).toBeVisible();
  await expect(progress).toHaveCount(0);
  await expect(arrows(page).first()).toBeVisible();
  await expect(page.locator('tcp-connections [role=row]').nth(2)).toBeVisible();
});

test('has the worker of the next capture started before there is one', async ({ page }) => {
  await page.goto('/');
  await expect(arrows(page).first()).toBeVisible();
  await expect.poll(() => page.workers().length).toBe(2);
  const [first, spare] = page.workers();
  await page.locator('input[type=file]').setInputFiles(samplePath('refused.pcap'));
  await expect(page.locator('.file b')).toHaveText('refused.pcap');
  await expect.poll(() => page.workers()).not.toContain(first);
  expect(page.workers()).toContain(spare);
  await expect.poll(() => page.workers().length).toBe(2);
});

test('says that the memory is full, and shows what fits', async ({ page }) => {
  // A module that may not grow far.
  await inWorker(
    page,
    `{
      const { grow } = WebAssembly.Memory.prototype;
      WebAssembly.Memory.prototype.grow = function (pages) {
        if (this.buffer.byteLength + pages * 65536 > 24e6) throw new RangeError('no more memory');
        return grow.call(this, pages);
      };
    }`,
  );
  await page.goto('/');
  await expect(arrows(page).first()).toBeVisible();
  await open(page, repeated('refused.pcap', 20e6));
  await expect(page.getByText('The capture is too large for this page')).toBeVisible();
  await expect(arrows(page).first()).toBeVisible();
  await expect(page.locator('tcp-connections [role=row]').nth(2)).toBeVisible();
});
