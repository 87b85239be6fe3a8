// Prints what a reader has to load beside what it should come to, and fails above a limit that
// keeps it from growing unseen.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const dist = new URL('dist/', import.meta.url).pathname;
const read = (name) => readFileSync(join(dist, name));

/** `names` in a folder of dist, and what they import at once. */
function withImports(folder, names) {
  const all = new Set(names);
  // Files that a file imports join the set while it is gone through.
  for (const name of all) {
    for (const [, other] of String(read(`${folder}/${name}`)).matchAll(
      /(?:from|import) ?["']\.\/([^"']+\.js)["']/g,
    )) {
      all.add(other);
    }
  }
  return [...all].map((name) => `${folder}/${name}`);
}

/** What a first visit loads: the page, what it imports at once, and the worker. */
function firstLoad() {
  const worker = readdirSync(join(dist, 'assets')).filter((name) => /^worker-.*\.js$/.test(name));
  const html = String(read('index.html'));
  const scripts = [...html.matchAll(/(?:src|href)="\.\/assets\/([^"]+)"/g)].map(([, name]) => name);
  return ['index.html', ...withImports('assets', [...worker, ...scripts])];
}

const kB = (octets) => `${(octets / 1000).toFixed(1)} kB`;
const sum = (names, size) => names.reduce((total, name) => total + size(read(name)), 0);
const measures = { raw: (data) => data.length, brotli: (data) => brotliCompressSync(data).length };

const folder = (...names) => withImports('tcp-ladder', names);

const rows = [
  { name: 'tcp-ladder.js', files: ['tcp-ladder.js'], by: 'brotli', goal: 140e3, limit: 154.2e3 },
  {
    name: 'tcp-ladder/',
    files: folder('load.js', 'element.js'),
    by: 'brotli',
    goal: 64e3,
    limit: 64e3,
  },
  {
    name: 'until it draws',
    files: folder('load.js', 'element.js', 'tcp-ladder-worker.js'),
    by: 'brotli',
    goal: 112e3,
    limit: 126.7e3,
  },
  { name: 'tcpladder.html', files: ['tcpladder.html'], by: 'raw', goal: 388e3, limit: 466e3 },
  { name: 'first load', files: firstLoad(), by: 'brotli', goal: 170e3, limit: 212.8e3 },
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
