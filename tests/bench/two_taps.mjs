// Measures two captures of the same traffic against one in a Chromium worker. No file is read and no
// page is drawn: the bytes are in the worker's memory before the clock starts. Run by hand on an
// otherwise idle machine:
//
//   build/native/tests/bench/tcpladder-two-taps make short.pcap short.b.pcap
//   node tests/bench/two_taps.mjs [--runs N] short.pcap short.b.pcap
//
// Each run takes two fresh workers. Prints each and the medians.
import { createReadStream, readFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { chromium } = createRequire(here('../../web/package.json'))('@playwright/test');

const files = process.argv.slice(2);
const runs = files[0] === '--runs' ? Number(files.splice(0, 2)[1]) : 5;
if (files.length !== 2 || !(runs > 0)) {
  console.error('usage: node tests/bench/two_taps.mjs [--runs N] FILE_A.pcap FILE_B.pcap');
  process.exit(2);
}
const engine = here('../../build/wasm/wasm/');
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];

/** Runs in the worker. */
const script = `
  import create from './tcpladder-engine.mjs';
  const chunk = 2 * 1024 * 1024;
  const read = (engine, octets) => {
    for (let at = 0; at < octets.length; at += chunk) {
      const part = octets.subarray(at, at + chunk);
      engine.buffer(part.length).set(part);
      engine.push(part.length);
    }
    engine.finish();
    return engine;
  };
  onmessage = async ({ data: files }) => {
    const octets = await Promise.all(
      files.map(async (file) => new Uint8Array(await (await fetch(file)).arrayBuffer())));
    const module = await create();
    const begin = performance.now();
    let connections = 0;
    if (octets.length === 1) read(new module.Engine(1, true), octets[0]);
    else {
      const [a, b] = octets.map((each) => read(new module.TapEngine(1, true, -1), each));
      connections = new module.Taps(a, b).summary().connections;
    }
    const took = performance.now() - begin;
    postMessage({ took, connections });
  };`;

const types = { mjs: 'text/javascript', wasm: 'application/wasm' };
const server = http
  .createServer(({ url }, response) => {
    const name = url.slice(1);
    if (name === 'file0' || name === 'file1') createReadStream(files[name.at(-1)]).pipe(response);
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

async function compared(names) {
  const page = await browser.newPage();
  await page.goto(address);
  const result = await page.evaluate(
    (names) =>
      new Promise((resolve, reject) => {
        const worker = new Worker('worker.mjs', { type: 'module' });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.postMessage(names);
      }),
    names,
  );
  await page.close();
  return result;
}

const rows = [];
for (let run = 0; run < runs; run++) {
  const one = await compared(['file0']);
  const two = await compared(['file0', 'file1']);
  console.log(`${one.took.toFixed(0)} ms, ${two.took.toFixed(0)} ms, ${two.connections} in both`);
  rows.push({ one: one.took, two: two.took });
}
const middle = (key) => median(rows.map((row) => row[key]));
const ratio = median(rows.map(({ one, two }) => two / one));
console.log(
  `medians ${middle('one').toFixed(0)} and ${middle('two').toFixed(0)} ms, ${ratio.toFixed(2)} in pairs`,
);
await browser.close();
server.close();
