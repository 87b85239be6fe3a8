// `#engine` loads the engine with its binary inside the script that asks for it: nothing to fetch,
// so that it runs from a blob worker, from file:// and under Node alike.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { constants, deflateRawSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { encode } from './src/engine/octet_text.ts';

const name = '#engine';
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const glue = here('../build/wasm/wasm/tcpladder-engine.mjs');
const binary = here('../build/wasm/wasm/tcpladder-engine.wasm');
/** Where the glue would fetch the binary from, which it is given. */
const address = /new URL\("tcpladder-engine\.wasm", ?import\.meta\.url\)\.toString\(\)/g;

const deflated = (octets: Buffer) =>
  deflateRawSync(octets, { level: constants.Z_BEST_COMPRESSION }).toString('base64');

/** How the binary is written: for hosts that pack what they serve, or packed already. */
const encodings = {
  text: { encode, decoder: here('src/engine/octet_text.ts') },
  packed: { encode: deflated, decoder: here('src/engine/packed_text.ts') },
};

export type Encoding = keyof typeof encodings;

export function engine(encoding: Encoding): Plugin {
  return {
    name: 'engine',
    enforce: 'pre',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined;
      this.addWatchFile(binary);
      const { encode, decoder } = encodings[encoding];
      return `
        import createEngine from ${JSON.stringify(glue)};
        import { decode } from ${JSON.stringify(decoder)};
        const binary = ${JSON.stringify(encode(readFileSync(binary)))};
        export default (wasmBinary = decode(binary)) => createEngine({ wasmBinary });`;
    },
    transform(code, id) {
      if (id.split('?')[0] !== glue) return undefined;
      if (code.search(address) < 0) this.error(`${glue} does not say where its binary is`);
      return { code: code.replace(address, '""'), map: null };
    },
  };
}
