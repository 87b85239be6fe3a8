// A pcap file taken apart, to compare what a text became with the sample that it was printed from.
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

/** Without so many octets of each packet, as where a tool leaves out the link layer. */
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
