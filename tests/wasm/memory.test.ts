// A browser that gives no more memory ends the reading, not the page.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import createEngine from '#engine';

const pageOctets = 65_536;
const indexFull = 3;

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
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its memory below
  const { grow } = WebAssembly.Memory.prototype;
  let refused = 0;

  beforeEach(() => {
    refused = 0;
    vi.spyOn(WebAssembly.Memory.prototype, 'grow').mockImplementation(function (
      this: WebAssembly.Memory,
      pages,
    ) {
      if (this.buffer.byteLength + pages * pageOctets > 48 << 20) {
        ++refused;
        throw new RangeError('no more memory');
      }
      return grow.call(this, pages);
    });
  });
  afterEach(() => vi.restoreAllMocks());

  it('leaves what was read, and every table of it', async () => {
    const module = await createEngine();
    const engine = new module.Engine(1, true);
    const file = synFlood(200_000);
    const chunk = 1 << 20;
    let status = 0;
    for (let at = 0; at < file.length && status === 0; at += chunk) {
      const part = file.subarray(at, at + chunk);
      engine.buffer(part.length).set(part);
      status = engine.push(part.length);
    }
    expect(refused).toBeGreaterThan(0);
    expect(status).toBe(indexFull);
    const { connections, packets } = engine.info();
    expect(connections).toBeGreaterThan(10_000);
    expect(packets).toBeLessThan(200_000);
    expect(engine.connections(0, connections).count).toBe(connections);
    expect(engine.segments(connections - 1).count).toBe(1);
    engine.delete();
  });
});
