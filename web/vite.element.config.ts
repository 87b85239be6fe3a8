// <tcp-ladder> as one classic script with engine and worker inside.
import { defineConfig } from 'vite';
import { here, shared } from './vite.shared.ts';

export default defineConfig({
  ...shared,
  publicDir: false,
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
