// The element's worker as a function: its source text starts a worker from a blob, and if that is
// forbidden, the page calls the function. A single script thus contains the engine once.
import { build, type Plugin } from 'vite';
import { engine, type Encoding } from './engine.ts';
import { here } from './shared.ts';

const name = 'virtual:engine-worker';
/** The worker's script, which communicates through whatever `self` is. */
async function workerText(entry: string, encoding: Encoding): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [engine(encoding)],
    build: {
      target: 'es2022',
      write: false,
      lib: {
        entry: here(`src/engine/worker/${entry}`),
        formats: ['iife'],
        name: 'tcpLadderWorker',
      },
    },
  });
  const [bundle] = Array.isArray(output) ? output : [output];
  if (!bundle || !('output' in bundle)) throw new Error('the worker was not built');
  return bundle.output[0].code;
}

/**
 * `entry` is in src/engine/worker. `fileName`: also writes the worker as a file, for sites that do
 * not allow workers from a blob.
 */
export function engineWorker(entry: string, encoding: Encoding, fileName?: string): Plugin {
  let text = '';
  return {
    name: 'engine-worker',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    async load(id) {
      if (id !== `\0${name}`) return undefined;
      text ||= await workerText(entry, encoding);
      return `export function engineWorker(self) {${text}}`;
    },
    generateBundle() {
      if (text && fileName) this.emitFile({ type: 'asset', fileName, source: text });
    },
  };
}
