// The hosted page as an app: manifest, icons, and a service worker that knows every file of the
// build. All addresses are relative, for any path of any static host.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { iconPng, iconSvg } from './icons.ts';
import { here } from './shared.ts';

const sizes = [192, 512];

const manifest = {
  name: 'TCP Ladder',
  short_name: 'TCP Ladder',
  description:
    'Drop a packet capture and see how every TCP connection was opened, what happened and how it ended.',
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: '#fcfcfb',
  theme_color: '#fcfcfb',
  icons: [
    { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any maskable' },
    ...sizes.map((size) => ({
      src: `icon-${size}.png`,
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose: 'any maskable',
    })),
  ],
  file_handlers: [
    {
      action: './',
      accept: {
        'application/vnd.tcpdump.pcap': ['.pcap', '.cap'],
        'application/x-pcapng': ['.pcapng', '.ntar'],
      },
    },
  ],
};

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
      const files = new Map<string, string | Uint8Array>();
      for (const file of Object.values(bundle)) {
        files.set(file.fileName, file.type === 'chunk' ? file.code : file.source);
      }
      if (!files.has('index.html')) this.error('the page is not among the files of the build');
      const own: [string, string | Uint8Array][] = [
        ['manifest.webmanifest', JSON.stringify(manifest)],
        ['icon.svg', iconSvg()],
        ...sizes.map((size): [string, Uint8Array] => [`icon-${size}.png`, iconPng(size)]),
      ];
      for (const [fileName, source] of own) {
        this.emitFile({ type: 'asset', fileName, source });
        files.set(fileName, source);
      }
      files.delete('LICENSES.txt');
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: serviceWorker(files) });
    },
  },
};

function serviceWorker(files: ReadonlyMap<string, string | Uint8Array>): string {
  const names = [...files.keys()].sort();
  const hash = createHash('sha256');
  for (const name of names) hash.update(name).update('\0').update(files.get(name)!).update('\0');
  const addresses = names.map((name) => (name === 'index.html' ? './' : name));
  return readFileSync(here('src/page/offline/service_worker.js'), 'utf8')
    .replace('__VERSION__', hash.digest('hex').slice(0, 16))
    .replace("['__FILES__']", JSON.stringify(addresses));
}
