// Instantiates the engine from its binary: as a whole, or in two parts that share their memory. The
// first part is enough for a first visit; the second is loaded on demand.
import type createEngine from '../../../wasm/engine.mjs';
import type { EngineModule } from '../../../wasm/engine.mjs';

export interface LoadedEngine extends EngineModule {
  /**
   * Loads the parts on demand; await it before any call in PartsOnDemand. Does nothing if they are
   * loaded. Rejects if loading fails; a later call tries again.
   */
  bringParts(): Promise<void>;
}

/** `glue` is emcc's script for the module. */
export async function whole(
  glue: typeof createEngine,
  wasmBinary: BufferSource,
): Promise<LoadedEngine> {
  return Object.assign(await glue({ wasmBinary }), { bringParts: async () => {} });
}

/** `first` and `later` are the modules from wasm/split.mjs. */
export async function inParts(
  glue: typeof createEngine,
  first: BufferSource,
  later: () => Promise<BufferSource>,
): Promise<LoadedEngine> {
  let primary!: WebAssembly.Exports;
  let secondary: Promise<unknown> | undefined;
  // Until the second part is loaded, stand-ins take the place of its functions in the table.
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
    // Instantiation replaces the stand-ins in the table of the first part.
    bringParts: async () => {
      secondary ??= later().then((binary) => WebAssembly.instantiate(binary, { primary }));
      await secondary.catch((error: unknown) => {
        secondary = undefined;
        throw error;
      });
    },
  });
}
