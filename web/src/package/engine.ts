// The engine without a worker around it, for Node and for whoever brings a worker of their own.
import { inflateSync } from 'fflate';
import createEngine from '#engine';
import packed from 'virtual:engine-wasm';
import type { EngineModule } from '../../../wasm/engine.mjs';
import { decodeBase64 } from '../worker/base64';

export const loadEngine = (): Promise<EngineModule> =>
  createEngine({ wasmBinary: inflateSync(decodeBase64(packed)).buffer });
