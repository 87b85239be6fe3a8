// FIN, TIME-WAIT and RST (RFC 9293 sections 3.6 and 3.5.2, RFC 5961).
import { phasesOf } from '../model/phases';
import { FIN, RST, seqDistance } from '../model/segment';
import type { SegmentContext } from './segment_context';
import { acknowledges, coversAll, fillsAll } from './annotate_data';
import { annotation } from './annotation';
import type { Sentence, Annotation } from './annotation';

/** Minimum idle time in seconds that is mentioned. */
const silence = 0.5;

export function finFirst(t: SegmentContext): Annotation {
  const { from, to } = t.segment;
  const words = t.words.closing;
  const idle = t.marks.finIdle[from];
  const probes = t.marks.finProbes[from];
  // What of the other end was not captured may have been its FIN.
  const unseen = t.said('acks_uncaptured') !== undefined;
  const deed =
    idle < silence
      ? words.closes({ who: from })
      : probes === 0
        ? words.closesAfterSilence({ who: from, idle })
        : words.closesAfterProbes({ who: from, idle, probes });
  return annotation(
    [deed, !unseen && words.stillReceives({ peer: to }), finWaits(t)],
    [...finNumber(t), ...acknowledges(t)],
  );
}

/** A FIN that arrived before the bytes that precede it (RFC 9293 section 3.10.7.4). */
function finWaits(t: SegmentContext): Sentence {
  const early = t.said('fin_early');
  if (!early || early.passed) return null;
  const { to } = t.segment;
  const { rcv_nxt = 0, missing = 0, later_row: later = -1 } = early.args;
  const expected = t.own(rcv_nxt);
  const { exchange, closing } = t.words;
  if (later < 0) return exchange.aheadUntold({ missing, expected });
  return t.at(later).from === to
    ? exchange.aheadUncaptured({
        peer: to,
        missing,
        expected,
        ack: later,
        whole: coversAll(t, later, rcv_nxt, missing),
      })
    : closing.finWaits({
        peer: to,
        missing,
        expected,
        filler: later,
        whole: fillsAll(t, later, rcv_nxt, missing),
      });
}

/** The number of the FIN, and how it follows from previous ones. */
function finNumber(t: SegmentContext): Sentence[] {
  const { from, seq, length, end } = t.segment;
  const words = t.words.closing;
  const fin = t.own(end - 1);
  if (length > 0) {
    return [
      words.finWithData({
        length,
        first: t.seq,
        last: t.own(end - 2),
        fin,
        next: t.next,
      }),
    ];
  }
  if (t.marks.syn[from] === null) return [words.finTakesOne({ fin, next: t.next })];
  const first = (t.end(from).isn + 1) >>> 0;
  const bytes = t.relative(from, seq) - t.relative(from, first);
  return [
    bytes > 0
      ? words.finAfterData({ seq: t.seq, first: t.own(first), bytes, next: t.next })
      : words.finWithoutData({ who: from, seq: t.seq, next: t.next }),
  ];
}

/** A segment that something in the middle sent in the name of an end. */
export const inName = (t: SegmentContext): Annotation =>
  annotation([t.words.closing.inName({ who: t.segment.from })], []);

export const titleInName = ({ segment, words }: SegmentContext): string =>
  words.closing.titleInName({ who: segment.from, reset: (segment.flags & RST) !== 0 });

export function finAck(t: SegmentContext): Annotation {
  const { from, to } = t.segment;
  const words = t.words.closing;
  return annotation(
    [words.finConfirmed({ who: from, ack: t.ack, fin: t.other(t.marks.finNumber[to]) })],
    [textToo(t), words.halfOpenNow({ who: from }), t.words.opening.noNumber()],
  );
}

/** Bytes that the ACK of a FIN acknowledges as well. */
function textToo(t: SegmentContext): Sentence {
  const bytes = t.newlyConfirmedBytes();
  return bytes > 0 && t.words.exchange.confirmsToo({ ack: t.ack, bytes });
}

export function finSecond(t: SegmentContext): Annotation {
  const { from, to, row } = t.segment;
  const words = t.words.closing;
  const other = t.marks.fin[to];
  const number = t.marks.finNumber[to];
  if (other !== null && seqDistance(t.segment.ack, number) <= 0) {
    const fin = t.other(number);
    const next = seqDistance(t.segment.ack, number) === 0;
    return annotation(
      [words.closesToo({ who: from }), words.finNotArrived({ other, ack: t.ack, fin, next })],
      finNumber(t),
    );
  }
  const ack = t.marks.finAcked[to] ?? row;
  const bytes = t.marks.end === other ? (t.marks.more?.bytes ?? 0) : 0;
  const after = t.since(ack);
  return annotation(
    [
      bytes > 0
        ? words.closesAfterMore({ who: from, after, ack, bytes })
        : words.closesLater({ who: from, after, ack }),
    ],
    finNumber(t),
  );
}

export function finWithAck(t: SegmentContext): Annotation {
  const { from, to } = t.segment;
  const words = t.words.closing;
  const fin = t.other(t.marks.finNumber[to]);
  return annotation(
    [words.closesWithAck({ who: from, peer: to, ack: t.ack, fin })],
    [textToo(t), ...finNumber(t)],
  );
}

export function finCrossing(t: SegmentContext): Annotation {
  const { from, to, ack } = t.segment;
  const words = t.words.closing;
  const other = t.marks.fin[to];
  const fin = t.marks.finNumber[to];
  const deed =
    other !== null && seqDistance(ack, fin) <= 0
      ? words.closesCrossing({ other, ack: t.ack, fin: t.other(fin) })
      : words.closesToo({ who: from });
  return annotation([deed], finNumber(t));
}

export function finAgain(t: SegmentContext): Annotation {
  const { from, row } = t.segment;
  const words = t.words.closing;
  const before = t.findBefore((s) => s.from === from && (s.flags & FIN) !== 0);
  return annotation(
    [
      before === null || before >= row
        ? words.finAgainUnseen()
        : words.finAgain({ who: from, original: before, waited: t.since(before) }),
    ],
    [...finNumber(t), ...acknowledges(t)],
  );
}

/** Length of TIME-WAIT: the reader's choice, or the possible values. */
function wait(t: SegmentContext): string {
  const { closing } = t.words;
  return t.twoMsl === 'linux' || t.twoMsl === 'rfc'
    ? closing.twoMslChosen({ linux: t.twoMsl === 'linux' })
    : closing.twoMsl();
}

export function lastAck(t: SegmentContext): Annotation {
  const { from, to, ack } = t.segment;
  const words = t.words.closing;
  const fin = t.other(ack - 1);
  const again = t.said('restarts_time_wait') !== undefined || !isFirstConfirmation(t);
  const waits = t.after(to).state !== 'CLOSED';
  const numbers = { ack: t.ack, fin, peer: to, waits };
  if (t.marks.finsCross) {
    const other = t.marks.finAcked[from];
    const both = waits && other !== null && other < t.segment.row;
    return annotation(
      [words.crossingConfirmed(numbers), both && words.bothWait()],
      [both && wait(t), counted(t)],
    );
  }
  return annotation(
    [
      again ? words.clockRestarts({ who: from }) : words.lastConfirmed(numbers),
      !again && words.timeWait({ who: from, peer: to }),
    ],
    [textToo(t), wait(t), !again && counted(t)],
  );
}

function isFirstConfirmation(t: SegmentContext): boolean {
  return t.marks.finAcked[t.segment.to] === t.segment.row;
}

/** Two FINs and two ACKs, and the number of segments they took in this capture. */
function counted(t: SegmentContext): Sentence {
  const phase = phasesOf(t.connection).find((p) => p.kind === 'closing');
  if (!phase || phase.steps.length !== 4 || phase.steps.some((s) => s.name === 'rst')) return null;
  if (phase.steps[3]?.row !== t.segment.row) return null;
  return t.words.closing.countedClose({ segments: phase.carriers });
}

export function refusal(t: SegmentContext): Annotation {
  const { from, to, ack } = t.segment;
  const words = t.words.closing;
  const asked = t.findBefore((s) => s.from === to) ?? 0;
  const first = t.marks.syn[to];
  const isn = first === null ? (ack - 1) >>> 0 : t.at(first).seq;
  const plain = ((ack - isn) | 0) === 1 && t.segment.seq === 0;
  return annotation(
    [words.refuses({ who: from, port: t.end(from).port, syn: asked })],
    [plain && words.refusalNumbers({ ack: t.ack, seq: t.other(isn) })],
  );
}

export function reset(t: SegmentContext): Annotation {
  const { from, to, row } = t.segment;
  const words = t.words.closing;
  const fin = t.marks.fin[from];
  const data = t.findBefore((s) => s.from === to && s.length > 0);
  const unread = fin !== null && fin < row && data !== null && data > fin;
  const exact = t.said('rst_exact');
  const probes = unansweredProbes(t);
  const answered = gone(t);
  if (answered !== null && !unread)
    return annotation([words.resetsGone({ who: from, row: answered, seq: t.seq })]);
  return annotation(
    [
      probes > 0 && words.givesUp({ who: from, probes }),
      words.resets({ who: from }),
      unread && words.resetsClosed({ who: from, fin, data }),
    ],
    [
      exact?.passed === true &&
        exact.args.seq === exact.args.rcv_nxt &&
        words.resetNumber({ seq: t.seq, peer: to }),
      !unread &&
        probes === 0 &&
        (insteadOfThird(t) ? words.resetsAnswer({ who: from }) : words.resetUnknown()),
    ],
  );
}

/**
 * The segment that an end answers which had closed the connection before; null if it had not, or if
 * nothing was captured that it can answer.
 */
function gone(t: SegmentContext): number | null {
  const { from, to } = t.segment;
  const { state } = t.before(from);
  if (state !== 'TIME-WAIT' && state !== 'CLOSED') return null;
  const asked = t.findBefore((s) => s.from === to && !(s.flags & RST));
  const own = t.findBefore((s) => s.from === from);
  return asked !== null && own !== null && asked > own ? asked : null;
}

/** Whether it comes in place of the third segment that the SYN ACK requires. */
function insteadOfThird(t: SegmentContext): boolean {
  const { from, to, row } = t.segment;
  const answer = t.marks.synAck[to];
  const { third, opener } = t.marks;
  return opener === from && answer !== null && answer < row && (third === null || third > row);
}

/**
 * Keep-alive probes of this side directly before, without a segment from the other between them.
 */
function unansweredProbes(t: SegmentContext): number {
  const { from, row } = t.segment;
  let probes = 0;
  for (let at = row - 1; at >= 0 && t.at(at).from === from && t.isProbe(at); at -= 1) probes += 1;
  return probes;
}

export function resetAgain(t: SegmentContext): Annotation {
  const { to } = t.segment;
  const first = t.findBefore((s) => (s.flags & RST) !== 0);
  const asked = t.findBefore((s) => s.from === to && !(s.flags & RST));
  const answers = first !== null && asked !== null && asked > first;
  return annotation([first !== null && t.words.closing.resetsAgain({ first, answers })]);
}

export function resetAnswer(t: SegmentContext): Annotation {
  const { from, to } = t.segment;
  return annotation([t.words.closing.resetAnswers({ who: from, peer: to, seq: t.seq })]);
}

export function resetPending(t: SegmentContext): Annotation {
  const expected = t.own(t.said('rst_in_window')?.args.rcv_nxt ?? t.segment.seq);
  return annotation([t.words.closing.resetPending({ seq: t.seq, expected, peer: t.segment.to })]);
}

export function resetIgnored(t: SegmentContext): Annotation {
  const { to } = t.segment;
  const unasked = t.said('rst_acks_syn');
  return annotation([
    t.said('rst_outside')
      ? t.words.closing.resetIgnored({ seq: t.seq, peer: to })
      : unasked &&
        t.words.opening.wrongAck({ peer: to, ack: t.ack, wanted: t.other(unasked.args.snd_nxt!) }),
  ]);
}

export function challengeAck(t: SegmentContext): Annotation {
  const cause = t.rowSaid('challenge_ack', 'cause_row');
  if (cause === null) return annotation([t.words.exchange.nothingNew({ ack: t.ack })]);
  return annotation([t.words.closing.challenges({ who: t.segment.from, cause, ack: t.ack })]);
}
