// Finds out how several files relate to each other, and joins the pieces of one capture.
import type { Engine, FileSet } from '../../../../wasm/engine.mjs';
import type { FileSetFound } from '../../model/file_set';
import { fileRelations } from '../../model/names';
import { compressionOf, magicLength, type Compression } from '../../model/file_kind';
import type { LoadedEngine } from '../instantiate';
import { Chunks } from './chunks';
import { chunkLength, isEngineFailure, type Progress } from './reading';
import { UnpackedStore } from './unpacked_store';

/**
 * Reads every file to its end. Pieces compressed in the same format are concatenated if the format
 * allows it; if only some are compressed, those are unpacked.
 */
export async function fileSetOf(
  files: readonly Blob[],
  names: readonly string[],
  module: LoadedEngine,
  unpackLimit: number,
  onProgress?: (progress: Progress) => void,
): Promise<FileSetFound> {
  await module.bringParts();
  const engine = new module.Engine(0, true);
  const set = new module.FileSet();
  const stems = [...new Set(names.map(stemOf))];
  const size = files.reduce((sum, file) => sum + file.size, 0);
  try {
    const packings = await Promise.all(files.map(packingOfFile));
    const mixed = new Set(packings).size > 1;
    const plain: Blob[] = [];
    let read = 0;
    for (const [i, file] of files.entries()) {
      const packing = packings[i]!;
      const store = mixed && packing !== 'none' ? new UnpackedStore(unpackLimit) : null;
      set.begin(stems.indexOf(stemOf(names[i]!)));
      await readFile(file, packing, engine, set, store, (octets) => {
        onProgress?.({ read: read + octets, size, info: engine.info() });
      });
      set.end();
      read += file.size;
      plain.push(store?.blob() ?? file);
    }
    const { relation: id, order, gaps, packets, taps: tapOf } = set.take();
    const relation = fileRelations[id]!;
    const kept = relation === 'copies' ? order.subarray(0, 1) : order;
    const inOrder = Array.from(kept).filter((i) => packets[i]! > 0);
    // A file without packets is opened nevertheless, so that the page can say why it has none.
    if (inOrder.length === 0) inOrder.push(0);
    const found = {
      order: Array.from(order),
      gaps: Array.from(gaps),
      packets: Array.from(packets),
    };
    const joined = (pieces: readonly number[]) => new Blob(pieces.map((i) => plain[i]!));
    if (relation === 'taps') {
      const piecesOf = (tap: number) => inOrder.filter((_, i) => tapOf[i] === tap);
      const taps = [piecesOf(0), piecesOf(1)] as const;
      return { ...found, relation, taps, capture: joined(taps[0]), second: joined(taps[1]) };
    }
    return relation === 'pieces' || relation === 'copies'
      ? { ...found, relation, capture: joined(inOrder), second: null }
      : { ...found, relation, capture: null, second: null };
  } finally {
    set.delete();
    engine.delete();
  }
}

/** What the pieces of one capture have in common: "a.pcap", "a.pcap1", "a_00002.pcap.gz". */
const stemOf = (name: string) => name.replace(/\.(gz|zst|lz4)$/i, '').replace(/[\d_-]+/g, '');

/** At most so much of a capture is looked at, bytes. */
const sampled = 64 * 1024 * 1024;

/** Which two interfaces of a capture saw the same traffic; null where none did. */
export async function interfaceTapsOf(
  capture: Blob,
  module: LoadedEngine,
): Promise<[number, number] | null> {
  await module.bringParts();
  const engine = new module.Engine(0, true);
  const taps = new module.InterfaceTaps();
  const octets = new Chunks(capture, chunkLength);
  try {
    for (let at = 0; at < Math.min(capture.size, sampled); at += chunkLength) {
      const chunk = await octets.next();
      engine.buffer(chunk.length).set(chunk);
      taps.push(engine, chunk.length);
    }
    const found = taps.take();
    return found && [found[0]!, found[1]!];
  } finally {
    octets.close();
    taps.delete();
    engine.delete();
  }
}

const packingOfFile = async (file: Blob) =>
  compressionOf(new Uint8Array(await file.slice(0, magicLength).arrayBuffer()));

async function readFile(
  file: Blob,
  packing: Compression,
  engine: Engine,
  set: FileSet,
  store: UnpackedStore | null,
  tell: (octets: number) => void,
): Promise<void> {
  const pass = (octets: Uint8Array) => {
    for (let at = 0; at < octets.length; at += chunkLength) {
      const part = octets.subarray(at, at + chunkLength);
      engine.buffer(part.length).set(part);
      set.push(engine, part.length);
    }
    store?.add(octets);
  };
  const octets = new Chunks(file, chunkLength);
  try {
    const input = packing === 'none' ? null : (await import('./unpack')).unpacker(packing, pass);
    for (let at = 0; at < file.size; at += chunkLength) {
      const chunk = await octets.next();
      // An unpacker may keep its input until more arrives.
      if (input) input.push(chunk.slice());
      else pass(chunk);
      tell(Math.min(at + chunkLength, file.size));
    }
    input?.finish();
  } catch (error) {
    // A file with damaged compression counts as far as it can be unpacked.
    if (packing === 'none' || isEngineFailure(error)) throw error;
  } finally {
    octets.close();
  }
}
