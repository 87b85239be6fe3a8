// Octets by which a capture file is known, packed or not: a few of what worker/magic.ts knows, which the
// page itself does not load.
import { hex } from '../../i18n/format';

export const signatureLength = 4;

/** pcap of both orders of octets, in microseconds, nanoseconds and as modified; pcapng; gzip, zstd, LZ4. */
const signatures =
  /^(a1 b2 c3 d4|d4 c3 b2 a1|a1 b2 3c 4d|4d 3c b2 a1|a1 b2 cd 34|34 cd b2 a1|0a 0d 0d 0a|1f 8b|28 b5 2f fd|04 22 4d 18|02 21 4c 18)/;

/** Whether octets begin as a capture does. */
export const isCapture = (octets: Uint8Array): boolean =>
  octets.length >= signatureLength && signatures.test(hex(octets.subarray(0, signatureLength)));
