// Data, acknowledgments, windows, keep-alive (RFC 9293 sections 3.4 and 3.8).
import { ACK, PSH, SYN, URG, hasAnalysis, seqDistance } from './segment';
import type { Telling } from './telling';
import { told } from './told';
import type { Sentence, Told } from './told';

export function data(t: Telling): Told {
  return told([sum(t), ...sizes(t)], [...order(t), ...acknowledges(t), ...room(t), ...extras(t)]);
}

function sum(t: Telling): string {
  const { from, length } = t.segment;
  const words = t.words.exchange;
  const numbers = { length, seq: t.seq, next: t.next };
  const turn = t.turn();
  if (turn === null) return words.sends({ who: from, ...numbers });
  const alone = t.burst().rows.length === 1;
  if (turn === 'request') return alone ? words.request(numbers) : words.requestBegins(numbers);
  return alone ? words.response(numbers) : words.responseBegins(numbers);
}

/** How long it is against the MSS, and what it is part of. */
function sizes(t: Telling): Sentence[] {
  const { from, to, length } = t.segment;
  const words = t.words.exchange;
  const { mss } = t.end(to);
  const burst = t.burst();
  const several = burst.whole && burst.rows.length > 1;
  return [
    several &&
      words.partOfRun({
        who: from,
        index: burst.rows.indexOf(t.segment.row) + 1,
        of: burst.rows.length,
        total: burst.total,
      }),
    mss > 0 && length > mss && words.overMss({ peer: to, mss }),
    mss > 0 && length === mss && words.fillsMss({ peer: to }),
    mss > 0 &&
      length < mss &&
      burst.whole &&
      burst.rows.length === 1 &&
      t.turn() !== null &&
      words.fitsMss({ peer: to, mss }),
  ];
}

/** Whether it follows what was sent before, by the receiver's check. */
function order(t: Telling): Sentence[] {
  const words = t.words.exchange;
  const ahead = t.said('seq_ahead');
  if (!ahead) return [t.said('fills_gap') && words.fillsHole({ seq: t.seq })];
  const { from, to } = t.segment;
  const expected = ahead.args.rcv_nxt ?? 0;
  const filler = t.findAfter(
    (s) =>
      s.from === from &&
      s.length > 0 &&
      seqDistance(s.seq, expected) <= 0 &&
      seqDistance(s.end, expected) > 0,
  );
  return [
    words.ahead({
      peer: to,
      missing: ahead.args.missing ?? 0,
      seq: t.seq,
      expected: t.own(expected),
    }),
    filler === null
      ? words.neverFilled()
      : words.filledBy({ row: filler, after: t.at(filler).time - t.segment.time }),
  ];
}

/** What a segment with data confirms on the way. */
export function acknowledges(t: Telling): Sentence[] {
  const { to, ack, row } = t.segment;
  const words = t.words.exchange;
  const opened = t.words.opening;
  const beyond = t.said('acks_uncaptured');
  const bytes = t.newlyConfirmedBytes();
  const fin = t.confirmsFin() && t.marks.finConfirmed[to] === row;
  return [
    row === t.marks.third && opened.completesToo({ peer: to }),
    bytes > 0 && !beyond && words.confirmsToo({ ack: t.ack, bytes }),
    beyond && words.beyond({ peer: to, ack: t.ack, next: t.other(beyond.args.snd_nxt ?? ack) }),
    fin && t.words.closing.finConfirmedToo({ ack: t.ack, fin: t.other(t.marks.finNumber[to]) }),
    wentOn(t),
  ];
}

function wentOn(t: Telling): string {
  const reset = t.rowSaid('rst_ignored', 'reset_row');
  return reset === null ? '' : t.words.closing.wentOn({ who: t.segment.from, reset });
}

function room(t: Telling): Sentence[] {
  const { row, from, to } = t.segment;
  const full = hasAnalysis(t.connection.segments, row, 'window_full');
  return [full && t.words.exchange.fillsWindow({ who: from, peer: to })];
}

function extras(t: Telling): Sentence[] {
  return [(t.segment.flags & URG) !== 0 && t.words.exchange.urgent()];
}

export function dataHalfClosed(t: Telling): Told {
  const { from, to, length } = t.segment;
  const words = t.words.exchange;
  return told(
    [
      words.sends({ who: from, length, seq: t.seq, next: t.next }),
      words.halfClosed({ who: from, peer: to, fin: t.marks.fin[to] ?? 0 }),
    ],
    [...order(t), ...acknowledges(t), ...extras(t)],
  );
}

export function dataAgain(t: Telling): Told {
  const { row, from, to, seq, end } = t.segment;
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
  const fast = hasAnalysis(table, row, 'fast_retransmission') || asked >= 3;
  const first = t.seq;
  const last = t.own(end - 1);
  return told(
    [
      original === null
        ? words.repeatsUnseen({ first, last })
        : words.repeats({ first, last, original, waited: t.since(original) }),
      refused !== null
        ? words.resendsSynData({ who: from, peer: to, answer: refused })
        : confirmed !== null
          ? words.ackedAlready({ ack: ackOf(t, confirmed), row: confirmed })
          : fast
            ? words.fast({ who: from, duplicates: asked, ack: t.own(seq) })
            : original !== null && words.noAckYet({ who: from }),
    ],
    [...acknowledges(t), ...extras(t)],
  );
}

/** The SYN ACK that left the data of a SYN, where this segment repeats that data (RFC 7413). */
function refusedSynData(t: Telling, original: number): number | null {
  const syn = t.at(original);
  const answer = t.marks.synAck[t.segment.to];
  if (!(syn.flags & SYN) || answer === null) return null;
  return seqDistance(t.at(answer).ack, syn.seq) === 1 ? answer : null;
}

/** The first of the acknowledgments that reached as far as row `covering` does. */
function firstCovering(t: Telling, covering: number): number {
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

/** The ack of another row by the other side, which counts this side's numbers. */
function ackOf(t: Telling, row: number): string {
  return t.own(t.at(row).ack);
}

/** Duplicate acknowledgments that ask for exactly this segment's number. */
function duplicatesFor(t: Telling): number {
  const { to, seq, row } = t.segment;
  const { segments: table } = t.connection;
  let n = 0;
  for (let at = row - 1; at >= Math.max(0, row - 4096); at -= 1) {
    const s = t.at(at);
    if (s.from !== to || !(s.flags & ACK)) continue;
    if (s.ack !== seq) break;
    if (hasAnalysis(table, at, 'duplicate_ack')) n += 1;
  }
  return n;
}

export function dataAck(t: Telling): Told {
  const { from, ack, row, to } = t.segment;
  const words = t.words.exchange;
  const beyond = t.said('acks_uncaptured');
  const bytes = t.newlyConfirmedBytes();
  const held = (ack - 1 - (t.confirmsFin() ? 1 : 0)) >>> 0;
  const confirmed = confirmedSegments(t);
  const single = confirmed.length === 1 ? t.at(confirmed[0]!) : null;
  const newest = confirmed[confirmed.length - 1];
  const exact = single !== null && single.end === ack && single.length === bytes;
  return told(
    [
      words.confirms({ who: from, peer: to, ack: t.ack, last: t.other(held) }),
      newest !== undefined &&
        !confirmed.some((at) => repeated(t, at)) &&
        words.after({ of: newest, waited: t.since(newest) }),
    ],
    [
      exact &&
        words.confirmsSum({
          ack: t.ack,
          seq: t.other(single.seq),
          length: single.length,
          of: single.row,
        }),
      !exact && confirmed.length > 1
        ? words.confirmsSeveral({
            first: confirmed[0]!,
            last: newest!,
            segments: confirmed.length,
            bytes,
          })
        : !exact && !beyond && bytes > 0 && words.confirmsPart({ bytes }),
      beyond && words.beyond({ peer: to, ack: t.ack, next: t.other(beyond.args.snd_nxt ?? ack) }),
      row > 0 && windowTurn(t),
    ],
  );
}

/** Data segments of the other side that end above the last ack and not above this one. */
function confirmedSegments(t: Telling): number[] {
  const { ack, row, to } = t.segment;
  const below = ((ack - t.newlyConfirmed()) | 0) >>> 0;
  const rows: number[] = [];
  for (let at = row - 1; at >= Math.max(0, row - 4096); at -= 1) {
    const s = t.at(at);
    if (s.from !== to || s.length === 0 || s.flags & SYN || t.isProbe(at)) continue;
    const text = (s.seq + s.length) >>> 0;
    if (seqDistance(text, below) <= 0) {
      if (s.original === null) break;
      continue;
    }
    if (seqDistance(text, ack) <= 0) rows.push(at);
  }
  // Of a segment and its repetitions the first stands for all.
  const begun = new Set<number>();
  return rows.reverse().filter((at) => {
    const { seq } = t.at(at);
    return begun.has(seq) ? false : begun.add(seq) !== undefined;
  });
}

/** Whether another segment before this one repeats row `of`: which of them is answered is unknown. */
function repeated(t: Telling, of: number): boolean {
  const { seq, from } = t.at(of);
  for (let at = of + 1; at < t.segment.row; at += 1) {
    const s = t.at(at);
    if (s.from === from && s.length > 0 && s.seq === seq) return true;
  }
  return false;
}

function windowTurn(t: Telling): Sentence {
  const { from, to, window } = t.segment;
  const before = t.previousWindow();
  if (before === null || window === before) return null;
  if (before === 0) return t.words.exchange.roomAgain({ who: from, peer: to, window });
  return null;
}

export function duplicateAck(t: Telling): Told {
  const { to } = t.segment;
  const words = t.words.exchange;
  const { n, first } = t.duplicates();
  const { ack } = t.segment;
  const again = t.findAfter((s) => s.from === to && s.seq === ack && s.length > 0);
  return told(
    [words.duplicate({ ack: t.ack, first, n }), words.whyDuplicates({ ack: t.ack, peer: to })],
    [
      again !== null && words.repeatedBy({ row: again, after: t.at(again).time - t.segment.time }),
      t.words.opening.noNumber(),
    ],
  );
}

export function windowUpdate(t: Telling): Told {
  const { from, to, window } = t.segment;
  const words = t.words.exchange;
  const before = t.previousWindow() ?? 0;
  return told(
    [
      before === 0
        ? words.roomAgain({ who: from, peer: to, window })
        : words.roomLeft({ who: from, window, before }),
    ],
    [words.nothingNew({ ack: t.ack })],
  );
}

export function zeroWindow(t: Telling): Told {
  const { from, to } = t.segment;
  const words = t.words.exchange;
  const bytes = t.newlyConfirmedBytes();
  return told(
    [words.noRoom({ who: from, peer: to })],
    [bytes > 0 ? words.confirmsToo({ ack: t.ack, bytes }) : words.nothingNew({ ack: t.ack })],
  );
}

export function windowProbe(t: Telling): Told {
  const { from, to, length, seq } = t.segment;
  const words = t.words.exchange;
  const probes = probesBefore(t);
  const last = probes[probes.length - 1];
  return told(
    [
      length > 0
        ? words.probesWindow({ who: from, peer: to, length })
        : words.probesWindowOld({ who: from, peer: to, seq: t.seq, next: t.own(seq + 1) }),
      last !== undefined && probeAgain(t, probes),
    ],
    [answer(t), words.noStateChange()],
  );
}

/** The number of this probe; where each wait is longer than the one before, that too. */
function probeAgain(t: Telling, probes: readonly number[]): string {
  const words = t.words.exchange;
  const times = [...probes.map((row) => t.at(row).time), t.segment.time];
  const waits = times.slice(1).map((time, i) => time - times[i]!);
  const grows = waits.length > 1 && waits.slice(1).every((wait, i) => wait > 1.5 * waits[i]!);
  const numbers = { n: probes.length + 1, interval: waits[waits.length - 1]! };
  return grows ? words.probeRepeated(numbers) : words.probeNumber(numbers);
}

/** Who answers a probe, or that nobody does before the next. */
function answer(t: Telling): string {
  const { from, to } = t.segment;
  const words = t.words.exchange;
  const reply = t.findAfter((s) => s.from === to, 16);
  const next = t.findAfter((s) => s.from === from, 16);
  return reply !== null && (next === null || reply < next)
    ? words.probeAnswered({ row: reply, after: t.at(reply).time - t.segment.time })
    : words.probeUnanswered();
}

export function windowProbeAnswer(t: Telling): Told {
  return told(
    [t.words.exchange.stillNoRoom({ who: t.segment.from })],
    [t.words.exchange.noStateChange()],
  );
}

export function keepAlive(t: Telling): Told {
  const { from, to, row, seq } = t.segment;
  const words = t.words.exchange;
  const probes = probesBefore(t);
  return told(
    [
      words.probes({
        who: from,
        peer: to,
        silence: row === 0 ? 0 : t.since(row - 1),
        seq: t.seq,
        next: t.own(seq + 1),
      }),
      probes.length > 0 && probeAgain(t, probes),
      answer(t),
    ],
    [words.noStateChange(), probes.length === 0 && words.notHttp()],
  );
}

/** Probes of this side since the last segment that was neither probe nor answer. */
function probesBefore(t: Telling): number[] {
  const { from, row } = t.segment;
  const rows: number[] = [];
  for (let at = row - 1; at >= 0; at -= 1) {
    if (t.isProbe(at) && t.at(at).from === from) rows.push(at);
    else if (!isQuiet(t, at) && t.at(at).takes > 0) break;
  }
  return rows.reverse();
}

/** A probe or an answer to one: traffic that moves nothing. */
export function isQuiet(t: Telling, row: number): boolean {
  const { segments: table } = t.connection;
  return t.isProbe(row) || hasAnalysis(table, row, 'keep_alive_ack');
}

export function keepAliveAnswer(t: Telling): Told {
  const { from, row } = t.segment;
  const words = t.words.exchange;
  const stated = t.rowSaid('keep_alive_answer', 'probe_row');
  const probe = stated ?? t.findBefore((s) => t.isProbe(s.row));
  return told(
    [
      probe === null || probe >= row
        ? words.nothingNew({ ack: t.ack })
        : words.answersProbe({ who: from, probe, after: t.since(probe), ack: t.ack }),
    ],
    [words.noStateChange()],
  );
}

export function plainAck(t: Telling): Told {
  const words = t.words.exchange;
  const old = t.said('half_open_discovered');
  const ack = t.segment.flags & ACK;
  return told(
    [
      old
        ? t.words.opening.oldConnection({ who: t.segment.from, ack: t.ack })
        : ack !== 0 && words.nothingNew({ ack: t.ack }),
    ],
    [wentOn(t), (t.segment.flags & PSH) !== 0 && t.words.opening.noNumber()],
  );
}
