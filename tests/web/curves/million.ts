// A transfer of very many segments: full ones that are acknowledged two by two, some of them sent
// again, a few lost, one time a closed window.
import type { CurveTable, SegmentTable } from '../../../wasm/engine.mjs';
import { NO_ROW } from '../../../web/generated/values';
import type { CurveName } from '../../../web/src/curves/points';
import { curves as curveNames } from '../../../web/src/model/names';
import type { Connection } from '../../../web/src/model/connection';
import { ACK, RST, SYN } from '../../../web/src/model/segment';
import { Talk } from '../fixtures';

const FULL = 1448;
const FROM_SERVER = 0x200;

/** Every `every`th segment is sent again; rows of three kinds in turn: data, data, ACK. */
export function millionOf(
  count: number,
  every = 997,
): { connection: Connection; table: CurveTable } {
  const u32 = (fill = 0) => new Uint32Array(count).fill(fill);
  const segments: SegmentTable = {
    count,
    time: new Float64Array(count),
    frame: u32(),
    offset: new Float64Array(count),
    headerOffset: new Uint16Array(count),
    seq: u32(),
    ack: u32(),
    length: u32(),
    window: u32(64_000),
    flags: new Uint16Array(count),
    analysis: u32(),
    linkType: new Uint16Array(count),
    clientState: new Uint8Array(count).fill(4),
    serverState: new Uint8Array(count).fill(4),
    original: u32(NO_ROW),
    repeated: u32(),
    copyOf: u32(NO_ROW),
    duplicates: new Uint16Array(count),
    duplicateOf: u32(NO_ROW),
    lostTo: u32(NO_ROW),
    unknown: new Uint8Array(count),
    evidence: new Uint32Array(2 * count).fill(NO_ROW),
    refuted: new Uint8Array(count),
  };
  const points = curveNames.map(() => ({
    row: [] as number[],
    low: [] as number[],
    high: [] as number[],
  }));
  let seq = 1;
  let acked = 1;
  const add = (kind: CurveName, row: number, low: number, high?: number) => {
    const of = points[curveNames.indexOf(kind)]!;
    of.row.push(row);
    of.low.push(low);
    if (high !== undefined) of.high.push(high);
  };
  for (let row = 0; row < count; row += 1) {
    segments.time[row] = row * 12e-6;
    const ack = row % 3 === 2;
    segments.flags[row] = ACK | (ack ? FROM_SERVER : 0);
    if (row === 0) segments.flags[row] = SYN;
    else if (row === count - 1) segments.flags[row] = RST;
    else if (ack) {
      acked = seq;
      segments.ack[row] = acked;
      add('ack', row, acked);
      add('window', row, acked + 64_000);
      add('in_flight', row, seq - acked);
      add('rtt', row, 0.01 + (row % 100) * 1e-5);
    } else if (row % every === 0) {
      segments.seq[row] = seq - FULL;
      segments.length[row] = FULL;
      segments.original[row] = row - 1;
      segments.lostTo[row - 1] = row;
      add('retransmission', row, seq - FULL, seq);
    } else {
      segments.seq[row] = seq >>> 0;
      segments.length[row] = FULL;
      add('data', row, seq, seq + FULL);
      seq += FULL;
      add('in_flight', row, seq - acked);
    }
  }
  let end = 0;
  const all = (column: 'row' | 'low' | 'high') => points.flatMap((of) => of[column]);
  const table: CurveTable = {
    count: points.reduce((sum, { row }) => sum + row.length, 0),
    first: Uint32Array.from([0, ...points.map(({ row }) => (end += row.length))]),
    row: Uint32Array.from(all('row')),
    low: Float64Array.from(all('low')),
    high: Float64Array.from(all('high')),
  };
  const connection = new Talk().syn().connection('still_open');
  return { connection: { ...connection, segments }, table };
}
