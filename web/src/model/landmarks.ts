// The segments of a connection that others refer to: the SYNs, the FINs, what confirmed them, the
// resets. One pass over the columns.
import type { Connection, SegmentTable } from './connection';
import { ACK, FIN, RST, SYN, payloadAt, segmentAt, senderAt, seqDistance } from './segment';
import type { Segment, Side } from './segment';

type Pair<T> = [T, T];

export class Landmarks {
  /** First segment with SYN, by sender. */
  readonly syn: Pair<number | null> = [null, null];
  /** First segment with SYN and ACK, by sender. */
  readonly synAck: Pair<number | null> = [null, null];
  /** Who sent the first SYN without ACK, or was answered by the first SYN ACK. */
  opener: Side | null = null;
  /** First ACK, without SYN, of the answering end's SYN: the third segment of a handshake. */
  third: number | null = null;
  /** First segment with FIN, by sender, and the number that the FIN takes. */
  readonly fin: Pair<number | null> = [null, null];
  readonly finNumber: Pair<number> = [0, 0];
  /** First segment of the other side that confirms the FIN of this side. */
  readonly finConfirmed: Pair<number | null> = [null, null];
  /** First RST of all. */
  reset: number | null = null;
  /** First segment with payload, by sender. */
  readonly data: Pair<number | null> = [null, null];

  /** Whether the capture holds nearly every segment twice. */
  readonly seenTwice: boolean;

  constructor(connection: Connection) {
    const { segments: table } = connection;
    let numbered = 0;
    let twins = 0;
    for (let row = 0; row < table.count; row += 1) {
      const flags = table.flags[row]!;
      if (flags & (SYN | FIN | RST)) this.#take(segmentAt(table, row));
      else this.#takePlain(table, row);
      if (!(flags & (SYN | FIN)) && payloadAt(table, row) === 0) continue;
      numbered += 1;
      if (twinOf(table, row) !== null) twins += 1;
    }
    // Of n packets seen twice each, half the segments are copies; a few may be missing.
    this.seenTwice = twins >= 2 && twins >= 0.4 * numbered;
  }

  /** Whether neither FIN acknowledges the other. */
  get finsCross(): boolean {
    return this.#crossing;
  }

  /** Whether both ends sent a SYN without ACK. */
  get synsCross(): boolean {
    return this.#crossingSyns;
  }

  #crossing = false;
  #crossingSyns = false;

  #take(segment: Segment): void {
    const { row, from, to, flags } = segment;
    if (flags & RST) {
      this.reset ??= row;
      return;
    }
    if (flags & SYN) this.#takeSyn(segment);
    if (segment.length > 0) this.data[from] ??= row;
    if (flags & ACK) this.#takeAck(segment);
    if (flags & FIN && this.fin[from] === null) {
      this.fin[from] = row;
      this.finNumber[from] = (segment.seq + segment.length) >>> 0;
      const other = this.fin[to];
      if (other !== null && !(flags & ACK && this.#covers(segment, to))) this.#crossing = true;
    }
  }

  // Nearly all of a long connection: no object is made of a row that nothing waits for.
  #takePlain(table: SegmentTable, row: number): void {
    const from = senderAt(table, row);
    if (this.data[from] === null && payloadAt(table, row) > 0) this.data[from] = row;
    if (!(table.flags[row]! & ACK)) return;
    const to = from === 0 ? 1 : 0;
    const ends = this.fin[to] !== null && this.finConfirmed[to] === null;
    const opens = this.third === null && from === this.opener;
    if (ends || opens) this.#takeAck(segmentAt(table, row));
  }

  #takeSyn({ row, from, to, flags }: Segment): void {
    this.syn[from] ??= row;
    if (flags & ACK) {
      this.synAck[from] ??= row;
      this.opener ??= to;
    } else {
      if (this.opener !== null && this.opener !== from && this.synAck[from] === null) {
        this.#crossingSyns = true;
      }
      this.opener ??= from;
    }
  }

  #takeAck(segment: Segment): void {
    const { row, from, to, flags } = segment;
    const answered = from === this.opener && this.synAck[to] !== null;
    if (this.third === null && answered && !(flags & SYN)) this.third = row;
    if (this.fin[to] !== null && this.finConfirmed[to] === null && this.#covers(segment, to)) {
      this.finConfirmed[to] = row;
    }
  }

  /** Whether the ack of a segment lies above the FIN of `side`. */
  #covers(segment: Segment, side: Side): boolean {
    return seqDistance(segment.ack, this.finNumber[side]) > 0;
  }
}

/** Copies of a packet are this close, in seconds; no sender repeats itself so soon. */
const twinGap = 0.001;

/** The row of an equal segment just before this one, or null. */
export function twinOf(table: SegmentTable, row: number): number | null {
  for (let at = row - 1; at >= Math.max(0, row - 8); at -= 1) {
    const gap = table.time[row]! - table.time[at]!;
    if (gap > twinGap) return null;
    const equal =
      table.flags[at] === table.flags[row] &&
      table.seq[at] === table.seq[row] &&
      table.ack[at] === table.ack[row] &&
      table.length[at] === table.length[row] &&
      table.window[at] === table.window[row];
    if (equal && gap >= 0) return at;
  }
  return null;
}

const cache = new WeakMap<Connection, Landmarks>();

export function landmarksOf(connection: Connection): Landmarks {
  let landmarks = cache.get(connection);
  if (!landmarks) cache.set(connection, (landmarks = new Landmarks(connection)));
  return landmarks;
}
