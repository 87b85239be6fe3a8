// Magic bytes of capture files, compressed or not.
import { kindOf, type FileKind } from '../../model/file_kind';

/** Length of the longest magic below, in bytes. */
export const signatureLength = 6;

const captures: ReadonlySet<FileKind> = new Set([
  'pcap',
  'pcapng',
  'snoop',
  'netmon',
  'gzip',
  'zstd',
  'lz4',
]);

/** Whether the bytes start like a capture. */
export const isCapture = (octets: Uint8Array): boolean =>
  octets.length >= signatureLength && captures.has(kindOf(octets.subarray(0, signatureLength)));
