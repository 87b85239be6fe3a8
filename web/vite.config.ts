// The hosted page: separate files under relative URLs, for any path of any static host.
import { defineConfig, type Plugin } from 'vite';
import { engine } from './build/engine.ts';
import { offline } from './build/offline.ts';
import { contentSecurityPolicy, here, shared } from './build/shared.ts';
import { compactTemplates } from './build/templates.ts';
import { terse } from './build/terse.ts';

// Parts of the worker must not import the script that started it: WebKit runs that once more, and
// both copies answer. So what they share is a chunk of its own. Vite sets the opposite for workers.
const entryApart: Plugin = {
  name: 'worker-entry-apart',
  options: (options) => ({ ...options, preserveEntrySignatures: 'strict' }),
};

export default defineConfig({
  ...shared,
  resolve: { alias: { '#spawn': here('src/engine/spawn_file.ts') } },
  // A worker from a file may have parts that it loads when they are wanted.
  worker: { format: 'es', plugins: () => [engine('text', 'split'), entryApart, terse] },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  plugins: [
    compactTemplates,
    engine('text'),
    contentSecurityPolicy({
      'default-src': "'none'",
      'script-src': "'self' 'wasm-unsafe-eval'",
      'worker-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data: blob:",
      'connect-src': "'self'",
      'manifest-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'none'",
    }),
    terse,
    offline,
  ],
});
