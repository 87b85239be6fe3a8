// Measures in Chromium how long it takes to find bytes in the payload of a capture, compared with
// reading it, and the memory of the renderer. Run by hand on an otherwise idle machine:
//
//   npm --prefix web run build:page
//   tcpladder-generate short 4800000 short.pcap
//   node tests/bench/payload.mjs [--runs N] FILE.pcap
//
// The file needs more than one connection, as the filter is part of their table. The bytes looked
// for are nowhere, so that the whole file is searched. Both times are those of the page's worker,
// from the call to its answer.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('../../web/', import.meta.url));
const require = createRequire(`${web}package.json`);
const { chromium } = require('@playwright/test');
const { preview } = await import(require.resolve('vite'));

const files = process.argv.slice(2);
const runs = files[0] === '--runs' ? Number(files.splice(0, 2)[1]) : 3;
if (files.length !== 1 || !(runs > 0)) {
  console.error('usage: node tests/bench/payload.mjs [--runs N] FILE.pcap');
  process.exit(2);
}
const [file] = files;
const port = 4799;

/** Runs in the page before its own scripts: the time of the worker's calls, by name. */
function probe() {
  window.calls = {};
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    const name = message?.path?.[0];
    if (name === 'open' || name === 'findPayload') {
      const { id } = message;
      const begin = performance.now();
      delete window.calls[name];
      const heard = ({ data }) => {
        if (data?.id !== id) return;
        window.calls[name] = performance.now() - begin;
        this.removeEventListener('message', heard);
      };
      this.addEventListener('message', heard);
    }
    return post.call(this, message, ...rest);
  };
}

/** MB of the largest renderer among the children of this process. */
function renderer() {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,rss=,args='], { encoding: 'utf8' }).split('\n');
  const rows = lines.map((line) => /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line)).filter(Boolean);
  const ours = new Set([String(process.pid)]);
  for (let found = true; found; ) {
    found = false;
    for (const [, pid, parent] of rows) {
      if (!ours.has(parent) || ours.has(pid)) continue;
      ours.add(pid);
      found = true;
    }
  }
  const sizes = rows.flatMap(([, pid, , rss, args]) =>
    ours.has(pid) && args.includes('--type=renderer') ? [Number(rss)] : [],
  );
  return Math.max(0, ...sizes) / 1000;
}

const server = await preview({ root: web, logLevel: 'error', preview: { port } });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
try {
  console.log(`Chromium ${browser.version()}, ${(statSync(file).size / 1e6).toFixed(0)} MB`);
  for (let run = 0; run < runs; run += 1) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(600_000);
    await page.addInitScript(`(${probe})()`);
    await page.goto(`http://localhost:${port}/`);
    await page.locator('tcp-ladder-view [data-row]').first().waitFor();
    await page.waitForTimeout(2000);
    const called = async (name) =>
      (await page.waitForFunction((which) => window.calls[which], name)).jsonValue();
    const asked = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open' }).first().click();
    await (await asked).setFiles(file);
    const read = await called('open');
    // The table comes first, and the memory that reading needed is settled.
    await page.waitForTimeout(5000);
    const before = renderer();
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, renderer())), 250);
    await page.locator('tcp-connections').getByRole('searchbox').fill('payload:"nowhere in it \\xfe"');
    const search = await called('findPayload');
    clearInterval(watch);
    console.log(
      `read ${(read / 1000).toFixed(2)} s, search ${(search / 1000).toFixed(2)} s, ` +
        `${(search / read).toFixed(2)} times; ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most`,
    );
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
