// The whole page in one file, which works from file:// with nothing beside it.
import { rename } from 'node:fs/promises';
import { defineConfig, type Plugin } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { contentSecurityPolicy, here, shared } from './vite.shared.ts';

const renameTo = (name: string): Plugin => ({
  name: 'rename-page',
  closeBundle: () => rename(here('dist/index.single.html'), here(`dist/${name}`)),
});

export default defineConfig({
  ...shared,
  define: { 'import.meta.env.VITE_SINGLE': 'true' },
  build: {
    target: 'es2022',
    emptyOutDir: false,
    assetsInlineLimit: Infinity,
    rollupOptions: { input: here('index.single.html') },
  },
  plugins: [
    viteSingleFile(),
    contentSecurityPolicy({
      'default-src': "'none'",
      'script-src': "'unsafe-inline' 'wasm-unsafe-eval' blob:",
      'worker-src': 'blob:',
      'style-src': "'unsafe-inline'",
      'img-src': 'data: blob:',
      'base-uri': "'none'",
      'form-action': "'none'",
    }),
    renameTo('tcpladder.html'),
  ],
});
