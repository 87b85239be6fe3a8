// Segments that a test tells, written as a capture and read by the engine: for the columns that only
// the engine infers.
import createEngine from '#engine';
import type { ExchangeTable, SegmentTable, VerdictTable } from '../../wasm/engine.mjs';
import { NO_LENGTH } from '../../web/generated/values';
import { ACK } from '../../web/src/model/segment';

export interface Written {
  /** Microseconds. */
  time: number;
  from: 0 | 1;
  flags: number;
  seq: number;
  ack: number;
  length: number;
  window: number;
}

const module = await createEngine();

/** A test of so many rows is about drawing them. */
const most = 10_000;

/** Of the connection that all of these segments belong to, or null if they are several. */
export function readByEngine(
  segments: readonly Written[],
): { segments: SegmentTable; exchange: ExchangeTable; verdict: VerdictTable } | null {
  if (segments.length > most) return null;
  const file = captureOf(segments);
  const engine = new module.Engine(1, false);
  engine.buffer(file.length).set(file);
  engine.push(file.length);
  engine.finish();
  const read = engine.info().connections === 1 ? engine.segmentsAndVerdict(0) : null;
  engine.delete();
  return read?.segments.count === segments.length ? read : null;
}

const FILE_HEADER = 24;
const HEADERS = 14 + 20 + 20;

/** A pcap of Ethernet frames between 10.0.0.1:50000 and 10.0.0.2:80. */
function captureOf(segments: readonly Written[]): Uint8Array {
  const records = segments.map((segment, i) => recordOf(segment, i));
  const file = new Uint8Array(records.reduce((sum, { length }) => sum + length, FILE_HEADER));
  const view = new DataView(file.buffer);
  [0xa1b2c3d4, 0x00020004, 0, 0, 0x40000, 1].forEach((word, i) => view.setUint32(4 * i, word));
  let at = FILE_HEADER;
  for (const record of records) {
    file.set(record, at);
    at += record.length;
  }
  return file;
}

function recordOf({ time, from, flags, seq, ack, length, window }: Written, i: number): Uint8Array {
  const payload = length === NO_LENGTH ? 0 : length;
  const record = new Uint8Array(16 + HEADERS);
  const view = new DataView(record.buffer);
  // The frame is cut after its headers: no payload matters here.
  const words = [1_600_000_000 + Math.floor(time / 1e6), time % 1e6, HEADERS, HEADERS + payload];
  words.forEach((word, at) => view.setUint32(4 * at, word));
  const ip = 16 + 14;
  view.setUint16(ip - 2, 0x0800);
  view.setUint16(ip, 0x4500);
  view.setUint16(ip + 2, Math.min(40 + payload, 0xffff));
  view.setUint16(ip + 4, i + 1);
  view.setUint16(ip + 8, 0x4006);
  view.setUint32(ip + 12, 0x0a000001 + from);
  view.setUint32(ip + 16, 0x0a000002 - from);
  const tcp = ip + 20;
  view.setUint16(tcp, from === 0 ? 50000 : 80);
  view.setUint16(tcp + 2, from === 0 ? 80 : 50000);
  view.setUint32(tcp + 4, seq);
  view.setUint32(tcp + 8, flags & ACK ? ack : 0);
  view.setUint16(tcp + 12, 0x5000 | flags);
  view.setUint16(tcp + 14, Math.min(window, 0xffff));
  return record;
}
