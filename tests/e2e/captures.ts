// Small writers of capture files: pcapng around the packets of a sample, and frames of zstd and LZ4
// that hold their content as it is.
import { readFileSync } from 'node:fs';
import { samplePath } from './helpers';

interface Packet {
  data: Buffer;
  /** Microseconds since the epoch. */
  time: bigint;
}

/** The packets of a little-endian pcap file of microseconds. */
export function packetsOf(file: string): Packet[] {
  const capture = readFileSync(samplePath(file));
  const packets: Packet[] = [];
  for (let at = 24; at < capture.length;) {
    const length = capture.readUInt32LE(at + 8);
    packets.push({
      data: capture.subarray(at + 16, at + 16 + length),
      time: BigInt(capture.readUInt32LE(at)) * 1_000_000n + BigInt(capture.readUInt32LE(at + 4)),
    });
    at += 16 + length;
  }
  return packets;
}

export const linkTypeOf = (file: string): number => readFileSync(samplePath(file)).readUInt32LE(20);

const u16 = (value: number) => {
  const octets = Buffer.alloc(2);
  octets.writeUInt16LE(value);
  return octets;
};
export const u32 = (value: number) => {
  const octets = Buffer.alloc(4);
  octets.writeUInt32LE(value);
  return octets;
};
const padded = (octets: Buffer) => Buffer.concat([octets, Buffer.alloc(-octets.length & 3)]);

/** An option, or a record of a name resolution block, which looks the same. */
export function option(code: number, value: string | Buffer): Buffer {
  const octets = Buffer.from(value as string);
  return Buffer.concat([u16(code), u16(octets.length), padded(octets)]);
}

const end = u32(0);
const options = (list: readonly Buffer[]) =>
  list.length > 0 ? Buffer.concat([...list, end]) : Buffer.alloc(0);

export function block(type: number, ...parts: Buffer[]): Buffer {
  const body = padded(Buffer.concat(parts));
  const length = u32(body.length + 12);
  return Buffer.concat([u32(type), length, body, length]);
}

export const section = (...list: Buffer[]) =>
  block(0x0a0d0d0a, u32(0x1a2b3c4d), u16(1), u16(0), Buffer.alloc(8, 0xff), options(list));
export const interfaceBlock = (linkType: number, ...list: Buffer[]) =>
  block(1, u16(linkType), u16(0), u32(0), options(list));
export const packetBlock = ({ data, time }: Packet, ...list: Buffer[]) =>
  block(
    6,
    u32(0),
    u32(Number(time >> 32n)),
    u32(Number(time & 0xffffffffn)),
    u32(data.length),
    u32(data.length),
    padded(data),
    options(list),
  );
/** Of IPv4 addresses. */
export const namesBlock = (names: Record<string, string>) =>
  block(
    4,
    ...Object.entries(names).map(([address, name]) =>
      option(
        1,
        Buffer.concat([Buffer.from(address.split('.').map(Number)), Buffer.from(`${name}\0`)]),
      ),
    ),
    end,
  );
export const statisticsBlock = (received: number, dropped: number) => {
  const count = (value: number) => Buffer.concat([u32(value), u32(0)]);
  return block(
    5,
    u32(0),
    u32(0),
    u32(0),
    options([option(4, count(received)), option(5, count(dropped))]),
  );
};

/** A zstd frame of one raw block (RFC 8878, 3.1.1), up to 128 kB. */
export const zstdFrame = (content: Buffer) =>
  Buffer.concat([
    u32(0xfd2fb528),
    Buffer.from([0xa0]), // a single segment, its length in four octets
    u32(content.length),
    u32((content.length << 3) | 1).subarray(0, 3),
    content,
  ]);

/** An LZ4 frame of one block as it is, up to 4 MB; no checksum but that of its header. */
export const lz4Frame = (content: Buffer) =>
  Buffer.concat([
    u32(0x184d2204),
    Buffer.from([0x60, 0x70, 0x73]),
    u32((content.length | 0x80000000) >>> 0),
    content,
    end,
  ]);
