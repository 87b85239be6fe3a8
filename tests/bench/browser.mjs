// Measures how fast a capture opens in Chromium, compared with the native analysis. Run by hand on
// an otherwise idle machine:
//
//   npm --prefix web run build:page
//   tcpladder-generate short 600000 short.pcap; tcpladder-generate bulk 310000 bulk.pcap
//   node tests/bench/browser.mjs [--runs N] short.pcap bulk.pcap
//
// The browser and the native command (build/native/tests/tcpladder-dump summary) take turns in
// reading each file N times from the page cache. Prints medians, and the median ratio of adjacent
// runs.
//
// read      in the page's worker: from the call that opens the file to its answer
// drawn     from choosing the file to the frame with the first arrow of its ladder
// whole     from choosing the file to the frame with every connection in the table
// task      until then: the longest task of the page's thread, the number of tasks over 50 ms, and
//           the number of those that began before reading ended, in all runs together
// cancel    from pressing "stop here", a third into reading, to the frame without it
// next      from choosing a second file, while the first is read, to the second one's ladder
import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const web = here('../../web/');
const require = createRequire(`${web}package.json`);
const { chromium } = require('@playwright/test');
const { preview } = await import(require.resolve('vite'));

const files = process.argv.slice(2);
const runs = files[0] === '--runs' ? Number(files.splice(0, 2)[1]) : 5;
if (files.length === 0 || !(runs > 0)) {
  console.error('usage: node tests/bench/browser.mjs [--runs N] FILE.pcap ...');
  process.exit(2);
}
const dump = process.env.DUMP ?? here('../../build/native/tests/tcpladder-dump');
const small = here('../../samples/client-closes-first.pcap');
const port = 4798;

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];

/** Milliseconds of wall-clock time. For processor time, use the shell's `time`. */
function native(file) {
  const begin = performance.now();
  execFileSync(dump, ['summary', file], { stdio: 'ignore' });
  return performance.now() - begin;
}

/** Runs in the page before its own scripts, and provides what the measurements need. */
function probe() {
  window.inApp = (name) => document.querySelector('tcp-ladder-app')?.shadowRoot?.querySelector(name);
  window.tasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) tasks.push({ startTime, duration });
  }).observe({ type: 'longtask' });
  // A message to or from the worker marks the beginning of reading and the arrival of its answer.
  window.reading = {};
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message?.path?.[0] === 'open') {
      const { id } = message;
      reading.begin = performance.now();
      const heard = ({ data }) => {
        if (data?.id !== id) return;
        reading.end = performance.now();
        this.removeEventListener('message', heard);
      };
      this.addEventListener('message', heard);
    }
    return post.call(this, message, ...rest);
  };
  const frames = (holds) =>
    new Promise((resolve) => {
      const look = () => {
        const value = holds();
        if (value) resolve(performance.now());
        else requestAnimationFrame(look);
      };
      look();
    });
  const named = (name) => inApp('.file b')?.textContent === name;
  const arrow = () => inApp('tcp-ladder-view')?.shadowRoot.querySelector('[data-row]');
  const busy = () => inApp('.progress');
  // The table first shows the connections known when it was last updated during reading, then all.
  const all = () =>
    Number(/([\d,]+) connection/.exec(inApp('.file').textContent)?.[1].replaceAll(',', ''));
  const listed = () => {
    const section = inApp('tcp-connections');
    const table = section?.shadowRoot.querySelector('tcp-connection-table');
    return table?.rows.count === all() && table.shadowRoot.querySelector('.row');
  };
  window.watch = (name) => {
    window.tasks.length = 0;
    window.begun = 0;
    window.reading = {};
    inApp('input[type=file]').addEventListener(
      'change',
      () => {
        const begin = performance.now();
        window.begun = begin;
        window.drawn = frames(() => named(name) && arrow()).then((at) => at - begin);
        window.whole = frames(
          () => named(name) && arrow() && !busy() && reading.end && (all() === 1 || listed()),
        ).then((at) => at - begin);
      },
      { once: true },
    );
  };
  /** Resolves `after` milliseconds after the file was chosen; true if it is still being read. */
  window.reads = async (after) => {
    await frames(() => window.begun && performance.now() - begun > after);
    return Boolean(busy());
  };
  window.cancelled = async (after) => {
    if (!(await reads(after))) return null;
    const stop = inApp('.progress button');
    const begin = performance.now();
    stop.click();
    const gone = await frames(() => !busy());
    return gone - begin;
  };
}

const server = await preview({ root: web, logLevel: 'error', preview: { port } });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});

async function newPage() {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(`(${probe})()`);
  await page.goto(`http://localhost:${port}/`);
  await page.locator('tcp-ladder-view [data-row]').first().waitFor();
  // Chromium is busy for a while after a page has been created.
  await page.waitForTimeout(2000);
  return page;
}

/** Chooses a file like a user: in the browser's dialog, which takes a while. */
async function choose(page, file, hesitation = 1000) {
  await page.evaluate((name) => window.watch(name), basename(file));
  const asked = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open' }).first().click();
  const chooser = await asked;
  await page.waitForTimeout(hesitation);
  await chooser.setFiles(file);
}

/** Reads the file once, in a new page. */
async function opened(file) {
  const page = await newPage();
  await choose(page, file);
  const result = await page.evaluate(async () => {
    const [drawn, whole] = [await window.drawn, await window.whole];
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { drawn, whole, read: reading.end - reading.begin, end: reading.end, tasks, begun };
  });
  await page.close();
  return result;
}

async function cancelled(file, after) {
  const page = await newPage();
  await choose(page, file);
  const time = await page.evaluate((after) => window.cancelled(after), after);
  await page.close();
  return time;
}

async function superseded(file, after) {
  const page = await newPage();
  await choose(page, file);
  const busy = await page.evaluate((after) => window.reads(after), after);
  await choose(page, small, 0);
  const time = await page.evaluate(() => window.drawn);
  await page.close();
  return busy ? time : null;
}

const ms = (value) => (value === null ? 'too late' : `${value.toFixed(0)} ms`);

try {
  const processors = spawnSync('nproc').stdout.toString().trim();
  console.log(`Chromium ${browser.version()}, Node ${process.version}, ${processors} processors`);
  for (const file of files) {
    const rows = [];
    // The first round warms up the page cache and the browser's code cache.
    for (let round = 0; round <= runs; round += 1) {
      const own = native(file);
      const result = await opened(file);
      if (round > 0) rows.push({ native: own, ...result });
    }
    console.log(`\n${basename(file)}: ${(statSync(file).size / 1e6).toFixed(0)} MB, ${runs} runs`);
    console.log(`native    ${ms(median(rows.map((row) => row.native)))}`);
    for (const key of ['read', 'drawn', 'whole']) {
      const ratio = median(rows.map((row) => row[key] / row.native));
      console.log(`${key.padEnd(9)} ${ms(median(rows.map((row) => row[key])))}, ${ratio.toFixed(2)} × native`);
    }
    const longest = rows.map(({ tasks }) => Math.max(0, ...tasks.map(({ duration }) => duration)));
    const many = rows.map(({ tasks }) => tasks.length);
    const meanwhile = rows.flatMap(({ tasks, end }) => tasks.filter(({ startTime }) => startTime < end));
    console.log(
      `task      ${ms(median(longest))} longest, ${median(many)} of 50 ms or more; ` +
        `${meanwhile.length} while reading in ${rows.length} runs`,
    );
    if (process.env.TASKS) {
      for (const { tasks, begun } of rows) {
        console.log('          ', tasks.map((task) => `${(task.startTime - begun).toFixed(0)}+${task.duration}`).join(' '));
      }
    }
    const cancels = [];
    const nexts = [];
    const after = median(rows.map((row) => row.read)) / 3;
    for (let round = 0; round < runs; round += 1) {
      cancels.push(await cancelled(file, after));
      nexts.push(await superseded(file, after));
    }
    const late = (values) => values.filter((value) => value === null).length;
    const timely = (values) => median(values.filter((value) => value !== null).concat(late(values) === values.length ? [NaN] : []));
    console.log(`cancel    ${ms(timely(cancels))} (${late(cancels)} came too late)`);
    console.log(`next      ${ms(timely(nexts))} (${late(nexts)} came too late)`);
  }
} finally {
  await browser.close();
  await server.close();
}
