// `#engine` and `#text` load a module of the core with its binary inside the script that asks for it:
// nothing to fetch, so that it runs from a blob worker, from file:// and under Node alike. In parts,
// what of the engine is on demand is a script of its own.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { constants, deflateRawSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { fromStreams, toStreams } from './module_streams.ts';
import { generate } from '../../wasm/generate.mjs';
import { encode } from './octet_text.ts';

const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const built = (name: string) => here(`../build/wasm/wasm/tcpladder-${name}`);
const glueOf = (name: string) => `${built(name)}.mjs`;
const modules = ['engine', 'text'];
const laterId = '#engine/later';
const ids = [...modules.map((name) => `#${name}`), laterId];
/** Where the glue would fetch the binary from, which it is given. */
const address = /new URL\("tcpladder-\w+\.wasm", ?import\.meta\.url\)\.toString\(\)/g;

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

/**
 * `split`: what of the engine is on demand comes later, which needs a build that splits scripts.
 * `first`: it never comes, in a product that has no use for it.
 */
export type Parts = 'whole' | 'split' | 'first';

/** `texts`: there is a reader of texts; the element brings one from a file of its own. */
export function engine(encoding: Encoding, parts: Parts = 'whole', texts = true): Plugin {
  generate();
  const instantiate = JSON.stringify(here('src/engine/instantiate.ts'));
  return {
    name: 'engine',
    enforce: 'pre',
    resolveId: (id) => (ids.includes(id) ? `\0${id}` : undefined),
    load(id) {
      if (!ids.includes(id.slice(1))) return undefined;
      const [, name, later] = /^\0#(\w+)(\/later)?$/.exec(id)!;
      if (name === 'text' && !texts) {
        return `export default () => Promise.reject(new Error('no reader of texts'))`;
      }
      const split = parts !== 'whole' && name === 'engine';
      const binary = `${built(name!)}${split ? (later ? '.later' : '.first') : ''}.wasm`;
      this.addWatchFile(binary);
      const { imports, expression } = encodings[encoding](readFileSync(binary));
      if (later) return `${imports} export default ${expression};`;
      const glue = JSON.stringify(glueOf(name!));
      if (name === 'text') {
        return `
          import create from ${glue};${imports}
          export default (wasmBinary = ${expression}) => create({ wasmBinary });`;
      }
      const bringLater =
        parts === 'split'
          ? `() => import(${JSON.stringify(laterId)}).then((m) => m.default)`
          : `() => Promise.reject(new Error('no part on demand in this build'))`;
      return `
        import glue from ${glue};
        import { ${split ? 'inParts' : 'whole'} as load } from ${instantiate};${imports}
        export default (binary = ${expression}) => load(glue, binary${split ? `, ${bringLater}` : ''});`;
    },
    transform(code, id) {
      const file = id.split('?')[0]!;
      if (!modules.some((name) => file === glueOf(name))) return undefined;
      if (code.search(address) < 0) this.error(`${file} does not say where its binary is`);
      return { code: code.replace(address, '""'), map: null };
    },
  };
}
