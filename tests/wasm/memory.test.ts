// A browser that gives no more memory ends the reading, not the page.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import createEngine from '#engine';

const path = new URL('../../build/wasm/wasm/tcpladder-engine.wasm', import.meta.url);
const pageOctets = 65_536;
const indexFull = 3;

/** The module with another bound of its memory, which its memory section has last. */
function boundedTo(octets: number): Uint8Array<ArrayBuffer> {
  const module = new Uint8Array(readFileSync(path));
  const memorySection = 5;
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const octet = module[at++]!;
      value |= (octet & 0x7f) << shift;
      if (octet < 0x80) return value;
    }
  };
  while (module[at] !== memorySection) {
    at += 1;
    const size = number();
    at += size;
  }
  at += 1;
  const end = number() + at;
  const pages = octets / pageOctets;
  module.set([(pages & 0x7f) | 0x80, ((pages >> 7) & 0x7f) | 0x80, pages >> 14], end - 3);
  return module;
}

/** A pcap of raw IP with `count` SYNs, each from a port and address of its own. */
function synFlood(count: number): Uint8Array {
  const packet = 40;
  const file = new Uint8Array(24 + count * (16 + packet));
  const view = new DataView(file.buffer);
  view.setUint32(0, 0xa1b2c3d4);
  view.setUint16(4, 2);
  view.setUint16(6, 4);
  view.setUint32(16, 65_535);
  view.setUint32(20, 101);
  for (let i = 0, at = 24; i < count; ++i, at += 16 + packet) {
    view.setUint32(at, Math.trunc(i / 1000));
    view.setUint32(at + 8, packet);
    view.setUint32(at + 12, packet);
    const ip = at + 16;
    view.setUint16(ip, 0x4500);
    view.setUint16(ip + 2, packet);
    view.setUint16(ip + 8, 0x4006);
    view.setUint32(ip + 12, 0x0a000000 + i);
    view.setUint32(ip + 16, 0xc0000201);
    const tcp = ip + 20;
    view.setUint16(tcp, 1024 + (i % 60_000));
    view.setUint16(tcp + 2, 80);
    view.setUint32(tcp + 4, i * 7919);
    view.setUint16(tcp + 12, 0x5002);
  }
  return file;
}

describe('memory that ends', () => {
  it('leaves what was read, and every table of it', async () => {
    const module = await createEngine(boundedTo(48 << 20));
    const engine = new module.Engine(1, true);
    const file = synFlood(200_000);
    const chunk = 1 << 20;
    let status = 0;
    for (let at = 0; at < file.length && status === 0; at += chunk) {
      const part = file.subarray(at, at + chunk);
      engine.buffer(part.length).set(part);
      status = engine.push(part.length);
    }
    expect(status).toBe(indexFull);
    const { connections, packets } = engine.info();
    expect(connections).toBeGreaterThan(10_000);
    expect(packets).toBeLessThan(200_000);
    expect(engine.connections(0, connections).count).toBe(connections);
    expect(engine.segmentsAndVerdict(connections - 1).segments.count).toBe(1);
    engine.delete();
  });
});
