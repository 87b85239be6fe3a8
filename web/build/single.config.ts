// Builds the whole page as a single file, which works from file:// without other files.
import { rename, rm } from 'node:fs/promises';
import { defineConfig, type Plugin } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { contentSecurityPolicy, here, shared } from './shared.ts';
import { packedScript } from './packed_script.ts';
import { compactTemplates } from './templates.ts';
import { terse } from './terse.ts';
import { engineWorker } from './worker.ts';

/** The page is built as index.html, which is also the name of the hosted page, so it is renamed. */
const moveTo = (name: string): Plugin => ({
  name: 'move-page',
  async closeBundle() {
    await rename(here('dist/single/index.html'), here(`dist/${name}`));
    await rm(here('dist/single'), { recursive: true });
  },
});

export default defineConfig({
  ...shared,
  resolve: { alias: { '#spawn': here('src/engine/spawn_inline.ts') } },
  publicDir: false,
  build: {
    target: 'es2022',
    outDir: 'dist/single',
    assetsInlineLimit: Infinity,
  },
  plugins: [
    compactTemplates,
    engineWorker('worker.ts', 'text'),
    terse,
    viteSingleFile(),
    packedScript,
    contentSecurityPolicy({
      'default-src': "'none'",
      'script-src': "'unsafe-inline' 'wasm-unsafe-eval'",
      'worker-src': 'blob:',
      'style-src': "'unsafe-inline'",
      'img-src': 'data: blob:',
      'base-uri': "'none'",
      'form-action': "'none'",
    }),
    moveTo('tcpladder.html'),
  ],
});
