// Measures how fast curves with very many segments are in Chromium. Run by hand on an otherwise
// idle machine:
//
//   npm --prefix web run build:page
//   tcpladder-generate loss 1000000 loss.pcap
//   node tests/bench/curves.mjs loss.pcap
//
// first    from the click on Curves to the frame that shows them, including the engine's work
// panning  from a key that moves a range of a tenth to the frame that shows it
// SVG      length of the markup, for the whole drawing and for the range
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('../../web/', import.meta.url));
const require = createRequire(`${web}package.json`);
const { chromium } = require('@playwright/test');
const { preview } = await import(require.resolve('vite'));
const [, , file] = process.argv;
if (!file) {
  console.error('usage: node tests/bench/curves.mjs FILE.pcap');
  process.exit(2);
}
const server = await preview({ root: web, logLevel: 'error', preview: { port: 4796 } });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});

/** Runs in the page. */
async function measured() {
  const inApp = (name) => document.querySelector('tcp-ladder-app').shadowRoot.querySelector(name);
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const shown = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const curves = () => inApp('tcp-curves-view')?.shadowRoot?.querySelector('svg.lad');
  const button = [...inApp('.tooled').querySelectorAll('button')].find(
    (each) => each.textContent.trim() === 'Curves',
  );
  const begin = performance.now();
  button.click();
  while (!curves()) await frame();
  await shown();
  const first = performance.now() - begin;
  const whole = curves().outerHTML.length;
  const view = inApp('tcp-curves-view');
  const press = (key, shiftKey = false) =>
    curves().dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, composed: true }));
  for (let i = 0; i < 6; i += 1) {
    press('+');
    await view.updateComplete;
    await shown();
  }
  const range = curves().outerHTML.length;
  const [work, frames] = [[], []];
  let last = await frame();
  for (let i = 0; i < 200; i += 1) {
    const start = performance.now();
    press(i % 20 < 10 ? 'ArrowRight' : 'ArrowLeft', true);
    await view.updateComplete;
    work.push(performance.now() - start);
    const now = await frame();
    frames.push(now - last);
    last = now;
  }
  return { first, whole, range, work, frames, rows: view.connection.segments.count };
}

const ms = (value) => `${value.toFixed(1)} ms`;
const of = (values, share) => [...values].sort((a, b) => a - b)[Math.ceil(share * values.length) - 1];
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto('http://localhost:4796/');
  await page.locator('tcp-ladder-view [data-row]').first().waitFor();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForFunction(
    (name) => {
      const app = document.querySelector('tcp-ladder-app').shadowRoot;
      const told = app.querySelector('.file')?.textContent ?? '';
      return told.includes(name) && told.includes('connection') && app.querySelector('tcp-ladder-view');
    },
    file.split('/').at(-1),
    { timeout: 300_000 },
  );
  // A user looks at the ladder first.
  await page.waitForTimeout(3000);
  const { first, whole, range, work, frames, rows } = await page.evaluate(measured);
  console.log(`${rows} segments: first drawing after ${ms(first)}`);
  console.log(`panning: frames of ${ms(of(frames, 0.5))} (median), ${ms(of(frames, 0.99))} (99 %); script ${ms(of(work, 0.5))} (median), ${ms(of(work, 0.99))} (99 %)`);
  console.log(`SVG: ${(whole / 1000).toFixed(0)} kB of all of it, ${(range / 1000).toFixed(0)} kB of a range`);
} finally {
  await browser.close();
  await server.close();
}
