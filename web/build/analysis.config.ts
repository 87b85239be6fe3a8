// Builds the part for two captures and curves of the single-script element: a script next to it.
import { defineConfig } from 'vite';
import { here, shared } from './shared.ts';
import { compactTemplates } from './templates.ts';
import { terse } from './terse.ts';
import { engineWorker } from './worker.ts';

export default defineConfig({
  ...shared,
  publicDir: false,
  resolve: { alias: { '#analysis-spawn': here('src/engine/spawn_analysis_alone.ts') } },
  plugins: [compactTemplates, engineWorker('analysis_worker.ts', 'text'), terse],
  build: {
    target: 'es2022',
    emptyOutDir: false,
    lib: {
      entry: here('src/element/analysis_part.ts'),
      formats: ['iife'],
      name: 'tcpLadderAnalysis',
      fileName: () => 'tcp-ladder-analysis.js',
    },
  },
});
