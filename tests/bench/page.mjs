// Measures how fast the page is in Chromium. Run by hand on an otherwise idle machine:
//
//   npm --prefix web run build:page
//   tcpladder-generate loss 50000 rows.pcap; tcpladder-generate short 1000000 connections.pcap
//   node tests/bench/page.mjs rows.pcap connections.pcap
//
// Prints the time until the first row is drawn, the frame times while 50,000 unfolded rows are
// scrolled, and the time from a key in the filter, or a click on a table head, to the frame with
// the new table. The first key is pressed a second after the table is shown, when the page is idle.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('../../web/', import.meta.url));
const require = createRequire(`${web}package.json`);
const { chromium } = require('@playwright/test');
const { preview } = await import(require.resolve('vite'));

const [, , rowsFile, connectionsFile] = process.argv;
if (!rowsFile || !connectionsFile) {
  console.error('usage: node tests/bench/page.mjs ROWS.pcap CONNECTIONS.pcap');
  process.exit(2);
}

const server = await preview({ root: web, logLevel: 'error', preview: { port: 4799 } });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});

const of = (values, share) => [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))];
const ms = (value) => `${value.toFixed(1)} ms`;

/** Runs in the page: finds elements of the app through its shadow root. */
const inApp = (name) => document.querySelector('tcp-ladder-app').shadowRoot.querySelector(name);

async function open(file) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(`window.inApp = ${inApp}`);
  await page.goto('http://localhost:4799/');
  await page.locator('tcp-ladder-view [data-row]').first().waitFor();
  const name = file.split('/').at(-1);
  await page.evaluate((name) => {
    window.drawn = new Promise((resolve) => {
      const start = performance.now();
      const look = () => {
        const shown = inApp('.file b')?.textContent === name;
        if (shown && inApp('tcp-ladder-view')?.shadowRoot.querySelector('[data-row]')) {
          resolve(performance.now() - start);
        } else requestAnimationFrame(look);
      };
      inApp('input[type=file]').addEventListener('change', () => requestAnimationFrame(look), {
        once: true,
      });
    });
  }, name);
  await page.locator('input[type=file]').setInputFiles(file);
  const first = await page.evaluate(() => window.drawn);
  await page.waitForFunction(() => /\d (connection|个连接)/.test(inApp('.file')?.textContent ?? ''), null, {
    timeout: 300_000,
  });
  console.log(`${name}: first row drawn after ${ms(first)}`);
  return page;
}

async function scrolling() {
  const page = await open(rowsFile);
  const result = await page.evaluate(async () => {
    const view = inApp('tcp-ladder-view');
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const begin = performance.now();
    const app = document.querySelector('tcp-ladder-app');
    app.options = { ...app.options, numbers: 'absolute' };
    await app.updateComplete;
    await view.updateComplete;
    const laidOut = performance.now() - begin;
    await frame();
    const frames = 600;
    const step = view.clientHeight / frames;
    const times = [];
    let last = await frame();
    for (let i = 0; i < frames; i += 1) {
      window.scrollBy(0, step);
      const now = await frame();
      times.push(now - last);
      last = now;
    }
    // A user scrolls by two thirds of a window.
    window.scrollTo(0, 0);
    await frame();
    const read = [];
    last = await frame();
    for (let i = 0; i < 200; i += 1) {
      window.scrollBy(0, 100);
      const now = await frame();
      read.push(now - last);
      last = now;
    }
    return { laidOut, rows: view.plan.count, times, read };
  });
  const tell = (what, times) =>
    console.log(
      `${what}: frames of ${ms(of(times, 0.5))} (median), ${ms(of(times, 0.95))} (95 %), ` +
        `${ms(of(times, 1))} (longest)`,
    );
  console.log(`${result.rows} rows laid out and drawn in ${ms(result.laidOut)}`);
  tell('from end to end in 600 jumps', result.times);
  tell('100 px a frame', result.read);
  await page.close();
}

async function filtering() {
  const page = await open(connectionsFile);
  const count = await page.evaluate(async () => {
    const section = inApp('tcp-connections');
    const row = () => section.shadowRoot.querySelector('tcp-connection-table')?.shadowRoot.querySelector('.row');
    // The connections known when the table was last updated during reading come first.
    const [told] = /[\d,]+(?= connections)/.exec(inApp('.file').textContent);
    const all = Number(told.replaceAll(',', ''));
    while (section.rows.count < all || !row()) await new Promise((resolve) => requestAnimationFrame(resolve));
    // A user needs time to reach the filter.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await new Promise((resolve) => requestIdleCallback(resolve));
    return section.rows.count;
  });
  const timed = (what, action) =>
    page
      .evaluate(action)
      .then((time) => console.log(`${count} connections, ${what}: ${ms(time)}`));
  const type = (text) => `(async () => {
    const section = inApp('tcp-connections');
    const input = section.shadowRoot.querySelector('input');
    const begin = performance.now();
    input.value = ${JSON.stringify(text)};
    input.dispatchEvent(new Event('input'));
    await section.updateComplete;
    await section.shadowRoot.querySelector('tcp-connection-table')?.updateComplete;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - begin;
  })()`;
  for (const text of ['1', '10', '10.', '10.0', ':443', 'closed', 'sf >1ms', '@1-2', '']) {
    await timed(`filter “${text}”`, type(text));
  }
  const sort = (index) => `(async () => {
    const section = inApp('tcp-connections');
    const table = section.shadowRoot.querySelector('tcp-connection-table');
    const head = table.shadowRoot.querySelectorAll('.head button')[${index}];
    const begin = performance.now();
    head.click();
    await section.updateComplete;
    await table.updateComplete;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - begin;
  })()`;
  const heads = await page.evaluate(() =>
    [
      ...inApp('tcp-connections')
        .shadowRoot.querySelector('tcp-connection-table')
        .shadowRoot.querySelectorAll('.head button'),
    ].map((head) => head.textContent.trim()),
  );
  for (const [index, head] of heads.entries()) await timed(`sort by ${head}`, sort(index));
  await page.close();
}

try {
  await scrolling();
  await filtering();
} finally {
  await browser.close();
  await server.close();
}
