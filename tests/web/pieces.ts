// A capture cut into files, as tcpdump -C and dumpcap -b do it.

const FILE_HEADER = 24;
const RECORD_HEADER = 16;

/** `counts`: packets of each piece; the last one gets what is left. Little-endian pcap. */
export function piecesOf(file: Uint8Array, counts: readonly number[]): Uint8Array<ArrayBuffer>[] {
  const view = new DataView(file.buffer, file.byteOffset);
  const cuts = [FILE_HEADER];
  let packets = 0;
  for (let at = FILE_HEADER; at < file.length; packets += 1) {
    if (counts[cuts.length - 1] === packets) {
      cuts.push(at);
      packets = 0;
    }
    at += RECORD_HEADER + view.getUint32(at + 8, true);
  }
  return cuts.map((from, i) => {
    const records = file.subarray(from, cuts[i + 1]);
    const piece = new Uint8Array(FILE_HEADER + records.length);
    piece.set(file.subarray(0, FILE_HEADER));
    piece.set(records, FILE_HEADER);
    return piece;
  });
}

/** With all times later by so many seconds. */
export function later(file: Uint8Array, seconds: number): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(file);
  const view = new DataView(copy.buffer);
  for (let at = FILE_HEADER; at < copy.length;) {
    view.setUint32(at, view.getUint32(at, true) + seconds, true);
    at += RECORD_HEADER + view.getUint32(at + 8, true);
  }
  return copy;
}
