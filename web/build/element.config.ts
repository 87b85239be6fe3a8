// Builds <tcp-ladder> as one classic script with engine and worker inside, and pages that show it.
import { cp, mkdir, readdir } from 'node:fs/promises';
import { defineConfig, type Plugin } from 'vite';
import { here, shared } from './shared.ts';
import { article } from './article.ts';
import { compactTemplates } from './templates.ts';
import { terse } from './terse.ts';
import { engineWorker } from './worker.ts';

/**
 * Makes a second copy of the script on a page do nothing, because registering again would fail. The
 * byte order mark declares UTF-8; otherwise a page in another encoding would misread the script.
 */
const once: Plugin = {
  name: 'once',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'chunk') {
        file.code = `\ufeffif(!customElements.get("tcp-ladder")){${file.code.trim()}}\n`;
      }
    }
  },
};

/** The pages in embed/ under dist/, with the samples under the names in their links. */
const pages: Plugin = {
  name: 'embed-pages',
  async closeBundle() {
    await cp(here('embed'), here('dist/embed'), { recursive: true });
    await mkdir(here('dist/samples'), { recursive: true });
    for (const name of await readdir(here('../samples'))) {
      if (/\.pcap(ng)?$/.test(name))
        await cp(here(`../samples/${name}`), here(`dist/samples/${name}`));
    }
  },
};

export default defineConfig({
  ...shared,
  publicDir: false,
  resolve: {
    alias: {
      '#element-spawn': here('src/engine/spawn_alone.ts'),
      '#text-part': here('src/element/text_beside.ts'),
      '#analysis-part': here('src/element/analysis_beside.ts'),
    },
  },
  plugins: [
    compactTemplates,
    engineWorker('element_worker.ts', 'text', 'tcp-ladder-worker.js'),
    terse,
    once,
    pages,
    article,
  ],
  build: {
    target: 'es2022',
    emptyOutDir: false,
    lib: {
      entry: here('src/element/define.ts'),
      formats: ['iife'],
      name: 'tcpLadder',
      fileName: () => 'tcp-ladder.js',
    },
  },
});
