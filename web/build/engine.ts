// `#engine` loads the engine with its binary inside the script that asks for it: nothing to fetch,
// so that it runs from a blob worker, from file:// and under Node alike. In parts, what is on demand
// is a script of its own.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { constants, deflateRawSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { fromStreams, toStreams } from './module_streams.ts';
import { generate } from '../../wasm/generate.mjs';
import { encode } from './octet_text.ts';

const name = '#engine';
const laterName = `${name}/later`;
const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const built = here('../build/wasm/wasm/tcpladder-engine');
const glue = `${built}.mjs`;
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

/**
 * `split`: what is on demand comes later, which needs a build that splits scripts. `first`: it never
 * comes, in a product that has no use for it.
 */
export type Parts = 'whole' | 'split' | 'first';

export function engine(encoding: Encoding, parts: Parts = 'whole'): Plugin {
  generate();
  const instantiate = JSON.stringify(here('src/engine/instantiate.ts'));
  return {
    name: 'engine',
    enforce: 'pre',
    resolveId: (id) => (id === name || id === laterName ? `\0${id}` : undefined),
    load(id) {
      if (id !== `\0${name}` && id !== `\0${laterName}`) return undefined;
      const later = id === `\0${laterName}`;
      const binary = `${built}${parts === 'whole' ? '' : later ? '.later' : '.first'}.wasm`;
      this.addWatchFile(binary);
      const { imports, expression } = encodings[encoding](readFileSync(binary));
      if (later) return `${imports} export default ${expression};`;
      const bringLater =
        parts === 'split'
          ? `() => import(${JSON.stringify(laterName)}).then((m) => m.default)`
          : `() => Promise.reject(new Error('no part on demand in this build'))`;
      return `
        import glue from ${JSON.stringify(glue)};
        import { ${parts === 'whole' ? 'whole' : 'inParts'} as load } from ${instantiate};${imports}
        export default (binary = ${expression}) => load(glue, binary${parts === 'whole' ? '' : `, ${bringLater}`});`;
    },
    transform(code, id) {
      if (id.split('?')[0] !== glue) return undefined;
      if (code.search(address) < 0) this.error(`${glue} does not say where its binary is`);
      return { code: code.replace(address, '""'), map: null };
    },
  };
}
