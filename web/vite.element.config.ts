// <tcp-ladder> as one classic script with engine and worker inside.
import { defineConfig, type Plugin } from 'vite';
import { here, shared, withWorker } from './vite.shared.ts';

/** A second copy of the script on a page does nothing, where it would fail to register anew. */
const once: Plugin = {
  name: 'once',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'chunk') {
        file.code = `if(!customElements.get("tcp-ladder")){${file.code.trim()}}\n`;
      }
    }
  },
};

export default defineConfig({
  ...shared,
  resolve: withWorker('inline'),
  publicDir: false,
  plugins: [once],
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
