// Builds <tcp-ladder> in parts: the code for the first drawing, and parts that are loaded on
// demand.
import { build, defineConfig, type Plugin } from 'vite';
import { engine } from './engine.ts';
import { elementWorkers, inParts } from './in_parts.ts';
import { here, shared } from './shared.ts';
import { compactTemplates } from './templates.ts';
import { terse } from './terse.ts';

/** The classic script that loads the element. */
const loader: Plugin = {
  name: 'loader',
  async closeBundle() {
    await build({
      configFile: false,
      logLevel: 'warn',
      publicDir: false,
      plugins: [terse],
      build: {
        target: 'es2022',
        outDir: here('dist/tcp-ladder'),
        emptyOutDir: false,
        lib: {
          entry: here('src/element/loader.ts'),
          formats: ['iife'],
          name: 'tcpLadderLoader',
          fileName: () => 'load.js',
        },
      },
    });
  },
};

export default defineConfig({
  ...shared,
  publicDir: false,
  resolve: inParts.resolve,
  plugins: [compactTemplates, engine('text'), elementWorkers, terse, loader],
  build: {
    target: 'es2022',
    outDir: 'dist/tcp-ladder',
    lib: {
      entry: { element: here('src/element/define.ts'), ...inParts.entries },
      formats: ['es'],
      fileName: (_, name) => `${name}.js`,
    },
    rolldownOptions: { output: { chunkFileNames: '[name].js' } },
  },
});
