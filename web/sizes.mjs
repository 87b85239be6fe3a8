// Prints what a reader has to load beside what it should come to, and fails above a limit that
// keeps it from growing unseen.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const dist = new URL('dist/', import.meta.url).pathname;
const read = (name) => readFileSync(join(dist, name));

/** What a first visit loads: the page, what it imports at once, and the worker. */
function firstLoad() {
  const worker = readdirSync(join(dist, 'assets')).filter((name) => /^worker-.*\.js$/.test(name));
  const names = new Set(['index.html', ...worker.map((name) => `assets/${name}`)]);
  for (const [, name] of String(read('index.html')).matchAll(
    /(?:src|href)="\.\/(assets\/[^"]+)"/g,
  )) {
    names.add(name);
  }
  // Files that a file imports join the set while it is gone through.
  for (const name of names) {
    for (const [, other] of String(read(name)).matchAll(
      /(?:from|import) ?["']\.\/([^"']+\.js)["']/g,
    )) {
      names.add(`assets/${other}`);
    }
  }
  return [...names];
}

const kB = (octets) => `${(octets / 1000).toFixed(1)} kB`;
const sum = (names, size) => names.reduce((total, name) => total + size(read(name)), 0);
const measures = { raw: (data) => data.length, brotli: (data) => brotliCompressSync(data).length };

const rows = [
  { name: 'tcp-ladder.js', files: ['tcp-ladder.js'], by: 'brotli', goal: 140e3, limit: 180e3 },
  { name: 'tcpladder.html', files: ['tcpladder.html'], by: 'raw', goal: 388e3, limit: 570e3 },
  { name: 'first load', files: firstLoad(), by: 'brotli', goal: 170e3, limit: 211e3 },
];
let over = false;
for (const { name, files, by, goal, limit } of rows) {
  const size = sum(files, measures[by]);
  over ||= size > limit;
  const [raw, brotli] = [sum(files, measures.raw), sum(files, measures.brotli)].map(kB);
  console.log(
    `${name.padEnd(15)} ${raw.padStart(9)} raw ${brotli.padStart(9)} brotli` +
      `   goal ${kB(goal)} ${by}, limit ${kB(limit)}${size > limit ? '  OVER THE LIMIT' : ''}`,
  );
}
process.exit(over ? 1 : 0);
