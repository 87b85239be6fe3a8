// Measures the analysis alone in a Chromium worker, compared with the native command. No file is
// read and no page is drawn: the bytes are in the worker's memory before the clock starts. Run by
// hand on an otherwise idle machine:
//
//   cmake --build --preset wasm
//   node tests/bench/worker.mjs [--runs N] short.pcap bulk.pcap
//
// Prints medians of: the first analysis in a fresh worker, whose memory the system allocates page
// by page meanwhile; the first analysis in a worker that was warmed up, as the page does while a
// file is being chosen (64 MB of memory touched, the hot functions run: session.ts, warm_up.ts);
// later analyses in the same module; and the native command, which includes starting and reading
// the file from the page cache.
import { execFileSync } from 'node:child_process';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import http from 'node:http';
import { basename } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { chromium } = createRequire(here('../../web/package.json'))('@playwright/test');

const files = process.argv.slice(2);
const runs = files[0] === '--runs' ? Number(files.splice(0, 2)[1]) : 5;
if (files.length === 0 || !(runs > 0)) {
  console.error('usage: node tests/bench/worker.mjs [--runs N] FILE.pcap ...');
  process.exit(2);
}
const dump = process.env.DUMP ?? here('../../build/native/tests/tcpladder-dump');
const engine = here('../../build/wasm/wasm/');
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];

/** Runs in the worker. Returns the milliseconds of each of `times` analyses. */
const script = `
  import create from './tcpladder-engine.mjs';
  const chunk = 2 * 1024 * 1024;
  const analyse = (module, octets) => {
    const engine = new module.Engine(1, true);
    for (let at = 0; at < octets.length; at += chunk) {
      const part = octets.subarray(at, at + chunk);
      engine.buffer(part.length).set(part);
      engine.push(part.length);
    }
    engine.finish();
    engine.delete();
  };
  const makeReady = async (module, octets) => {
    for (let i = 0; i < 4; i++) analyse(module, octets.subarray(0, chunk));
    const holders = Array.from({ length: 16 }, () => new module.Engine(0, true));
    for (const holder of holders) holder.buffer(4 * 1024 * 1024);
    for (const holder of holders) holder.delete();
    // Gives the compilers time to optimise the code that was run.
    await new Promise((resolve) => setTimeout(resolve, 1000));
  };
  onmessage = async ({ data: { file, times, ready } }) => {
    const octets = new Uint8Array(await (await fetch(file)).arrayBuffer());
    const module = await create();
    if (ready) await makeReady(module, octets);
    const took = [];
    for (let i = 0; i < times; i++) {
      const begin = performance.now();
      analyse(module, octets);
      took.push(performance.now() - begin);
    }
    postMessage(took);
  };`;

const types = { mjs: 'text/javascript', wasm: 'application/wasm' };
const server = http
  .createServer(({ url }, response) => {
    const name = decodeURIComponent(url.slice(1));
    const file = files.find((each) => each === name);
    if (file) createReadStream(file).pipe(response);
    else if (name.startsWith('tcpladder-engine.')) {
      response.setHeader('content-type', types[name.split('.').pop()]);
      response.end(readFileSync(engine + name));
    } else if (name === 'worker.mjs') {
      response.setHeader('content-type', types.mjs);
      response.end(script);
    } else response.end('<!doctype html><title>bench</title>');
  })
  .listen(0);
const address = `http://localhost:${server.address().port}/`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});

async function analysed(file, ready = false) {
  const page = await browser.newPage();
  await page.goto(address);
  const took = await page.evaluate(
    ([name, ready]) =>
      new Promise((resolve, reject) => {
        const worker = new Worker('worker.mjs', { type: 'module' });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.postMessage({ file: encodeURIComponent(name), times: 3, ready });
      }),
    [file, ready],
  );
  await page.close();
  return took;
}

function native(file) {
  const begin = performance.now();
  execFileSync(dump, ['summary', file], { stdio: 'ignore' });
  return performance.now() - begin;
}

for (const file of files) {
  const rows = [];
  for (let run = 0; run <= runs; run++) {
    const own = native(file);
    const [first, ...later] = await analysed(file);
    const [ready] = await analysed(file, true);
    // The first round warms up the page cache.
    if (run > 0) rows.push({ own, first, ready, later: median(later) });
  }
  const tell = (name, key) => {
    const ratio = median(rows.map((row) => row[key] / row.own));
    console.log(`${name.padEnd(8)} ${median(rows.map((row) => row[key])).toFixed(0)} ms, ${ratio.toFixed(2)} × native`);
  };
  console.log(`${basename(file)}: ${(statSync(file).size / 1e6).toFixed(0)} MB, ${runs} runs`);
  console.log(`native   ${median(rows.map((row) => row.own)).toFixed(0)} ms`);
  tell('first', 'first');
  tell('ready', 'ready');
  tell('later', 'later');
}
await browser.close();
server.close();
