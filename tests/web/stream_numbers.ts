// A capture in which the numbers of connections have a gap and a part: Wireshark counts the second
// SYN ACK of port 40000 as stream 1, and a reset and a SYN after it, both of port 40001, as stream 2.
interface Segment {
  port: number;
  from: 'client' | 'server';
  flags: number;
  seq: number;
  ack?: number;
}

const [SYN, RST, ACK] = [2, 4, 16];

const segments: Segment[] = [
  { port: 40000, from: 'client', flags: SYN, seq: 1000 },
  { port: 40000, from: 'server', flags: SYN | ACK, seq: 5000, ack: 1001 },
  { port: 40000, from: 'server', flags: SYN | ACK, seq: 9000, ack: 1001 },
  { port: 40001, from: 'server', flags: RST, seq: 700 },
  { port: 40001, from: 'client', flags: SYN, seq: 1000 },
  { port: 40001, from: 'client', flags: SYN, seq: 1000 },
];

/** A pcap of raw IPv4, a segment every 10 ms. */
export function streamNumbers(): Uint8Array {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(0xa1b2c3d4, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(262144, 16);
  head.writeUInt32LE(101, 20);
  return Buffer.concat([head, ...segments.map(recordOf)]);
}

function recordOf({ port, from, flags, seq, ack = 0 }: Segment, at: number): Buffer {
  const size = 40;
  const record = Buffer.alloc(16 + size);
  record.writeUInt32LE(1_700_000_000, 0);
  record.writeUInt32LE(at * 10_000, 4);
  record.writeUInt32LE(size, 8);
  record.writeUInt32LE(size, 12);
  const packet = record.subarray(16);
  packet.writeUInt16BE(0x4500, 0);
  packet.writeUInt16BE(size, 2);
  packet.writeUInt16BE(at, 4);
  packet.writeUInt16BE(0x4006, 8);
  const [client, server] = [Buffer.from([10, 0, 0, 1]), Buffer.from([10, 0, 0, 2])];
  const ends = from === 'client' ? [client, server] : [server, client];
  Buffer.concat(ends).copy(packet, 12);
  const ports = from === 'client' ? [port, 80] : [80, port];
  packet.writeUInt16BE(ports[0]!, 20);
  packet.writeUInt16BE(ports[1]!, 22);
  packet.writeUInt32BE(seq, 24);
  packet.writeUInt32BE(ack, 28);
  packet.writeUInt16BE(0x5000 | flags, 32);
  packet.writeUInt16BE(8192, 34);
  return record;
}
