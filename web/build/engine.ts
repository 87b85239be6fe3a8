// `#engine` loads the engine with its binary inside the script that asks for it: nothing to fetch,
// so that it runs from a blob worker, from file:// and under Node alike.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { constants, deflateRawSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { fromStreams, toStreams } from './module_streams.ts';
import { generate } from '../../wasm/generate.mjs';
import { encode } from './octet_text.ts';

const name = '#engine';
const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const glue = here('../build/wasm/wasm/tcpladder-engine.mjs');
const binary = here('../build/wasm/wasm/tcpladder-engine.wasm');
/** Where the glue would fetch the binary from, which it is given. */
const address = /new URL\("tcpladder-engine\.wasm", ?import\.meta\.url\)\.toString\(\)/g;

/** As an expression, and the imports that it needs. */
interface Written {
  imports: string;
  expression: string;
}

/** Sorted and as it is, for hosts that pack what they serve. */
function asText(module: Buffer): Written {
  const { octets, sizes } = toStreams(module);
  if (!module.equals(fromStreams(octets, sizes))) throw new Error('the engine is not as it was');
  return {
    imports: `
      import { decode } from ${JSON.stringify(here('build/octet_text.ts'))};
      import { fromStreams } from ${JSON.stringify(here('build/module_streams.ts'))};`,
    expression: `fromStreams(decode(${JSON.stringify(encode(octets))}), ${JSON.stringify(sizes)})`,
  };
}

/** Packed already. */
function asPacked(module: Buffer): Written {
  const packed = deflateRawSync(module, { level: constants.Z_BEST_COMPRESSION });
  return {
    imports: `import { decode } from ${JSON.stringify(here('build/packed_text.ts'))};`,
    expression: `decode(${JSON.stringify(packed.toString('base64'))})`,
  };
}

/** How the binary is written. */
const encodings = { text: asText, packed: asPacked };

export type Encoding = keyof typeof encodings;

export function engine(encoding: Encoding): Plugin {
  generate();
  return {
    name: 'engine',
    enforce: 'pre',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined;
      this.addWatchFile(binary);
      const { imports, expression } = encodings[encoding](readFileSync(binary));
      return `
        import createEngine from ${JSON.stringify(glue)};${imports}
        export default (wasmBinary = ${expression}) => createEngine({ wasmBinary });`;
    },
    transform(code, id) {
      if (id.split('?')[0] !== glue) return undefined;
      if (code.search(address) < 0) this.error(`${glue} does not say where its binary is`);
      return { code: code.replace(address, '""'), map: null };
    },
  };
}
