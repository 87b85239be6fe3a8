// What can be taken away of the connection on view.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { onFirstSample } from './helpers';

onFirstSample();

async function download(page: Page, choice: string): Promise<{ name: string; content: Buffer }> {
  await page.getByRole('button', { name: 'Export' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: choice, exact: true }).click(),
  ]);
  return {
    name: file.suggestedFilename(),
    content: readFileSync(await file.path()),
  };
}

test('saves the drawing as a file of its own', async ({ page }) => {
  const { name, content } = await download(page, 'Drawing (SVG)');
  expect(name).toBe('tcp-ladder-0.svg');
  const svg = content.toString();
  expect(svg).toMatch(/^<svg /);
  expect(svg).toContain('prefers-color-scheme');
  expect(svg).toContain('id="p19"');
});

test('saves a picture', async ({ page }) => {
  const { content } = await download(page, 'Image (PNG)');
  expect(content.subarray(1, 4).toString()).toBe('PNG');
  expect(content.length).toBeGreaterThan(10_000);
});

test('saves text and data', async ({ page }) => {
  const text = await download(page, 'Text');
  expect(text.content.toString()).toContain('FIN-WAIT-1');
  const json = await download(page, 'JSON');
  expect(JSON.parse(json.content.toString())).toMatchObject({
    schema: 'tcp-ladder/1',
  });
  const csv = await download(page, 'Table (CSV)');
  expect(csv.content.toString().trimEnd().split('\r\n')).toHaveLength(1 + 19);
});

test('saves a script that tests either end', async ({ page }) => {
  const server = await download(page, 'packetdrill script, tests the server');
  expect(server.name).toBe('tcp-ladder-0.pkt');
  expect(server.content.toString()).toMatch(/accept\(3[^]*< P\. 1:366\(365\)/);
  const client = await download(page, 'packetdrill script, tests the client');
  expect(client.content.toString()).toMatch(/connect\(3[^]*> P\. 1:366\(365\)/);
});

test('closes by Escape and by a click elsewhere', async ({ page }) => {
  const button = page.getByRole('button', { name: 'Export' });
  await button.click();
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await page.getByRole('button', { name: 'JSON' }).press('Escape');
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  await expect(button).toBeFocused();
  await button.click();
  await page.getByRole('heading', { level: 1 }).click();
  await expect(button).toHaveAttribute('aria-expanded', 'false');
});

test('takes away a part: the closing, or some segments', async ({ page }) => {
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByLabel('Part').selectOption('the closing');
  const [closing] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Table (CSV)' }).click(),
  ]);
  expect(closing.suggestedFilename()).toBe('tcp-ladder-0-teardown.csv');
  const rows = readFileSync(await closing.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(rows).toHaveLength(1 + 4);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByLabel('Part').selectOption('segments from – to');
  await page.getByLabel('First segment').fill('4');
  await page.getByLabel('Last segment').fill('7');
  await page.getByLabel('Last segment').blur();
  const [some] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Drawing (SVG)' }).click(),
  ]);
  expect(some.suggestedFilename()).toBe('tcp-ladder-0-4-7.svg');
  const svg = readFileSync(await some.path(), 'utf8');
  expect(svg).toContain('id="p4"');
  expect(svg).not.toContain('id="p8"');
});
