// Captures as interfaces of one pcapng file.

const fileHeader = 24;
const recordHeader = 16;

/** Of a little-endian pcap file. */
function recordsOf(file: Buffer): Buffer[] {
  const records: Buffer[] = [];
  for (let at = fileHeader; at < file.length;) {
    const end = at + recordHeader + file.readUInt32LE(at + 8);
    records.push(file.subarray(at, end));
    at = end;
  }
  return records;
}

const words = (...values: number[]) => {
  const octets = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => octets.writeUInt32LE(value >>> 0, 4 * i));
  return octets;
};
function block(type: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const padded = Buffer.concat([body, Buffer.alloc(-body.length & 3)]);
  return Buffer.concat([words(type, padded.length + 12), padded, words(padded.length + 12)]);
}

/** Both captures as interfaces of one pcapng file, in the order of their times. */
export function asInterfaces(files: readonly Buffer[]): Buffer {
  const name = (text: string) =>
    Buffer.concat([words((text.length << 16) | 2), Buffer.from(text.padEnd(4, '\0'))]);
  const nanoseconds = words((1 << 16) | 9, 9);
  const packets = files.flatMap((file, tap) =>
    recordsOf(file).map((record) => ({
      tap,
      time: BigInt(record.readUInt32LE(0)) * 1_000_000_000n + BigInt(record.readUInt32LE(4)),
      data: record.subarray(recordHeader),
    })),
  );
  packets.sort((x, y) => (x.time < y.time ? -1 : x.time > y.time ? 1 : 0));
  return Buffer.concat([
    block(0x0a0d0d0a, words(0x1a2b3c4d, 1, 0xffffffff, 0xffffffff)),
    block(1, words(1, 0), name('eth0'), nanoseconds, words(0)),
    block(1, words(1, 0), name('eth1'), nanoseconds, words(0)),
    ...packets.map(({ tap, time, data }) =>
      block(
        6,
        words(tap, Number(time >> 32n), Number(time & 0xffffffffn), data.length, data.length),
        data,
      ),
    ),
  ]);
}
