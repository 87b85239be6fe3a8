// The engine from its binary, whole or in two parts that share their memory: what a first visit
// needs, and what is asked for when it is wanted.
import type createEngine from '../../../wasm/engine.mjs';
import type { EngineModule } from '../../../wasm/engine.mjs';

export interface LoadedEngine extends EngineModule {
  /**
   * Brings the parts on demand here; to be awaited before anything of PartsOnDemand is called. Does
   * nothing where they are here. Rejects where they cannot be loaded; a later call tries again.
   */
  bringParts(): Promise<void>;
}

/** `glue` is what emcc wrote for the module. */
export async function whole(
  glue: typeof createEngine,
  wasmBinary: BufferSource,
): Promise<LoadedEngine> {
  return Object.assign(await glue({ wasmBinary }), { bringParts: async () => {} });
}

/** `first` and `later` are what wasm/split.mjs makes of the module. */
export async function inParts(
  glue: typeof createEngine,
  first: BufferSource,
  later: () => Promise<BufferSource>,
): Promise<LoadedEngine> {
  let primary!: WebAssembly.Exports;
  let secondary: Promise<unknown> | undefined;
  // Stand for functions of the other part, by their place in the table, until that is here.
  const placeholder = new Proxy<WebAssembly.ModuleImports>(
    {},
    {
      get: (_, place) => () => {
        throw new Error(`part on demand is not loaded: ${String(place)}`);
      },
    },
  );
  const module = await new Promise<EngineModule>((resolve, reject) => {
    glue({
      instantiateWasm(imports, receive) {
        WebAssembly.instantiate(first, { ...imports, placeholder }).then(({ instance }) => {
          primary = instance.exports;
          receive(instance);
        }, reject);
        return {};
      },
    }).then(resolve, reject);
  });
  return Object.assign(module, {
    // Its functions take their places in the table of the first part.
    bringParts: async () => {
      secondary ??= later().then((binary) => WebAssembly.instantiate(binary, { primary }));
      await secondary.catch((error: unknown) => {
        secondary = undefined;
        throw error;
      });
    },
  });
}
