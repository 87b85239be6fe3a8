// Prints what a reader has to load beside what it should come to, and fails above a limit that
// keeps it from growing unseen.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const dist = new URL('dist/', import.meta.url).pathname;
const read = (name) => readFileSync(join(dist, name));
// Samples are fetched one at a time, so they do not count.
const page = ['index.html', ...readdirSync(join(dist, 'assets')).map((name) => `assets/${name}`)];
const scripts = page.filter((name) => /\.(html|js|css)$/.test(name));

const kB = (octets) => `${(octets / 1000).toFixed(1)} kB`;
const sum = (names, size) => names.reduce((total, name) => total + size(read(name)), 0);
const measures = { raw: (data) => data.length, brotli: (data) => brotliCompressSync(data).length };

const rows = [
  { name: 'tcp-ladder.js', files: ['tcp-ladder.js'], by: 'brotli', goal: 90e3, limit: 135e3 },
  { name: 'tcpladder.html', files: ['tcpladder.html'], by: 'raw', goal: 400e3, limit: 400e3 },
  { name: 'hosted page', files: scripts, by: 'brotli', goal: 120e3, limit: 185e3 },
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
