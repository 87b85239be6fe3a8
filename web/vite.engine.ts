// The engine module carries its wasm as base64 text. The builds take it out, deflate it, and let
// the worker inflate it: a third of the size, and the module need not fetch a data: address, which
// a strict policy refuses.
import { readFileSync } from 'node:fs';
import { deflateRawSync, constants } from 'node:zlib';
import type { Plugin } from 'vite';

const name = 'virtual:engine-wasm';
const carried = /data:application\/octet-stream;base64,([A-Za-z0-9+/=]+)/;

/** `module` is the file that Emscripten wrote with -sSINGLE_FILE. */
export function packedEngine(module: string): Plugin {
  return {
    name: 'packed-engine',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined;
      this.addWatchFile(module);
      const wasm = carried.exec(readFileSync(module, 'utf8'))?.[1];
      if (!wasm) this.error(`${module} carries no wasm: was it linked with -sSINGLE_FILE?`);
      const packed = deflateRawSync(Buffer.from(wasm, 'base64'), {
        level: constants.Z_BEST_COMPRESSION,
      });
      return `export default ${JSON.stringify(packed.toString('base64'))};`;
    },
    transform(code, id) {
      if (id.split('?')[0] !== module) return undefined;
      return { code: code.replace(carried, 'data:application/octet-stream;base64,'), map: null };
    },
  };
}
