// npm run release: gathers in release/ what others copy or install, with checksums. Needs what `npm run build`
// and `npm run build:package` have made.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const web = import.meta.dirname;
const release = join(web, 'release');

/** Each source in web/, and its name in the release. */
const copied = {
  // The element in one script, and the parts that it loads from next to it.
  'dist/tcp-ladder.js': 'tcp-ladder.js',
  'dist/tcp-ladder-worker.js': 'tcp-ladder-worker.js',
  'dist/tcp-ladder-text.js': 'tcp-ladder-text.js',
  'dist/tcp-ladder-analysis.js': 'tcp-ladder-analysis.js',
  // The same in several files.
  'dist/tcp-ladder': 'tcp-ladder',
  // For generators of sites.
  'embed/hugo': 'hugo',
  'embed/hexo': 'hexo',
  'embed/jekyll': 'jekyll',
  // The page.
  'dist/tcpladder.html': 'tcpladder.html',
  '../LICENSE': 'LICENSE',
};

rmSync(release, { recursive: true, force: true });
mkdirSync(release);
for (const [from, to] of Object.entries(copied)) {
  cpSync(join(web, from), join(release, to), { recursive: true });
}
// The command and the package.
execFileSync('npm', ['pack', '--silent', '--pack-destination', release], { cwd: web });

const files = readdirSync(release, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();
const sums = files.map(
  (path) =>
    `${createHash('sha256').update(readFileSync(path)).digest('hex')}  ${relative(release, path)}\n`,
);
writeFileSync(join(release, 'SHA256SUMS'), sums.join(''));
console.log(`${files.length} files in ${relative(process.cwd(), release) || '.'}`);
