// The element whose workers are separate files next to it: the element in parts, and the npm
// package.
import type { Plugin } from 'vite';
import { here } from './shared.ts';

/** Workers by their names in the source: entry file, and output file without the extension. */
export const workers = {
  __ELEMENT_WORKER__: { entry: 'element_module.ts', name: 'tcp-ladder-worker' },
  __ANALYSIS_WORKER__: { entry: 'analysis_module.ts', name: 'tcp-ladder-analysis-worker' },
};

export const inParts = {
  resolve: {
    alias: {
      '#element-spawn': here('src/engine/spawn_parts.ts'),
      '#analysis-spawn': here('src/engine/spawn_analysis_parts.ts'),
      '#text-part': here('src/element/text_inside.ts'),
      '#analysis-part': here('src/element/analysis_inside.ts'),
    },
  },
  entries: Object.fromEntries(
    Object.values(workers).map(({ entry, name }) => [name, here(`src/engine/worker/${entry}`)]),
  ),
};

/**
 * Inserts worker URLs in the form that bundlers recognise. In the source, Vite would build them
 * itself.
 */
export const elementWorkers: Plugin = {
  name: 'element-worker-addresses',
  renderChunk: (code) =>
    Object.entries(workers).reduce(
      (text, [word, { name }]) => text.replaceAll(word, `new URL("./${name}.js", import.meta.url)`),
      code,
    ),
};
