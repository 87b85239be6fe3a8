// Bytes by which a capture file is known, packed or not.
import { kindOf, type FileKind } from '../../model/file_kind';

/** As many as the longest signature of those below has. */
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

/** Whether bytes begin as a capture does. */
export const isCapture = (octets: Uint8Array): boolean =>
  octets.length >= signatureLength && captures.has(kindOf(octets.subarray(0, signatureLength)));
