// The hosted page: separate files under relative URLs, for any path of any static host.
import { defineConfig } from 'vite';
import { engine } from './vite.engine.ts';
import { offline } from './vite.offline.ts';
import { contentSecurityPolicy, shared, withWorker } from './vite.shared.ts';
import { compactTemplates } from './vite.templates.ts';
import { terse } from './vite.terse.ts';
import { usedWords } from './vite.words.ts';

export default defineConfig({
  ...shared,
  ...withWorker('file', 'text'),
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  plugins: [
    compactTemplates,
    usedWords,
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
