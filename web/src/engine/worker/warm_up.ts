// Analyses a generated capture. Browsers recompile frequently run code with more optimisation;
// during the reading of a real capture, this would take processor time from it.
import type { EngineModule } from '../../../../wasm/engine.mjs';

const connections = 2000;
/** Number of runs: enough for V8, which does not optimise after one (tests/bench/README.md). */
const times = 4;

/** Runs the analysis in turns of a few milliseconds, as long as `wanted` returns true. */
export async function warmUp(
  { Engine }: EngineModule,
  anotherTurn: () => Promise<void>,
  wanted: () => boolean,
): Promise<void> {
  const capture = manyConnections();
  for (let time = 0; time < times && wanted(); time += 1) {
    const engine = new Engine(0, true);
    engine.buffer(capture.length).set(capture);
    engine.push(capture.length);
    engine.finish();
    // The page makes these calls as soon as a capture is read.
    engine.connections(0, connections);
    engine.endpointStatistics();
    engine.delete();
    await anotherTurn();
  }
}

const [fin, syn, push, ack] = [1, 2, 8, 16];

/**
 * Segments of a short connection: whether the server sent it, flags, and payload length in bytes.
 */
const segments = [
  [0, syn, 0],
  [1, syn | ack, 0],
  [0, ack, 0],
  [0, push | ack, 5],
  [1, ack, 0],
  [1, push | ack, 6],
  [0, ack, 0],
  [0, fin | ack, 0],
  [1, fin | ack, 0],
  [0, ack, 0],
] as const;

const recordHeader = 16;
/** Shortest Ethernet frame: 54 bytes of headers, then payload or padding. */
const captured = 60;

/** A classic pcap file, big-endian, with overlapping connections. */
export function manyConnections(): Uint8Array {
  const octets = new Uint8Array(24 + connections * segments.length * (recordHeader + captured));
  const view = new DataView(octets.buffer);
  view.setUint32(0, 0xa1b2c3d4);
  view.setUint32(4, 0x00020004);
  view.setUint32(16, 0xffff);
  view.setUint32(20, 1);
  let at = 24;
  for (let row = 0; row < connections * segments.length; row += 1) {
    // Ten connections at a time, with one segment of each in turn.
    const connection = Math.floor(row / 100) * 10 + (row % 10);
    const place = Math.floor(row / 10) % 10;
    const [server, flags, length] = segments[place]!;
    const next = [0, 0];
    for (const [from, sent, size] of segments.slice(0, place)) {
      next[from]! += size + (sent & (syn | fin) ? 1 : 0);
    }
    view.setUint32(at + 4, row);
    view.setUint32(at + 8, captured);
    view.setUint32(at + 12, captured);
    const [ip, tcp] = [at + recordHeader + 14, at + recordHeader + 34];
    view.setUint16(ip - 2, 0x0800);
    view.setUint16(ip, 0x4500);
    view.setUint16(ip + 2, 40 + length);
    // Each frame needs its own identification; otherwise it counts as a duplicate of another.
    view.setUint16(ip + 4, row);
    view.setUint16(ip + 8, 0x4006);
    view.setUint32(ip + 12 + 4 * server, 0x0a000001);
    view.setUint32(ip + 16 - 4 * server, 0x0a000002);
    view.setUint16(tcp + 2 * server, 10_000 + connection);
    view.setUint16(tcp + 2 - 2 * server, 80);
    view.setUint32(tcp + 4, next[server]!);
    view.setUint32(tcp + 8, flags & ack ? next[1 - server]! : 0);
    view.setUint16(tcp + 12, 0x5000 | flags);
    view.setUint16(tcp + 14, 0xffff);
    at += recordHeader + captured;
  }
  return octets;
}
