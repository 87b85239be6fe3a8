// Unpacks a stream: compressed bytes go in, unpacked bytes come out in order. A bounded amount of
// either is in memory.
import { Gunzip } from 'fflate';
import { Decompress } from 'fzstd';
import { unlz4 } from './lz4';
import type { Sink, Unpacker } from './unpacker';
import type { Compression } from '../../model/file_kind';

// One byte of deflate yields at most 1032 bytes, so one push yields at most 17 MB.
const step = 16 * 1024;

/**
 * Passes `chunk` in steps, so that a decompression bomb reaches the sink's limit before it fills
 * the memory.
 */
function inSteps(chunk: Uint8Array, push: (part: Uint8Array) => void) {
  for (let at = 0; at < chunk.length; at += step) push(chunk.subarray(at, at + step));
}

// DecompressionStream stops after the first member of a gzip file; rotated logs have several.
function gunzip(sink: Sink): Unpacker {
  const stream = new Gunzip((octets) => sink(octets));
  return {
    push: (chunk) => inSteps(chunk, (part) => stream.push(part, false)),
    finish: () => stream.push(new Uint8Array(0), true),
  };
}

function unzstd(sink: Sink): Unpacker {
  const stream = new Decompress((octets) => sink(octets));
  const push = (part: Uint8Array, last: boolean) => void stream.push(part, last);
  return {
    push: (chunk) => inSteps(chunk, (part) => push(part, false)),
    finish: () => push(new Uint8Array(0), true),
  };
}

export function unpacker(packing: Exclude<Compression, 'none'>, sink: Sink): Unpacker {
  if (packing === 'gzip') return gunzip(sink);
  if (packing === 'zstd') return unzstd(sink);
  return unlz4(sink);
}
