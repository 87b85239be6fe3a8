// The element whose worker is a file beside it, for the folder form and the npm package.
import type { Plugin } from 'vite';
import { here } from './shared.ts';

export const workerName = 'tcp-ladder-worker';

export const inParts = {
  resolve: {
    alias: {
      '#element-spawn': here('src/engine/spawn_parts.ts'),
      '#text-part': here('src/element/text_inside.ts'),
    },
  },
  worker: here('src/engine/worker/element_module.ts'),
};

/** As bundlers know a worker: an expression of its own, which Vite would take for its own to build. */
export const elementWorker: Plugin = {
  name: 'element-worker-address',
  renderChunk: (code) =>
    code.replaceAll('__ELEMENT_WORKER__', `new URL("./${workerName}.js", import.meta.url)`),
};
