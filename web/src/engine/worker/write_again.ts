// Reads a capture a second time for an object of the module that writes something from it.
import type { Engine } from '../../../../wasm/engine.mjs';
import { Chunks } from './chunks';
import { chunkLength } from './reading';

/** Share, ScriptWriter and CaptureWriter of wasm/engine.d.mts. */
interface Writer<Part> {
  push: (engine: Engine, size: number) => boolean;
  finish: () => void;
  take: () => Part;
  delete: () => void;
}

/**
 * The parts of the output, as `keep` made them. Frees the writer. Rejects if `isOpen` says that the
 * engine's capture was closed meanwhile.
 */
export async function writeAgain<Part, Kept>(
  writer: Writer<Part>,
  engine: Engine,
  blob: Blob,
  isOpen: () => boolean,
  keep: (part: Part) => Kept,
): Promise<Kept[]> {
  const kept: Kept[] = [];
  const source = new Chunks(blob, chunkLength);
  try {
    let more = true;
    for (let at = 0; more && at < blob.size; at += chunkLength) {
      const octets = await source.next();
      if (!isOpen()) throw new Error('another capture was opened');
      engine.buffer(octets.length).set(octets);
      more = writer.push(engine, octets.length);
      kept.push(keep(writer.take()));
    }
    if (more) writer.finish();
    kept.push(keep(writer.take()));
    return kept;
  } finally {
    source.close();
    writer.delete();
  }
}
