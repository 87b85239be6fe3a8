// Data and its retransmission (RFC 9293 sections 3.4 and 3.8.1).
import { ACK, SYN, URG, hasAnalysis, seqDistance } from '../model/segment';
import type { Segment } from '../model/segment';
import { ackedBy } from '../model/exchange';
import type { TrackerEvent } from './statement';
import type { SegmentContext } from './segment_context';
import { annotation } from './annotation';
import type { Sentence, Annotation } from './annotation';

export function data(t: SegmentContext): Annotation {
  return annotation(
    [sum(t), ...sizes(t)],
    [...order(t), ...acknowledges(t), ...room(t), ...extras(t), acknowledgedBy(t)],
  );
}

function sum(t: SegmentContext): string {
  const { from, length } = t.segment;
  const words = t.words.exchange;
  const numbers = { length, seq: t.seq, next: t.next };
  const turn = t.turn();
  const { segments } = t.burst();
  if (turn === null || segments === 0) return words.sends({ who: from, ...numbers });
  const alone = segments === 1;
  if (turn === 'request') return alone ? words.request(numbers) : words.requestBegins(numbers);
  return alone ? words.response(numbers) : words.responseBegins(numbers);
}

/** Its length compared with the MSS, and the burst it is part of. */
function sizes(t: SegmentContext): Sentence[] {
  const { from, to, length } = t.segment;
  const words = t.words.exchange;
  const { mss } = t.end(to);
  const burst = t.burst();
  return [
    burst.segments > 1 &&
      words.partOfRun({
        who: from,
        index: burst.place,
        of: burst.segments,
        total: burst.bytes,
      }),
    mss > 0 && length > mss && words.overMss({ peer: to, mss }),
    mss > 0 && length === mss && words.fillsMss({ peer: to }),
    mss > 0 &&
      length < mss &&
      burst.segments === 1 &&
      t.turn() !== null &&
      words.fitsMss({ peer: to, mss }),
  ];
}

/** Whether it follows what was sent before, by the receiver's check and by what comes later. */
function order(t: SegmentContext): Sentence[] {
  const words = t.words.exchange;
  const ahead = t.said('seq_ahead');
  if (!ahead) {
    const hole = t.said('seq_old')?.args.rcv_nxt ?? t.segment.seq;
    return [
      overlap(t),
      t.said('fills_gap') &&
        words.fillsHole({ seq: t.own(hole), joined: t.marks.syn[t.segment.from] === null }),
      acked(t),
    ];
  }
  const { from, to } = t.segment;
  const { rcv_nxt = 0, missing = 0, later_row: later = -1 } = ahead.args;
  const expected = t.own(rcv_nxt);
  // What comes before the first segment of a connection that was joined may have arrived long ago.
  const joined = t.marks.syn[from] === null && begins(t);
  if (later < 0 || (joined && t.at(later).from === from))
    return [overlap(t), words.aheadUntold({ missing, expected })];
  if (t.at(later).from === to)
    return [
      overlap(t),
      words.aheadUncaptured({
        peer: to,
        missing,
        expected,
        ack: later,
        whole: coversAll(t, later, rcv_nxt, missing),
      }),
    ];
  const after = t.at(later).time - t.segment.time;
  return [
    overlap(t),
    words.ahead({ peer: t.segment.to, missing, seq: t.seq, expected }),
    t.at(later).from === from &&
      words.filledBy({ row: later, after, whole: fillsAll(t, later, rcv_nxt, missing) }),
  ];
}

/** Whether its sender sent no data before it that reached where the gap begins. */
function begins(t: SegmentContext): boolean {
  const { from } = t.segment;
  const expected = t.said('seq_ahead')?.args.rcv_nxt ?? 0;
  return t.findBefore((s) => s.from === from && seqDistance(s.end, expected) === 0) === null;
}

/** The ACK of it, and how long that took. */
function acknowledgedBy(t: SegmentContext): Sentence {
  const row = ackedBy(t.connection, t.segment.row);
  return row !== null && t.words.exchange.ackedBy({ row, after: t.at(row).time - t.segment.time });
}

/** A segment whose numbers cannot be the connection's. */
export function stray(t: SegmentContext): Annotation {
  const { from, to } = t.segment;
  const expected = t.number(from, t.said('stray')?.args.rcv_nxt ?? 0);
  return annotation([t.words.exchange.stray({ peer: to, seq: t.seq, expected })]);
}

/** End of the only gap before this segment, starting at `expected`; null if there are several. */
function gapBefore(t: SegmentContext, expected: number, missing: number): number | null {
  let gap = seqDistance(t.segment.seq, expected);
  t.findBefore((s) => {
    const ahead = seqDistance(s.seq, expected);
    if (s.from === t.segment.from && s.length > 0 && ahead > 0) gap = Math.min(gap, ahead);
    return false;
  });
  return gap === missing ? gap : null;
}

/** Whether the ACK in row `later` covers all that the capture lacks before this segment. */
export function coversAll(
  t: SegmentContext,
  later: number,
  expected: number,
  missing: number,
): boolean {
  const gap = gapBefore(t, expected, missing) ?? seqDistance(t.segment.seq, expected);
  return seqDistance(t.at(later).ack, expected) >= gap;
}

/** Whether the segment in row `later`, which carries `expected`, carries all that is missing. */
export function fillsAll(
  t: SegmentContext,
  later: number,
  expected: number,
  missing: number,
): boolean {
  const gap = gapBefore(t, expected, missing);
  const { seq, length } = t.at(later);
  return gap !== null && seqDistance(seq, expected) + length >= gap;
}

/** The part of it that was sent before. */
function overlap(t: SegmentContext): Sentence {
  const { original, length } = t.segment;
  if (original === null) return null;
  const words = t.words.exchange;
  const first = t.at(original);
  if (first.flags & SYN && first.length === 0)
    return words.sharesNumber({ seq: t.seq, syn: original });
  const bytes = t.repeated();
  return bytes > 0 && bytes < length && words.overlaps({ bytes, original });
}

/** States that it was acknowledged before it was captured. */
function acked(t: SegmentContext): Sentence {
  const { original, end } = t.segment;
  const seen = original !== null || !t.said('retransmits');
  return !seen && t.words.exchange.ackedUncaptured({ first: t.seq, last: t.own(end - 1) });
}

/** Sentences about what a segment with data acknowledges. */
export function acknowledges(t: SegmentContext): Sentence[] {
  const { to, row } = t.segment;
  const words = t.words.exchange;
  const opened = t.words.opening;
  const beyond = t.said('acks_uncaptured');
  const bytes = t.newlyConfirmedBytes();
  const fin = t.confirmsFin() && t.marks.finAcked[to] === row;
  return [
    row === t.marks.third && opened.completesToo({ peer: to }),
    bytes > 0 && !beyond && words.confirmsToo({ ack: t.ack, bytes }),
    beyond && uncaptured(t, beyond),
    fin && t.words.closing.finConfirmedToo({ ack: t.ack, fin: t.other(t.marks.finNumber[to]) }),
    wentOn(t),
  ];
}

/** Describes acknowledged bytes that were not captured before the ACK. */
export function uncaptured(t: SegmentContext, { args }: TrackerEvent): string {
  const words = t.words.exchange;
  const { missing = 0, later_row: later = -1 } = args;
  return later >= 0
    ? words.beyondLate({ ack: t.ack, row: later })
    : words.beyond({ peer: t.segment.to, ack: t.ack, missing });
}

export function wentOn(t: SegmentContext): string {
  const reset = t.rowSaid('rst_ignored', 'reset_row');
  return reset === null ? '' : t.words.closing.wentOn({ who: t.segment.from, reset });
}

function room(t: SegmentContext): Sentence[] {
  const { row, from, to } = t.segment;
  const full = hasAnalysis(t.connection.segments, row, 'window_full');
  return [full && t.words.exchange.fillsWindow({ who: from, peer: to })];
}

function extras(t: SegmentContext): Sentence[] {
  return [(t.segment.flags & URG) !== 0 && t.words.exchange.urgent()];
}

export function dataHalfClosed(t: SegmentContext): Annotation {
  const { from, to, length } = t.segment;
  const words = t.words.exchange;
  return annotation(
    [
      words.sends({ who: from, length, seq: t.seq, next: t.next }),
      words.halfClosed({ who: from, peer: to, fin: t.marks.fin[to] ?? 0 }),
    ],
    [...order(t), ...acknowledges(t), ...extras(t), acknowledgedBy(t)],
  );
}

export function dataAgain(t: SegmentContext): Annotation {
  const { row, from, to, end } = t.segment;
  const { segments: table } = t.connection;
  const words = t.words.exchange;
  const stated = t.rowSaid('retransmits', 'original_row');
  const original = t.segment.original ?? stated;
  const covering = t.findBefore(
    (s) => s.from === to && (s.flags & ACK) !== 0 && seqDistance(s.ack, end) >= 0,
  );
  const confirmed = covering === null ? null : firstCovering(t, covering);
  const refused = original === null ? null : refusedSynData(t, original);
  const asked = duplicatesFor(t);
  const fast = hasAnalysis(table, row, 'fast_retransmission') || asked.n >= 3;
  const first = t.seq;
  const last = t.own(end - 1);
  return annotation(
    [
      original !== null && words.repeats({ first, last, original, waited: t.since(original) }),
      refused !== null
        ? words.resendsSynData({ who: from, peer: to, answer: refused })
        : confirmed !== null
          ? words.ackedAlready({ ack: ackOf(t, confirmed), row: confirmed })
          : fast && asked.last !== null
            ? asksAnswered(t, asked.n, asked.last)
            : original !== null && unconfirmed(t, original),
    ],
    [...acknowledges(t), ...extras(t)],
  );
}

/** A retransmission that duplicate ACKs asked for: at once, or later. */
function asksAnswered(t: SegmentContext, duplicates: number, last: number): string {
  const { from: who, seq } = t.segment;
  const after = t.since(last);
  const words = t.words.exchange;
  return after < leastTimer
    ? words.fast({ who, duplicates, ack: t.own(seq) })
    : words.fastLate({ who, duplicates, ack: t.own(seq), after });
}

/** Minimum wait in seconds of a retransmission by timer; Linux never waits less. */
const leastTimer = 0.2;

/** No sender takes data for lost so soon, in seconds. */
const leastLoss = 0.01;

/** Why it is retransmitted before an ACK of it was captured. */
function unconfirmed(t: SegmentContext, original: number): string {
  const { from, to, seq, row } = t.segment;
  const words = t.words.exchange;
  let n = 0;
  const last = t.previousAckBy(to)?.ack ?? seq;
  for (let at = row - 1; at > original; at -= 1) {
    const s = t.at(at);
    if (s.from !== to || s.takes > 0 || !(s.flags & ACK) || s.ack !== last) continue;
    n += 1;
  }
  // The first of them acknowledged something new, unless it came before what is retransmitted.
  const before = t.findBefore((s) => s.row < original && s.from === to && (s.flags & ACK) !== 0);
  if (before === null || t.at(before).ack !== last) n -= 1;
  return n > 0 && seqDistance(last, seq) <= 0
    ? words.hinted({ n, original, ack: t.own(last) })
    : words.noAckYet({
        who: from,
        timer: waitedForTimer(t, original),
        early: t.since(original) < Math.max(t.marks.handshake ?? 0, leastLoss),
      });
}

/** Whether only its timer can have made the sender retransmit just now. */
function waitedForTimer(t: SegmentContext, original: number): boolean {
  const { from, to, row } = t.segment;
  if (t.since(original) < leastTimer) return false;
  const heard = t.findBefore((s) => s.from === to);
  if (heard !== null && heard > original && t.since(heard) < leastTimer) return false;
  return !t.connection.icmp.some((e) => e.to === from && e.after > original && e.after <= row);
}

/**
 * The SYN ACK that did not accept the data of a SYN, if this segment repeats that data (RFC 7413).
 */
function refusedSynData(t: SegmentContext, original: number): number | null {
  const syn = t.at(original);
  const answer = t.marks.synAck[t.segment.to];
  if (!(syn.flags & SYN) || answer === null) return null;
  const resent = t.findBefore(
    (s) => s.row > original && s.from === t.segment.from && s.length > 0 && !(s.flags & SYN),
  );
  if (resent !== null) return null;
  return seqDistance(t.at(answer).ack, syn.seq) === 1 ? answer : null;
}

/** The first of the acknowledgments that reached as far as row `covering` does. */
function firstCovering(t: SegmentContext, covering: number): number {
  const { to, end } = t.segment;
  let row = covering;
  for (let at = covering; at >= 0; at -= 1) {
    const s = t.at(at);
    if (s.from !== to || !(s.flags & ACK)) continue;
    if (seqDistance(s.ack, end) < 0) break;
    row = at;
  }
  return row;
}

/** The ack of another row by the other side, which refers to this side's numbers. */
function ackOf(t: SegmentContext, row: number): string {
  return t.own(t.at(row).ack);
}

/** Duplicate acknowledgments that ask for exactly this segment's number, and the last of them. */
function duplicatesFor(t: SegmentContext): { n: number; last: number | null } {
  const { to, seq, row } = t.segment;
  const { segments: table } = t.connection;
  const n = table.duplicates[row]!;
  if (n === 0) return { n, last: null };
  const asks = (s: Segment) =>
    s.from === to && s.ack === seq && hasAnalysis(table, s.row, 'duplicate_ack');
  return { n, last: t.findBefore(asks) };
}
