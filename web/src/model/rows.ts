// Every segment of a connection as the drawing needs it: its kind, its relative numbers, its notes.
// One pass over the columns. Typed arrays keep 50,000 rows cheap.
import { FLAGS_MASK, NO_LENGTH, NO_ROW } from '../../generated/values';
import { analyses } from './names';
import type { AnalysisName } from './names';
import type { Connection, SegmentTable } from './connection';
import { borneOut, probeAt } from './exchange';
import { rowsOfOthers } from './sent_by_others';
import { ACK, FIN, RST, SYN, senderAt, windowAt } from './segment';
import type { Side } from './segment';

/** Kinds of segments, which determine the line of the arrow. */
export type SegmentKind = 'syn' | 'ack' | 'data' | 'fin' | 'rst' | 'probe';

/** Notes on a segment in addition to its numbers; rows count from 0. */
export type RowNote =
  | {
      kind: 'retransmission';
      how: 'timeout' | 'fast' | 'spurious';
      /** Null if the original was not captured. */
      original: number | null;
      /** Seconds since the original; 0 without one. */
      after: number;
      /** Number of duplicate acknowledgments for it since the original. */
      duplicates: number;
    }
  /** Something in the middle sent it in the name of this end. */
  | { kind: 'not_from'; end: Side }
  | { kind: 'out_of_order' }
  /** Retransmitted by row `again`, after duplicate acknowledgments. */
  | { kind: 'lost'; again: number }
  /** Earlier bytes of this direction are not in the capture. */
  | { kind: 'gap' }
  /** It acknowledges bytes that were not captured. */
  | { kind: 'ack_of_uncaptured' }
  | { kind: 'keep_alive_probe' }
  | { kind: 'keep_alive_answer' }
  | { kind: 'zero_window' }
  | { kind: 'zero_window_probe' }
  | { kind: 'zero_window_answer' }
  | { kind: 'window_full' }
  | { kind: 'window_update' }
  | { kind: 'reused_ports' }
  /** 1 for the first duplicate. */
  | { kind: 'duplicate_ack'; ordinal: number };

/** Number of rows that are processed without a pause. */
const STRETCH = 32_768;

const bit = (name: AnalysisName): number => 1 << analyses.indexOf(name);
const RETRANSMISSION = bit('retransmission');
const FAST = bit('fast_retransmission');
const SPURIOUS = bit('spurious_retransmission');
const REPEATS = RETRANSMISSION | FAST | SPURIOUS;
const DUPLICATE_ACK = bit('duplicate_ack');
/** Flags that keep a data segment from being folded into a run. */
const STANDS_OUT = REPEATS | bit('out_of_order') | bit('lost_segment') | bit('window_full');

/** Notes by analysis flag, the most important first; retransmissions are checked before them. */
const noteKinds = [
  ['out_of_order', 'out_of_order'],
  ['keep_alive_ack', 'keep_alive_answer'],
  ['zero_window_probe_ack', 'zero_window_answer'],
  ['zero_window', 'zero_window'],
  ['lost_segment', 'gap'],
  ['ack_lost_segment', 'ack_of_uncaptured'],
  ['window_full', 'window_full'],
  ['reused_ports', 'reused_ports'],
] as const satisfies readonly (readonly [AnalysisName, RowNote['kind']])[];

class Rows {
  readonly count: number;
  /** Relative numbers, unwrapped: they exceed 2^32, and may be below 0 before the base. */
  readonly seq: Float64Array;
  readonly ack: Float64Array;
  /**
   * For a duplicate acknowledgment: its ordinal, from 1. For a retransmission: the number of
   * duplicates.
   */
  readonly duplicates: Uint16Array;
  /** 1 if the window changes to or from 0. */
  readonly windowTurns: Uint8Array;
  readonly #table: SegmentTable;

  constructor(readonly connection: Connection) {
    this.#table = connection.segments;
    const { count } = this.#table;
    this.count = count;
    this.seq = new Float64Array(count);
    this.ack = new Float64Array(count);
    this.duplicates = this.#table.duplicates;
    this.windowTurns = new Uint8Array(count);
  }

  /** Computes everything, and yields now and then so that the caller stays responsive. */
  *fill(): Generator<void, void> {
    yield* this.#unwrapNumbers();
    yield* this.#watchWindows();
  }

  sender(row: number): Side {
    return senderAt(this.#table, row);
  }

  flags(row: number): number {
    return this.#table.flags[row]! & FLAGS_MASK;
  }

  /** Payload bytes, or null if unknown. */
  length(row: number): number | null {
    const length = this.#table.length[row]!;
    return length === NO_LENGTH ? null : length;
  }

  kind(row: number): SegmentKind {
    const flags = this.flags(row);
    if (flags & RST) return 'rst';
    if (flags & SYN) return 'syn';
    if (flags & FIN) return 'fin';
    if (probeAt(this.connection, row) !== 'none') return 'probe';
    return this.length(row) === 0 ? 'ack' : 'data';
  }

  repeats(row: number): boolean {
    return probeAt(this.connection, row) === 'none' && (this.#borneOut(row) & REPEATS) !== 0;
  }

  #borneOut(row: number): number {
    return borneOut(this.connection, row);
  }

  /** Whether it was retransmitted after duplicate acknowledgments. */
  isLost(row: number): boolean {
    return this.#table.lostTo[row] !== NO_ROW;
  }

  /** Whether a data segment has a note of its own. */
  standsOut(row: number): boolean {
    const probes = probeAt(this.connection, row) !== 'none';
    return probes || (this.#borneOut(row) & STANDS_OUT) !== 0 || this.isLost(row);
  }

  /** Row of the first segment with these numbers, or null. */
  original(row: number): number | null {
    const original = this.#table.original[row]!;
    return original === NO_ROW || original >= row ? null : original;
  }

  note(row: number): RowNote | null {
    if (rowsOfOthers(this.connection.insight).has(row)) {
      return { kind: 'not_from', end: this.sender(row) };
    }
    const probe = probeAt(this.connection, row);
    if (probe !== 'none')
      return { kind: probe === 'window' ? 'zero_window_probe' : 'keep_alive_probe' };
    if (this.repeats(row)) return this.#retransmission(row);
    const again = this.#table.lostTo[row]!;
    if (again !== NO_ROW) return { kind: 'lost', again };
    const analysis = this.#borneOut(row);
    for (const [name, kind] of noteKinds) if (analysis & bit(name)) return { kind };
    if (analysis & DUPLICATE_ACK) {
      return { kind: 'duplicate_ack', ordinal: this.duplicates[row]! };
    }
    return analysis & bit('window_update') ? { kind: 'window_update' } : null;
  }

  #retransmission(row: number): RowNote {
    const analysis = this.#table.analysis[row]!;
    const original = this.original(row);
    return {
      kind: 'retransmission',
      how: analysis & SPURIOUS ? 'spurious' : analysis & FAST ? 'fast' : 'timeout',
      original,
      after: original === null ? 0 : this.#table.time[row]! - this.#table.time[original]!,
      duplicates: this.duplicates[row]!,
    };
  }

  // Each direction continues from the highest number it reached, so that a wrap of 2^32 continues
  // upwards, and an old or stray segment cannot move the base.
  *#unwrapNumbers(): Generator<void, void> {
    const { connection } = this;
    const table = this.#table;
    const isn = [connection.client.isn, connection.server.isn];
    const high = [0, 0];
    const place = (side: Side, number: number): number =>
      high[side]! + ((number - isn[side]! - high[side]!) | 0);
    for (let row = 0; row < this.count; row += 1) {
      if (row % STRETCH === STRETCH - 1) yield;
      const side = this.sender(row);
      const seq = place(side, table.seq[row]!);
      this.seq[row] = seq;
      if (seq > high[side]! && seq - high[side]! < 2 ** 30) high[side] = seq;
      if (this.flags(row) & ACK) this.ack[row] = place(side === 0 ? 1 : 0, table.ack[row]!);
    }
  }

  *#watchWindows(): Generator<void, void> {
    const before: (number | null)[] = [null, null];
    for (let row = 0; row < this.count; row += 1) {
      if (row % STRETCH === STRETCH - 1) yield;
      if (this.flags(row) & RST) continue;
      const side = this.sender(row);
      const window = windowAt(this.#table, row);
      if (window === null) continue;
      const last = before[side]!;
      if (last !== null && (last === 0) !== (window === 0)) this.windowTurns[row] = 1;
      before[side] = window;
    }
  }
}

export type { Rows };

const cache = new WeakMap<Connection, Rows>();

/** The rows of a connection, computed once. */
export function rowsOf(connection: Connection): Rows {
  const known = cache.get(connection);
  if (known) return known;
  const rows = new Rows(connection);
  const filling = rows.fill();
  while (!filling.next().done) continue;
  cache.set(connection, rows);
  return rows;
}

/** Computes the rows, and awaits `pause` at every yield. */
export async function prepareRows(
  connection: Connection,
  pause: () => Promise<unknown>,
): Promise<void> {
  if (cache.has(connection)) return;
  const rows = new Rows(connection);
  const filling = rows.fill();
  while (!filling.next().done) await pause();
  cache.set(connection, rows);
}
