// Opening, data and closing of a connection, and which of the four logical messages of an opening
// or a closing each segment carries. Both directions are opened (SYN) and acknowledged, and both
// are ended (FIN) and acknowledged (RFC 9293 sections 3.5 and 3.6): four messages each, in as few
// segments as the ends need.
import { ACK, FIN, RST, SYN, payloadAt, segmentAt, senderAt } from './segment';
import { seqDistance, stateAfter } from './segment';
import type { Segment, Side } from './segment';
import type { Connection, SegmentTable } from './connection';
import { isStray } from './exchange';

export type PhaseKind = 'opening' | 'data' | 'closing';

/** One logical message of an opening or a closing. */
export interface LogicalStep {
  /** Row of the first segment that carries it. */
  row: number;
  /** Its sender. */
  from: Side;
  name: 'syn' | 'ack_of_syn' | 'fin' | 'ack_of_fin' | 'rst';
}

/** A part of a connection: the rows first … last, both included. */
export interface Phase {
  kind: PhaseKind;
  first: number;
  last: number;
  /** In row order; none in a data phase. */
  steps: LogicalStep[];
  /** Distinct segments among `steps`. */
  carriers: number;
  /** Seconds from the first to the last step; for a data phase, from the first to the last row. */
  seconds: number;
  /** Payload bytes in the phase by client and server, retransmissions included. */
  payload: [number, number];
}

const cache = new WeakMap<Connection, readonly Phase[]>();

/**
 * The phases in the capture, in order. They do not overlap, and some may be missing. Computed once
 * per connection.
 */
export function phasesOf(connection: Connection): readonly Phase[] {
  let phases = cache.get(connection);
  if (!phases) cache.set(connection, (phases = findPhases(connection)));
  return phases;
}

function findPhases(connection: Connection): Phase[] {
  const { segments: table } = connection;
  if (table.count === 0) return [];
  const opening = openingOf(connection);
  const afterOpening = opening ? opening.last + 1 : 0;
  const closing = closingOf(connection, afterOpening);
  const dataEnd = closing ? closing.first : table.count;
  const phases: Phase[] = [];
  if (opening) phases.push(finish(table, 'opening', opening));
  if (dataEnd > afterOpening) {
    phases.push(finish(table, 'data', { first: afterOpening, last: dataEnd - 1, steps: [] }));
  }
  if (closing) phases.push(finish(table, 'closing', closing));
  return phases;
}

interface Draft {
  first: number;
  last: number;
  steps: LogicalStep[];
}

function finish(table: SegmentTable, kind: PhaseKind, draft: Draft): Phase {
  const { first, last, steps } = draft;
  steps.sort((a, b) => a.row - b.row);
  const from = steps[0]?.row ?? first;
  const to = steps.at(-1)?.row ?? last;
  const payload: [number, number] = [0, 0];
  for (let row = first; row <= last; row += 1) {
    payload[senderAt(table, row)] += payloadAt(table, row);
  }
  return {
    kind,
    first,
    last,
    steps,
    carriers: new Set(steps.map((s) => s.row)).size,
    seconds: table.time[to]! - table.time[from]!,
    payload,
  };
}

/**
 * The opening: from the first SYN until both SYNs are acknowledged. If it never completes, it
 * includes every retransmitted SYN and ends with the reset that refuses it.
 */
function openingOf(connection: Connection): Draft | null {
  const { segments: table } = connection;
  const marks = new Marks('syn', 'ack_of_syn');
  const answer = answerOf(connection);
  let first = -1;
  let last = -1;
  for (let row = 0; row < table.count; row += 1) {
    const segment = segmentAt(table, row);
    const { flags } = segment;
    if (first < 0) {
      if (!(flags & SYN)) return null;
      first = row;
    }
    if (isStray(connection, row) || isUnanswered(segment, answer)) continue;
    if (flags & RST && ends(table, segment)) {
      marks.steps.push({ row, from: segment.from, name: 'rst' });
      last = row;
      break;
    }
    if (flags & SYN) {
      marks.announce(segment, segment.seq + 1);
      last = row;
    }
    if (marks.confirm(segment)) last = row;
    if (marks.complete) break;
    // The third segment was not captured if data comes without it; the opening is complete
    // nevertheless. But a SYN with data may be answered with data before it (RFC 7413 section 4.2).
    if (segment.length > 0 && !(flags & SYN) && payloadAt(table, first) === 0) break;
    if (flags & FIN && !(flags & SYN)) break;
  }
  return { first, last, steps: marks.steps };
}

/** The SYN ACK that the third segment acknowledges, if the server sent several numbers. */
function answerOf({ segments: table, verdict: { third } }: Connection): Segment | null {
  if (third === null) return null;
  const { to, ack } = segmentAt(table, third);
  for (let row = third - 1; row >= 0; row -= 1) {
    const s = segmentAt(table, row);
    if (s.from === to && s.flags & SYN && s.flags & ACK && (s.seq + 1) >>> 0 === ack) return s;
  }
  return null;
}

/** Whether it is another SYN ACK than `answer`. */
function isUnanswered({ from, flags, seq }: Segment, answer: Segment | null): boolean {
  if (answer === null || from !== answer.from) return false;
  return (flags & SYN) !== 0 && (flags & ACK) !== 0 && seq !== answer.seq;
}

/** Whether a reset in an opening ends it: its receiver may reject it and continue. */
function ends(table: SegmentTable, { row, to }: Segment): boolean {
  return ['CLOSED', 'LISTEN'].includes(stateAfter(table, row, to).state);
}

/**
 * The closing: from the first FIN or its ACK, or the reset that closed without one, to the last
 * row.
 */
function closingOf({ segments: table, verdict }: Connection, begin: number): Draft | null {
  const steps: LogicalStep[] = [];
  const add = (row: number | null, name: LogicalStep['name']) => {
    if (row !== null && row >= begin) steps.push({ row, from: senderAt(table, row), name });
  };
  for (const row of verdict.fin) add(row, 'fin');
  for (const row of verdict.finAcked) add(row, 'ack_of_fin');
  // If all four messages were sent, a reset ends nothing more.
  const reset = verdict.takenReset;
  if (steps.length < 4) add(reset, 'rst');
  if (steps.length === 0) return null;
  return { first: Math.min(...steps.map(({ row }) => row)), last: table.count - 1, steps };
}

/** The two SYNs or FINs of an opening or closing, and their acknowledgments. */
class Marks {
  readonly steps: LogicalStep[] = [];
  /** By side: the number that acknowledges its SYN or FIN; null until it was sent. */
  readonly #wanted: [number | null, number | null] = [null, null];
  readonly #confirmed = [false, false];
  readonly #asking: 'syn' | 'fin';
  readonly #confirming: 'ack_of_syn' | 'ack_of_fin';

  constructor(asking: 'syn' | 'fin', confirming: 'ack_of_syn' | 'ack_of_fin') {
    this.#asking = asking;
    this.#confirming = confirming;
  }

  get complete(): boolean {
    return this.#confirmed[0]! && this.#confirmed[1]!;
  }

  announce(segment: Segment, next: number): void {
    if (this.#wanted[segment.from] !== null) return;
    this.#wanted[segment.from] = next >>> 0;
    this.steps.push({ row: segment.row, from: segment.from, name: this.#asking });
  }

  /** Whether this segment is the first to acknowledge the other side's SYN or FIN. */
  confirm(segment: Segment): boolean {
    const wanted = this.#wanted[segment.to];
    if (!(segment.flags & ACK) || wanted === null || wanted === undefined) return false;
    if (this.#confirmed[segment.to] || seqDistance(segment.ack, wanted) < 0) return false;
    this.#confirmed[segment.to] = true;
    this.steps.push({ row: segment.row, from: segment.from, name: this.#confirming });
    return true;
  }
}

/** The segments that carry more than one logical message, with what they carry. */
export function sharedSteps(phase: Phase): { row: number; names: LogicalStep['name'][] }[] {
  const byRow = new Map<number, LogicalStep['name'][]>();
  for (const { row, name } of phase.steps) {
    byRow.set(row, [...(byRow.get(row) ?? []), name]);
  }
  return [...byRow].filter(([, names]) => names.length > 1).map(([row, names]) => ({ row, names }));
}
