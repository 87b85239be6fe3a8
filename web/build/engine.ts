// `#engine`, `#element-engine` and `#text` load a module of the core whose binary is inside the
// importing script. Nothing is fetched, so that it runs in a blob worker, from file:// and in Node.
// In the element in parts, the engine's parts on demand are a separate script.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { constants, deflateRawSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { fromStreams, toStreams } from './module_streams.ts';
import { generate } from '../../wasm/generate.mjs';
import { encode } from './octet_text.ts';

const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const source = (path: string) => JSON.stringify(here(`src/engine/${path}`));
const built = (name: string) => here(`../build/wasm/wasm/tcpladder-${name}`);
const glueOf = (name: string) => `${built(name)}.mjs`;
const glues = ['engine', 'element', 'text'].map(glueOf);
/** The URL from which the glue would fetch the binary. It gets the binary directly instead. */
const address = /new URL\("tcpladder-\w+\.wasm", ?import\.meta\.url\)\.toString\(\)/g;

/**
 * What the glue would need to fetch the binary, and for wide strings, which the core does not use. As
 * constants they let the minifier omit the code behind them: 0.9 kB (brotli) of each script.
 */
const unused: readonly [RegExp, string][] = [
  [/typeof window=="object"|typeof importScripts=="function"/g, 'false'],
  [/typeof WebAssembly\.instantiateStreaming=="function"|typeof fetch=="function"/g, 'false'],
  [/:__embind_register_std_wstring\b/g, ':()=>{}'],
];

/** A binary as an expression, with the imports that it needs. */
interface Written {
  imports: string;
  expression: string;
}

/** Sorted but not compressed, for hosts that compress what they serve. */
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

/** Compressed in the script. */
function asPacked(module: Buffer): Written {
  const packed = deflateRawSync(module, { level: constants.Z_BEST_COMPRESSION });
  return {
    imports: `import { decode } from ${JSON.stringify(here('build/packed_text.ts'))};`,
    expression: `decode(${JSON.stringify(packed.toString('base64'))})`,
  };
}

/** The encodings of the binary. */
const encodings = { text: asText, packed: asPacked };

export type Encoding = keyof typeof encodings;

/**
 * `split`: the parts on demand are loaded later, which needs a build that splits scripts. The
 * element's engine, `#element-engine`, has no parts on demand.
 */
export function engine(encoding: Encoding, parts: 'whole' | 'split' = 'whole'): Plugin {
  generate();
  const split = parts === 'split';
  const write = encodings[encoding];
  const scripts: Record<string, (binary: (name: string) => Buffer) => string> = {
    '#engine'(binary) {
      const { imports, expression } = write(binary(split ? 'engine.first' : 'engine'));
      const bringLater = `() => import('#engine/later').then((m) => m.default)`;
      return `
        import glue from ${JSON.stringify(glueOf('engine'))};
        import { ${split ? 'inParts' : 'whole'} as load } from ${source('instantiate.ts')};${imports}
        export default (binary = ${expression}) => load(glue, binary${split ? `, ${bringLater}` : ''});`;
    },
    '#engine/later'(binary) {
      const { imports, expression } = write(binary('engine.later'));
      return `${imports} export default ${expression};`;
    },
    '#element-engine'(binary) {
      const { imports, expression } = asText(binary('element'));
      return `
        import glue from ${JSON.stringify(glueOf('element'))};
        import { withEngines } from ${source('element_engine.ts')};${imports}
        export default () => glue({ wasmBinary: ${expression} }).then(withEngines);`;
    },
    '#text'(binary) {
      const { imports, expression } = write(binary('text'));
      return `
        import create from ${JSON.stringify(glueOf('text'))};${imports}
        export default (wasmBinary = ${expression}) => create({ wasmBinary });`;
    },
  };
  return {
    name: 'engine',
    enforce: 'pre',
    resolveId: (id) => (id in scripts ? `\0${id}` : undefined),
    load(id) {
      return scripts[id.replace(/^\0/, '')]?.((name) => {
        const file = `${built(name)}.wasm`;
        this.addWatchFile(file);
        return readFileSync(file);
      });
    },
    transform(code, id) {
      const file = id.split('?')[0]!;
      if (!glues.includes(file)) return undefined;
      if (code.search(address) < 0) this.error(`${file} does not say where its binary is`);
      const smaller = unused.reduce((text, [part, by]) => text.replace(part, by), code);
      return { code: smaller.replace(address, '""'), map: null };
    },
  };
}
