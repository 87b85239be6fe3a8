// A pcap file taken apart, to compare what a text became with the sample that it was printed from; and
// the same packets in files of other tools.
import { readFileSync } from 'node:fs';

export interface Packet {
  /** Nanoseconds since 1970. */
  time: bigint;
  octets: string;
  /** On the wire. */
  length: number;
}

export interface PcapFile {
  linkType: number;
  packets: Packet[];
}

const root = new URL('../../../../', import.meta.url).pathname;

export const sampleFile = (name: string) => readFileSync(`${root}samples/${name}.pcap`);
export const pastedText = (name: string) =>
  readFileSync(new URL(`texts/${name}.txt`, import.meta.url), 'utf8');

/** Little endian, with microseconds or nanoseconds. */
export function parsePcap(file: Uint8Array): PcapFile {
  const data = Buffer.from(file);
  const unit = { 0xa1b2c3d4: 1000n, 0xa1b23c4d: 1n }[data.readUInt32LE(0)]!;
  const packets: Packet[] = [];
  for (let at = 24; at < data.length; at += 16 + data.readUInt32LE(at + 8)) {
    const [seconds, fraction, captured, length] = [0, 4, 8, 12].map((i) =>
      data.readUInt32LE(at + i),
    );
    packets.push({
      time: BigInt(seconds!) * 1_000_000_000n + BigInt(fraction!) * unit,
      octets: data.subarray(at + 16, at + 16 + captured!).toString('hex'),
      length: length!,
    });
  }
  return { linkType: data.readUInt32LE(20), packets };
}

/** Without so many bytes of each packet, as where a tool leaves out the link layer. */
export const without = (octets: number, { packets }: PcapFile, linkType: number): PcapFile => ({
  linkType,
  packets: packets.map((packet) => ({
    ...packet,
    octets: packet.octets.slice(2 * octets),
    length: packet.length - octets,
  })),
});

/** With times since the first packet alone. */
export function fromZero({ linkType, packets }: PcapFile): PcapFile {
  const first = packets[0]!.time;
  return { linkType, packets: packets.map((p) => ({ ...p, time: p.time - first })) };
}

/** With no times. */
export const timeless = ({ linkType, packets }: PcapFile): PcapFile => ({
  linkType,
  packets: packets.map((p) => ({ ...p, time: 0n })),
});

/** Seconds since 1970, and what is over. */
const parted = (time: bigint) => ({
  seconds: Number(time / 1_000_000_000n),
  microseconds: Number((time % 1_000_000_000n) / 1000n),
});

/** The packets of Ethernet in a file of snoop (RFC 1761). */
export function snoopFile({ packets }: PcapFile): Buffer {
  const words = (...values: number[]) => {
    const data = Buffer.alloc(4 * values.length);
    values.forEach((value, i) => data.writeUInt32BE(value, 4 * i));
    return data;
  };
  const ethernet = 4;
  const records = packets.map(({ time, octets, length }) => {
    const data = Buffer.from(octets, 'hex');
    const padding = Buffer.alloc(-data.length & 3);
    const { seconds, microseconds } = parted(time);
    const size = 24 + data.length + padding.length;
    return [words(length, data.length, size, 0, seconds, microseconds), data, padding];
  });
  return Buffer.concat([Buffer.from('snoop\0\0\0'), words(2, ethernet), ...records.flat()]);
}

/** The same in a file of Network Monitor 2.0: frames behind a header of 128 bytes, then their table. */
export function netmonFile({ packets }: PcapFile): Buffer {
  const first = new Date(Number(packets[0]!.time / 1_000_000n));
  const start = BigInt(first.getTime()) * 1_000_000n;
  const frames = packets.map(({ time, octets, length }) => {
    const data = Buffer.from(octets, 'hex');
    const head = Buffer.alloc(16);
    head.writeBigUInt64LE((time - start) / 1000n, 0);
    head.writeUInt32LE(length, 8);
    head.writeUInt32LE(data.length, 12);
    return Buffer.concat([head, data]);
  });
  const header = Buffer.alloc(128);
  header.write('GMBU');
  const ethernet = 1;
  header.writeUInt8(2, 5);
  const date = [first.getUTCFullYear(), first.getUTCMonth() + 1, first.getUTCDay()];
  const clock = [first.getUTCDate(), first.getUTCHours(), first.getUTCMinutes()];
  const rest = [first.getUTCSeconds(), first.getUTCMilliseconds()];
  [ethernet, ...date, ...clock, ...rest].forEach((v, i) => header.writeUInt16LE(v, 6 + 2 * i));
  const table = Buffer.alloc(4 * frames.length);
  let at = header.length;
  frames.forEach((frame, i) => {
    table.writeUInt32LE(at, 4 * i);
    at += frame.length;
  });
  header.writeUInt32LE(at, 24);
  header.writeUInt32LE(table.length, 28);
  return Buffer.concat([header, ...frames, table]);
}

/** Bytes as hexdump -C prints them, without the characters. */
export function hexDump(data: Buffer): string {
  const rows = Array.from({ length: Math.ceil(data.length / 16) }, (_, i) => {
    const octets = data
      .subarray(16 * i, 16 * i + 16)
      .toString('hex')
      .replace(/../g, ' $&');
    return `${(16 * i).toString(16).padStart(8, '0')} ${octets}`;
  });
  return [...rows, data.length.toString(16).padStart(8, '0')].join('\n');
}
