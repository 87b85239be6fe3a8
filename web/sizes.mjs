// Prints what a reader has to load, and fails when a bound is passed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const dist = new URL('dist/', import.meta.url).pathname;
const read = (name) => readFileSync(join(dist, name));
const page = ['index.html', ...readdirSync(join(dist, 'assets')).map((name) => `assets/${name}`)]
  // Samples and the readers of compressed captures come when they are asked for.
  .filter((name) => /\.(html|js|css|wasm)$/.test(name));

const kB = (octets) => `${(octets / 1000).toFixed(1)} kB`;
const brotli = (names) =>
  names.reduce((sum, name) => sum + brotliCompressSync(read(name)).length, 0);
const raw = (names) => names.reduce((sum, name) => sum + read(name).length, 0);

const rows = [
  { name: 'tcp-ladder.js', files: ['tcp-ladder.js'], measure: brotli, unit: 'brotli', bound: 90e3 },
  { name: 'tcpladder.html', files: ['tcpladder.html'], measure: raw, unit: 'raw', bound: 400e3 },
  { name: 'hosted page', files: page, measure: brotli, unit: 'brotli', bound: 120e3 },
];
let over = false;
for (const { name, files, measure, unit, bound } of rows) {
  const size = measure(files);
  over ||= size > bound;
  console.log(
    `${name.padEnd(16)} ${kB(raw(files)).padStart(10)} raw ${kB(brotli(files)).padStart(10)} brotli` +
      `   bound ${kB(bound)} ${unit}${size > bound ? '  TOO LARGE' : ''}`,
  );
}
process.exit(over ? 1 : 0);
