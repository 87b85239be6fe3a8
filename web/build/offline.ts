// The hosted page as an installable app: a service worker with the list of all files in the build.
// All URLs are relative, so that it works under any path of any static host. Manifest and icons are
// files in public/.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { here } from './shared.ts';

type Files = Map<string, string | Uint8Array>;

export const offline: Plugin = {
  name: 'offline',
  apply: 'build',
  enforce: 'post',
  transformIndexHtml: {
    order: 'post',
    handler: () => [
      { tag: 'link', attrs: { rel: 'manifest', href: './manifest.webmanifest' } },
      { tag: 'link', attrs: { rel: 'apple-touch-icon', href: './icon-192.png' } },
    ],
  },
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const files: Files = new Map();
      for (const file of Object.values(bundle)) {
        files.set(file.fileName, file.type === 'chunk' ? file.code : file.source);
      }
      if (!files.has('index.html')) this.error('the page is not among the files of the build');
      const { publicDir } = this.environment.config;
      for (const name of readdirSync(publicDir))
        files.set(name, readFileSync(join(publicDir, name)));
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: serviceWorker(files) });
    },
  },
};

function serviceWorker(files: Files): string {
  const names = [...files.keys()].sort();
  const hash = createHash('sha256');
  for (const name of names) hash.update(name).update('\0').update(files.get(name)!).update('\0');
  const addresses = names.map((name) => (name === 'index.html' ? './' : name));
  return readFileSync(here('src/page/offline/service_worker.js'), 'utf8')
    .replace('__VERSION__', hash.digest('hex').slice(0, 16))
    .replace("['__FILES__']", JSON.stringify(addresses));
}
