// What the engine infers from a connection, for tables that tests make by hand: the columns that it
// adds to a SegmentTable, and the rows of the verdict. The engine's own are tested in tests/core.
import { NO_ROW } from '../../web/generated/values';
import { stateChanges } from '../../web/src/model/names';
import type { OpeningName, OutcomeName, StateName } from '../../web/src/model/names';
import type { SegmentTable } from '../../web/src/model/connection';
import {
  ACK,
  FIN,
  RST,
  SYN,
  hasAnalysis,
  payloadAt,
  segmentAt,
  senderAt,
  seqDistance,
  stateAfter,
} from '../../web/src/model/segment';
import type { Segment, Side } from '../../web/src/model/segment';
import type { VerdictRows } from '../../web/src/model/verdict_rows';

/** A table without the columns that are made of the others. */
export type Recorded = Omit<
  SegmentTable,
  'repeated' | 'copyOf' | 'duplicates' | 'duplicateOf' | 'lostTo' | 'evidence' | 'refuted'
>;

type Pair<T> = [T, T];

export function withInferred(recorded: Recorded, opening: OpeningName): SegmentTable {
  const { count } = recorded;
  const table: SegmentTable = {
    ...recorded,
    repeated: new Uint32Array(count),
    copyOf: new Uint32Array(count).fill(NO_ROW),
    duplicates: new Uint16Array(count),
    duplicateOf: new Uint32Array(count).fill(NO_ROW),
    lostTo: new Uint32Array(count).fill(NO_ROW),
    evidence: new Uint32Array(2 * count).fill(NO_ROW),
    refuted: new Uint8Array(count),
  };
  const highest: Pair<number | null> = [null, null];
  for (let row = 0; row < count; row += 1) {
    const { from, seq, end } = segmentAt(table, row);
    const top = highest[from];
    // Most segments begin behind all that came before: to look for more would take a quadratic time.
    if (top !== null && seqDistance(top, seq) > 0) table.repeated[row] = repeatedBy(table, row);
    if (top === null || seqDistance(end, top) > 0) highest[from] = end;
    table.copyOf[row] = copyOf(table, row);
  }
  countDuplicates(table);
  for (const side of [0, 1] as const) findEvidence(table, opening, side);
  return table;
}

function repeatedBy(table: SegmentTable, row: number): number {
  const { from, seq, length } = segmentAt(table, row);
  let carried = 0;
  for (let grown = true; grown;) {
    grown = false;
    for (let at = 0; at < row; at += 1) {
      const s = segmentAt(table, at);
      if (s.from !== from || seqDistance(s.seq, seq) > carried) continue;
      const end = seqDistance(s.end, seq);
      if (end > carried) [carried, grown] = [end, true];
    }
  }
  return Math.min(carried, length);
}

function copyOf(table: SegmentTable, row: number): number {
  for (let at = row - 1; at >= Math.max(0, row - 8); at -= 1) {
    const gap = table.time[row]! - table.time[at]!;
    if (gap > 0.001) return NO_ROW;
    const equal = (['flags', 'seq', 'ack', 'length', 'window'] as const).every(
      (column) => table[column][at] === table[column][row],
    );
    if (equal && gap >= 0) return at;
  }
  return NO_ROW;
}

const repeats = ['retransmission', 'fast_retransmission', 'spurious_retransmission'] as const;

function countDuplicates(table: SegmentTable): void {
  const asked = [0, 0];
  const times = [0, 0];
  const newest: (number | null)[] = [null, null];
  const first = [0, 0];
  for (let row = 0; row < table.count; row += 1) {
    const side = senderAt(table, row);
    const peer = side === 0 ? 1 : 0;
    if (table.flags[row]! & ACK) {
      if (newest[side] !== table.ack[row]) first[side] = row;
      newest[side] = table.ack[row]!;
    }
    if (hasAnalysis(table, row, 'duplicate_ack')) {
      if (first[side] !== row) table.duplicateOf[row] = first[side]!;
      times[side] = asked[side] === table.ack[row] ? times[side]! + 1 : 1;
      asked[side] = table.ack[row]!;
      table.duplicates[row] = times[side]!;
    } else if (
      repeats.some((name) => hasAnalysis(table, row, name)) &&
      times[peer]! > 0 &&
      asked[peer] === table.seq[row]
    ) {
      table.duplicates[row] = times[peer]!;
      const original = table.original[row]!;
      const spurious = hasAnalysis(table, row, 'spurious_retransmission');
      const lost = original < row && !spurious && table.length[row] !== 0;
      if (lost && table.lostTo[original] === NO_ROW) table.lostTo[original] = row;
    }
  }
}

interface Settling {
  row: number;
  refuted: boolean;
}

function findEvidence(table: SegmentTable, opening: OpeningName, side: Side): void {
  const opened = firstOf(table, (s) => s.from === side && (s.flags & SYN) !== 0);
  // What settles the state after the row that was looked at last, from the end on.
  let settled: Settling | null = null;
  for (let row = table.count - 1; row >= 0; row -= 1) {
    const now = stateAfter(table, row, side);
    if (row + 1 === table.count) settled = null;
    else settled = settlingOf(table, opening, side, row + 1, now.state, opened, settled);
    if (!settled || now.certainty === 'sure' || now.certainty === 'unknown') continue;
    table.evidence[2 * row + side] = settled.row;
    if (settled.refuted) table.refuted[row]! |= 1 << side;
  }
}

function settlingOf(
  table: SegmentTable,
  opening: OpeningName,
  side: Side,
  row: number,
  state: StateName,
  opened: number | null,
  after: Settling | null,
): Settling | null {
  const later = stateAfter(table, row, side);
  if (later.state === state) return later.certainty === 'sure' ? { row, refuted: false } : after;
  if (later.certainty === 'sure' && senderAt(table, row) === side) {
    const follows = stateChanges.some(
      ({ from, to, kind }) => from === state && to === later.state && kind !== 'call',
    );
    const resets = opening === 'refused' && (table.flags[row]! & RST) !== 0;
    return { row, refuted: !follows || (resets && (opened === null || opened > row)) };
  }
  return state === 'ESTABLISHED' && later.state === 'CLOSE-WAIT' ? after : null;
}

function firstOf(table: SegmentTable, test: (s: Segment) => boolean): number | null {
  for (let row = 0; row < table.count; row += 1) if (test(segmentAt(table, row))) return row;
  return null;
}

export function verdictOf(table: SegmentTable, outcome: OutcomeName): VerdictRows {
  const each = (test: (s: Segment) => boolean, side: Side) =>
    firstOf(table, (s) => s.from === side && test(s));
  const both = (test: (s: Segment) => boolean): Pair<number | null> => [
    each(test, 0),
    each(test, 1),
  ];
  const plain = (s: Segment) => !(s.flags & RST);
  const syn = both((s) => plain(s) && (s.flags & SYN) !== 0);
  const synAck = both((s) => plain(s) && (s.flags & SYN) !== 0 && (s.flags & ACK) !== 0);
  const bare = both((s) => plain(s) && (s.flags & (SYN | ACK)) === SYN);
  const first = least(syn);
  const begins = first === null ? null : segmentAt(table, first);
  const opener = begins === null ? null : begins.flags & ACK ? begins.to : begins.from;
  const answer = opener === null ? null : synAck[opener === 0 ? 1 : 0];
  const third =
    answer === null
      ? null
      : firstOf(
          table,
          (s) => s.row > answer && s.from === opener && (s.flags & (SYN | RST | ACK)) === ACK,
        );
  const fin = both((s) => plain(s) && (s.flags & FIN) !== 0);
  const finNumber = fin.map((row) => {
    if (row === null) return 0;
    const s = segmentAt(table, row);
    return (s.seq + s.length) >>> 0;
  }) as Pair<number>;
  const acknowledges = (s: Segment, side: Side) =>
    (s.flags & ACK) !== 0 && seqDistance(s.ack, finNumber[side]) > 0;
  const finAcked = ([0, 1] as const).map((side) => {
    const from = fin[side];
    if (from === null) return null;
    return firstOf(
      table,
      (s) => plain(s) && s.row > from && s.from !== side && acknowledges(s, side),
    );
  }) as Pair<number | null>;
  const second = fin[0] === null || fin[1] === null ? null : Math.max(fin[0], fin[1]);
  const closing = second === null ? null : segmentAt(table, second);
  const synsCross = bare[0] !== null && bare[1] !== null && (second === null || bare[1] < second);
  const reset = firstOf(table, (s) => (s.flags & RST) !== 0);
  const end = endOf(table, outcome, fin, reset);
  const last = synsCross ? greatest(synAck) : third;
  const clock = table.time.some((seconds) => seconds !== table.time[0]);
  const opens = opener === null ? null : syn[opener];
  const timed = clock && opens !== null && last !== null && last >= opens;
  return {
    syn,
    synAck,
    opener,
    third,
    fin,
    finNumber,
    finAcked,
    finIdle: [idleBefore(table, fin[0]).idle, idleBefore(table, fin[1]).idle],
    finProbes: [idleBefore(table, fin[0]).probes, idleBefore(table, fin[1]).probes],
    reset,
    takenReset: firstOf(
      table,
      (s) =>
        (s.flags & RST) !== 0 &&
        ['CLOSED', 'LISTEN'].includes(stateAfter(table, s.row, s.to).state),
    ),
    data: both((s) => plain(s) && s.length > 0),
    synsCross,
    finsCross: closing !== null && !acknowledges(closing, closing.to),
    end,
    idle: idleBefore(table, end).idle,
    more: null,
    handshake: timed ? table.time[last]! - table.time[opens]! : null,
    cutShort: false,
    twoClocks: false,
    answeredIn: null,
    seenTwice: seenTwice(table),
  };
}

function endOf(
  table: SegmentTable,
  outcome: OutcomeName,
  fin: Pair<number | null>,
  reset: number | null,
): number | null {
  const by = (side: Side) => firstOf(table, (s) => s.from === side && (s.flags & RST) !== 0);
  switch (outcome) {
    case 'closed_by_client':
    case 'half_closed_by_client':
      return fin[0];
    case 'closed_by_server':
    case 'half_closed_by_server':
      return fin[1];
    case 'closed_together':
      return least(fin);
    case 'reset_by_client':
      return by(0);
    case 'reset_by_server':
      return by(1);
    case 'refused':
      return reset;
    default:
      return null;
  }
}

function idleBefore(table: SegmentTable, row: number | null): { idle: number; probes: number } {
  if (row === null || row === 0) return { idle: 0, probes: 0 };
  let probes = 0;
  let last = row - 1;
  for (; last > 0; last -= 1) {
    if (hasAnalysis(table, last, 'keep_alive')) probes += 1;
    else if (!hasAnalysis(table, last, 'keep_alive_ack')) break;
  }
  return { idle: Math.max(0, table.time[row]! - table.time[last]!), probes };
}

function seenTwice(table: SegmentTable): boolean {
  let numbered = 0;
  let copies = 0;
  for (let row = 0; row < table.count; row += 1) {
    if (!(table.flags[row]! & (SYN | FIN)) && payloadAt(table, row) === 0) continue;
    numbered += 1;
    if (table.copyOf[row] !== NO_ROW) copies += 1;
  }
  return copies >= 2 && copies >= 0.4 * numbered;
}

function least([a, b]: Pair<number | null>): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}

function greatest([a, b]: Pair<number | null>): number | null {
  return a === null || b === null ? null : Math.max(a, b);
}
