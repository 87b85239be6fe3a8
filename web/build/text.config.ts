// Builds the part for texts of the single-script element: a script next to it.
import { defineConfig } from 'vite';
import { engine } from './engine.ts';
import { here, shared } from './shared.ts';
import { terse } from './terse.ts';

export default defineConfig({
  ...shared,
  publicDir: false,
  plugins: [engine('text'), terse],
  build: {
    target: 'es2022',
    emptyOutDir: false,
    lib: {
      entry: here('src/element/text_part.ts'),
      formats: ['iife'],
      name: 'tcpLadderText',
      fileName: () => 'tcp-ladder-text.js',
    },
  },
});
