// Opens a built site and says how many of its ladders are drawn, and what the page complains about.
//
//   node tests/sites/check.mjs NAME FOLDER SCREENSHOT
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const { chromium } = require('@playwright/test');
const [name, folder, screenshot] = process.argv.slice(2);
const ladders = 2; // in page.md
const types = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

const server = createServer((request, response) => {
  let path = join(folder, decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
  if (existsSync(path) && statSync(path).isDirectory()) path = join(path, 'index.html');
  if (path.endsWith('favicon.ico')) return response.writeHead(204).end(); // sites of this test have none
  if (!existsSync(path)) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' });
  return createReadStream(path).pipe(response);
});
await new Promise((resolve) => server.listen(0, resolve));

/** Rows that each ladder of the page has drawn; null as long as it shows its fallback. */
const rowsOf = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('tcp-ladder')].map(
      (ladder) =>
        ladder.shadowRoot
          ?.querySelector('tcp-ladder-view')
          ?.shadowRoot?.querySelectorAll('svg [data-row], svg .row').length ?? null,
    ),
  );

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
const complaints = [];
page.on('pageerror', (error) => complaints.push(error.message));
page.on('console', (message) => {
  const text = message.text();
  if (message.type() === 'error' && !text.startsWith('Failed to load')) complaints.push(text);
});
// What a theme asks the world for is not there.
page.on('response', (response) => {
  if (response.status() >= 400 && /tcp-ladder|pcap/.test(response.url()))
    complaints.push(response.url());
});
await page.goto(`http://localhost:${server.address().port}/`);
const deadline = Date.now() + 30_000;
let rows = [];
do {
  // A ladder is drawn when one comes to it.
  for (const ladder of await page.locator('tcp-ladder').all()) {
    await ladder.scrollIntoViewIfNeeded({ timeout: 1000 }).catch(() => {});
  }
  if (name === 'reveal') await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(300);
  rows = await rowsOf(page);
} while ((rows.length < ladders || rows.some((count) => !count)) && Date.now() < deadline);
await page.screenshot({ path: screenshot, fullPage: name !== 'reveal' });
await browser.close();
server.close();

const drawn = rows.filter(Boolean).length;
console.log(
  `${name}: ${drawn} of ${ladders} ladders drawn (rows ${rows.join(', ')}), ${complaints.length} complaints`,
);
for (const complaint of complaints.slice(0, 5)) console.log(`    ${complaint}`);
process.exit(drawn === ladders && complaints.length === 0 ? 0 : 1);
