// One segment with the material for its story: its place in the connection, the numbers as the
// reader counts them, the tracker's events, and queries about the segments around it.
import type { Words } from '../words/story';
import { digits } from '../base/format';
import type { EventName } from '../model/names';
import { rowsOf } from '../model/rows';
import type { Rows } from '../model/rows';
import type { TwoMsl } from '../model/two_msl';
import type { Connection } from '../model/connection';
import type { HalfOpenPort, VerdictRows } from '../model/verdict_rows';
import { NO_ROW } from '../../generated/values';
import { probeAt } from '../model/exchange';
import { ACK, RST, segmentAt, seqDistance } from '../model/segment';
import { stateAfter, stateBefore } from '../model/segment';
import type { EndState, Segment, Side } from '../model/segment';
import { eventsAt } from './statement';
import type { TrackerEvent } from './statement';

/** Sequence numbers relative to the initial sequence number, or as in the header. */
export type Counting = 'relative' | 'absolute';

export interface StoryOptions {
  words: Words;
  numbers?: Counting;
  /** Other connections in the capture to the server's port, if the page knows them. */
  port?: HalfOpenPort | null;
  /** Length of TIME-WAIT, if the reader chose one. */
  twoMsl?: TwoMsl | null;
}

/** Data segments that one end sent in a row, with only acknowledgments of the other end between. */
export interface Burst {
  /** Place of this segment among them, from 1; 0 if not all of them were captured. */
  place: number;
  segments: number;
  /** New payload bytes of all of them. */
  bytes: number;
}

/** Rows that a search looks at. */
const searchLimit = 4096;

export class SegmentContext {
  readonly segment: Segment;
  readonly events: TrackerEvent[];
  readonly marks: VerdictRows;
  readonly words: Words;
  readonly numbers: Counting;
  readonly port: HalfOpenPort | null;
  readonly twoMsl: TwoMsl | null;
  readonly #rows: Rows;

  constructor(
    readonly connection: Connection,
    row: number,
    options: StoryOptions,
  ) {
    this.segment = segmentAt(connection.segments, row);
    this.events = eventsAt(connection.events, row);
    this.marks = connection.verdict;
    this.#rows = rowsOf(connection);
    this.words = options.words;
    this.numbers = options.numbers ?? 'relative';
    this.port = options.port ?? null;
    this.twoMsl = options.twoMsl ?? null;
  }

  at(row: number): Segment {
    return segmentAt(this.connection.segments, row);
  }

  get count(): number {
    return this.connection.segments.count;
  }

  said(name: EventName): TrackerEvent | undefined {
    return this.events.find((s) => s.name === name);
  }

  /** An earlier row to which an event refers; null if it names none. */
  rowSaid(name: EventName, arg: string): number | null {
    const row = this.said(name)?.args[arg] ?? -1;
    return row >= 0 && row < this.segment.row ? row : null;
  }

  before(side: Side): EndState {
    return stateBefore(this.connection, this.segment.row, side);
  }

  after(side: Side): EndState {
    return stateAfter(this.connection.segments, this.segment.row, side);
  }

  end(side: Side) {
    return side === 0 ? this.connection.client : this.connection.server;
  }

  /** A sequence number that `side` counts, in the form that the reader chose. */
  number(side: Side, absolute: number): string {
    if (this.numbers === 'absolute') return digits(absolute >>> 0);
    return digits(this.relative(side, absolute));
  }

  /** The same, relative to the side's first one; exact however far the connection got. */
  relative(side: Side, absolute: number): number {
    const { row, from, seq, ack, flags } = this.segment;
    if (side === from) return this.#rows.seq[row]! + seqDistance(absolute, seq);
    if (flags & ACK) return this.#rows.ack[row]! + seqDistance(absolute, ack);
    return seqDistance(absolute, this.end(side).isn);
  }

  /** A number of this segment's sender. */
  own(absolute: number): string {
    return this.number(this.segment.from, absolute);
  }

  /** A number of the other end. */
  other(absolute: number): string {
    return this.number(this.segment.to, absolute);
  }

  get seq(): string {
    return this.own(this.segment.seq);
  }

  get ack(): string {
    return this.other(this.segment.ack);
  }

  /** The number after this segment. */
  get next(): string {
    return this.own(this.segment.end);
  }

  /** Seconds from `row` to this segment. */
  since(row: number): number {
    return this.segment.time - this.at(row).time;
  }

  /** Newest row before this one for which `test` holds, or null. */
  findBefore(test: (s: Segment) => boolean, limit = searchLimit): number | null {
    const stop = Math.max(0, this.segment.row - limit);
    for (let row = this.segment.row - 1; row >= stop; row -= 1) if (test(this.at(row))) return row;
    return null;
  }

  findAfter(test: (s: Segment) => boolean, limit = searchLimit): number | null {
    const stop = Math.min(this.count, this.segment.row + 1 + limit);
    for (let row = this.segment.row + 1; row < stop; row += 1) if (test(this.at(row))) return row;
    return null;
  }

  /** Whether the ack of this segment covers the other side's FIN, as captured so far. */
  confirmsFin(): boolean {
    const { flags, to, ack, row } = this.segment;
    const fin = this.marks.fin[to];
    if (!(flags & ACK) || fin === null || fin >= row) return false;
    return seqDistance(ack, this.marks.finNumber[to]) > 0;
  }

  /**
   * The copy of this segment directly before it, if the capture contains each packet twice: on two
   * interfaces, or on a mirror port.
   */
  twin(): number | null {
    const first = this.rowSaid('seen_twice', 'original_row');
    if (first !== null) return first;
    const copied = this.connection.segments.copyOf[this.segment.row]!;
    return this.marks.seenTwice && copied !== NO_ROW ? copied : null;
  }

  /** All it carries was sent before, and may have arrived. */
  repeats(): boolean {
    return this.connection.exchange.again[this.segment.row] === 1;
  }

  /** Bytes at its beginning that its sender had sent before, as captured. */
  repeated(row = this.segment.row): number {
    return this.connection.segments.repeated[row]!;
  }

  /** A keep-alive probe or a zero window probe. */
  isProbe(row: number): boolean {
    return probeAt(this.connection, row) !== 'none';
  }

  /** The other end's newest acknowledgment before this segment, or null. */
  previousAckBy(side: Side): Segment | null {
    const row = this.findBefore((s) => s.from === side && (s.flags & ACK) !== 0);
    return row === null ? null : this.at(row);
  }

  /** Numbers that this segment is the first to acknowledge; 0 if there are none, or if unknown. */
  newlyConfirmed(): number {
    return this.connection.exchange.ackedNumbers[this.segment.row]!;
  }

  /** Payload bytes among them, without SYN and FIN. */
  newlyConfirmedBytes(): number {
    return this.connection.exchange.ackedBytes[this.segment.row]!;
  }

  previousWindow(): number | null {
    const { from } = this.segment;
    const row = this.findBefore((s) => s.from === from && !(s.flags & RST));
    return row === null ? null : this.at(row).window;
  }

  /** Whether this side had advertised a zero window before it answers a probe. */
  answersWindowProbe(): boolean {
    return this.previousWindow() === 0;
  }

  /** Duplicates up to and including this one, and the row whose ack they repeat. */
  duplicates(): { n: number; first: number } {
    const { row } = this.segment;
    const first = this.connection.segments.duplicateOf[row]!;
    return { n: Math.max(1, this.#rows.duplicates[row]!), first: first === NO_ROW ? row : first };
  }

  /**
   * The client's first data, if it sends data first, is the request; the server's first data after
   * it is the response.
   */
  turn(): 'request' | 'response' | null {
    const { row, from } = this.segment;
    const [client, server] = this.marks.data;
    if (this.marks.opener === null || client === null || this.marks.data[from] !== row) return null;
    if (server !== null && server < client) return null;
    return from === 0 ? 'request' : 'response';
  }

  burst(): Burst {
    const { burstPlace, burstSegments, burstBytes } = this.connection.exchange;
    const { row } = this.segment;
    return { place: burstPlace[row]!, segments: burstSegments[row]!, bytes: burstBytes[row]! };
  }
}
