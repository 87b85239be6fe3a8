// Writes packets as a pcap file (draft-ietf-opsawg-pcap), little-endian, with nanoseconds.
import type { Header } from './link_type';
import type { Packet } from './packets';
import type { Time } from './time_stamp';

const headerLength = 24;
const recordLength = 16;
/** Maximum packet length that common readers accept, in bytes. */
export const packetLimit = 262144;

/**
 * @param headers for the original length of each packet: tools print only the captured bytes
 * @param times null if unknown; all are zero then
 */
export function pcapOf(
  octets: Uint8Array,
  packets: readonly Packet[],
  headers: readonly (Header | null)[],
  times: readonly Time[] | null,
  linkType: number,
): Uint8Array<ArrayBuffer> {
  const size = packets.reduce(
    (sum, { start, end }) => sum + recordLength + end - start,
    headerLength,
  );
  const file = new Uint8Array(size);
  const view = new DataView(file.buffer);
  const write = (at: number, ...words: number[]) =>
    words.forEach((word, i) => view.setUint32(at + 4 * i, word, true));
  write(0, 0xa1b23c4d, 0x00040002, 0, 0, packetLimit, linkType);
  let at = headerLength;
  packets.forEach(({ start, end }, i) => {
    const header = headers[i];
    const time = times?.[i];
    const captured = end - start;
    const length = header?.linkType === linkType ? Math.max(captured, header.length) : captured;
    write(at, time?.seconds ?? 0, time?.nanoseconds ?? 0, captured, length);
    file.set(octets.subarray(start, end), at + recordLength);
    at += recordLength + captured;
  });
  return file;
}
