// Segments that open a connection (RFC 9293 section 3.5), or try to.
import { phasesOf, sharedSteps } from '../model/phases';
import { ACK, RST, SYN, hasAnalysis, seqDistance, showsCookie } from '../model/segment';
import type { Segment } from '../model/segment';
import type { SegmentContext } from './segment_context';
import type { TrackerEvent } from './statement';
import { annotation } from './annotation';
import type { Annotation } from './annotation';

/** A smaller initial sequence number was hardly chosen at random. */
const leastRandom = 0xffff;

/** Waits of exponential back-off grow by about this much. */
const doubling = { least: 1.5, most: 2.7 };

export function syn(t: SegmentContext): Annotation {
  const { from, seq, end } = t.segment;
  const words = t.words.opening;
  const mss = t.end(from).mss;
  const last = t.findAfter((s) => s.from === t.segment.to || (s.flags & SYN) !== 0) === null;
  return annotation(
    [
      words.asksToOpen({ who: from }),
      mss > 0 && words.mss({ who: from, mss }),
      hasAnalysis(t.connection.segments, t.segment.row, 'reused_ports') && words.portsAgain(),
      last && neverAnswered(t) && words.neverAnswered(),
    ],
    [
      firstNumber(t),
      t.numbers === 'relative' && seq > leastRandom && words.whyRandom(),
      t.segment.length > 0
        ? words.synData({
            peer: t.segment.to,
            length: t.segment.length,
            first: t.own(seq + 1),
            last: t.own(end - 1),
            next: t.own(end),
            fastOpen: showsCookie(t.connection.segments, t.segment.row),
          })
        : words.synTakesOne({ seq: t.seq, next: t.next }),
    ],
  );
}

function neverAnswered({ connection, marks }: SegmentContext): boolean {
  return connection.outcome === 'no_answer' && marks.answeredIn === null;
}

function firstNumber(t: SegmentContext): string {
  const { from, seq } = t.segment;
  const { standsFor, isFirstNumber } = t.words.opening;
  return t.numbers === 'relative'
    ? standsFor({ who: from, seq: t.seq, isn: seq })
    : isFirstNumber({ who: from, seq: t.seq });
}

export function synAgain(t: SegmentContext): Annotation {
  const { from, row, time } = t.segment;
  const words = t.words.opening;
  const sent = rowsWhere(t, (s) => s.from === from && (s.flags & SYN) !== 0 && !(s.flags & ACK));
  const before = sent[sent.length - 1] ?? row;
  const answer = t.findBefore((s) => s.from !== from && (s.flags & (SYN | RST)) !== 0);
  const refusal = answer !== null && answer > before && t.at(answer).flags & RST ? answer : null;
  const times = [...sent.map((r) => t.at(r).time), time];
  const numbers = { original: before, waited: t.since(before), attempt: sent.length + 1 };
  const next = t.findAfter((s) => s.from !== from || (s.flags & SYN) !== 0);
  return annotation(
    [
      refusal === null
        ? words.asksAgain({ who: from, ...numbers })
        : words.asksRefused({ who: from, refusal, ...numbers }),
      answer !== null && !(t.at(answer).flags & RST) && words.answerLate({ who: from, answer }),
      next === null && neverAnswered(t) && words.neverAnswered(),
    ],
    [words.sameNumber({ seq: t.seq }), backOff(t, times)],
  );
}

/** Whether the waits between attempts grew; nothing for a single wait. */
function backOff(t: SegmentContext, times: readonly number[]): string | null {
  const waits = times.slice(1).map((time, i) => time - times[i]!);
  if (waits.length < 2 || waits.some((wait) => wait <= 0)) return null;
  const doubles = waits.slice(1).every((wait, i) => {
    const factor = wait / waits[i]!;
    return factor >= doubling.least && factor <= doubling.most;
  });
  const shown = waits.slice(-5);
  return doubles
    ? t.words.opening.doubles({ waits: shown })
    : t.words.opening.steady({ waits: shown });
}

/** Rows before this one, oldest first. */
function rowsWhere(
  t: SegmentContext,
  test: (s: ReturnType<SegmentContext['at']>) => boolean,
): number[] {
  const rows: number[] = [];
  for (let row = 0; row < t.segment.row; row += 1) if (test(t.at(row))) rows.push(row);
  return rows;
}

export function crossingSyn(t: SegmentContext): Annotation {
  const { from, to } = t.segment;
  const words = t.words.opening;
  return annotation(
    [words.crossingSyn({ who: from, other: t.marks.syn[to] ?? 0 })],
    [firstNumber(t), words.synTakesOne({ seq: t.seq, next: t.next })],
  );
}

/** A copy made by the capture, not by the sender. */
export function seenTwice(t: SegmentContext): Annotation {
  const first = t.twin() ?? t.segment.row;
  return annotation([
    t.words.opening.seenTwice({ first, after: t.since(first) }),
    t.marks.seenTwice && t.words.opening.eachTwice(),
  ]);
}

export function straySyn(t: SegmentContext): Annotation {
  return annotation([t.words.opening.straySyn({ peer: t.segment.to })]);
}

export function synAck(t: SegmentContext): Annotation {
  const { from, to } = t.segment;
  const words = t.words.opening;
  const renewed = t.said('new_iss');
  const mss = t.end(from).mss;
  return annotation(
    [
      renewed ? anotherNumber(t, renewed) : words.answersAndAsks({ who: from, peer: to }),
      mss > 0 && words.mss({ who: from, mss }),
      ...halfOpen(t),
    ],
    [synConfirmed(t), firstNumber(t)],
  );
}

/** A SYN ACK with another number than the previous one. */
function anotherNumber(t: SegmentContext, renewed: TrackerEvent): string {
  const { from, to, seq } = t.segment;
  const words = t.words.opening;
  const before = t.own(renewed.args.iss ?? 0);
  const answers = (s: Segment) => s.from === from && (s.flags & SYN) !== 0 && (s.flags & ACK) !== 0;
  const same = t.findBefore((s) => answers(s) && s.seq === seq);
  if (same !== null) return words.numberAgain({ who: from, seq: t.seq, row: same, before });
  const last = t.findBefore(answers);
  const asked = t.marks.syn[to];
  return last !== null && asked !== null && !acknowledgesSyn(t.at(last), t.at(asked))
    ? words.otherNumber({ who: from, seq: t.seq, before, row: last })
    : words.newNumber({ who: from, seq: t.seq, before });
}

/** Whether a SYN ACK acknowledges a SYN, with any part of its data. */
function acknowledgesSyn({ ack }: Segment, { seq, length }: Segment): boolean {
  const beyond = seqDistance(ack, seq);
  return beyond > 0 && beyond <= 1 + length;
}

/** A SYN ACK whose acknowledgment number its receiver does not accept. */
export function unfitSynAck(t: SegmentContext): Annotation {
  const wanted = t.other((t.said('syn_ack_acks_syn')?.args.iss ?? 0) + 1);
  return annotation(
    [t.words.opening.wrongAck({ peer: t.segment.to, ack: t.ack, wanted })],
    [firstNumber(t)],
  );
}

/** ack = ISN + 1, and how much data of the SYN was accepted (RFC 7413). */
function synConfirmed(t: SegmentContext): string {
  const { to, ack } = t.segment;
  const words = t.words.opening;
  const row = t.marks.syn[to];
  const asked = row !== null && row < t.segment.row ? t.at(row) : null;
  const isn = asked ? asked.seq : (ack - 1) >>> 0;
  const seq = t.other(isn);
  if (asked && asked.length > 0) {
    const length = (ack - isn - 1) | 0;
    return length > 0
      ? words.synDataTaken({ ack: t.ack, seq, length })
      : words.synDataLeft({ ack: t.ack, seq, length: asked.length, peer: to });
  }
  return words.synConfirmed({ ack: t.ack, seq });
}

/** Sentences about a SYN ACK that is never acknowledged. */
function halfOpen(t: SegmentContext): (string | null)[] {
  const words = t.words.opening;
  const { from } = t.segment;
  if (t.connection.outcome !== 'half_open' && t.connection.opening !== 'half_open') return [];
  if (t.findAfter((s) => (s.flags & RST) !== 0) !== null) return [];
  const last = t.findAfter((s) => s.from === from && (s.flags & SYN) !== 0) === null;
  const { port } = t;
  return [
    last ? words.thirdMissing({ who: from }) : null,
    port && port.halfOpen > 1
      ? words.oneOfMany({
          halfOpen: port.halfOpen,
          port: t.end(from).port,
          sources: port.sources,
          within: port.within,
        })
      : null,
    words.holdsPlace({ who: from }),
  ];
}

export function synAckAgain(t: SegmentContext): Annotation {
  const { from, row, time } = t.segment;
  const words = t.words.opening;
  const sent = rowsWhere(
    t,
    (s) =>
      s.from === from && (s.flags & SYN) !== 0 && (s.flags & ACK) !== 0 && s.seq === t.segment.seq,
  );
  const before = sent[sent.length - 1] ?? row;
  const asked = row > 0 ? t.at(row - 1) : null;
  const asks = asked !== null && asked.from !== from && (asked.flags & (SYN | RST)) === SYN;
  const prompted = asks ? asked : null;
  const times = [...sent.map((r) => t.at(r).time), time];
  return annotation(
    [
      prompted
        ? words.answersRepeatedSyn({ who: from, syn: prompted.row, repeat: sent.length })
        : words.answersAgain({
            who: from,
            original: before,
            waited: t.since(before),
            repeat: sent.length,
          }),
      ...halfOpen(t),
    ],
    [words.sameNumber({ seq: t.seq }), prompted ? null : backOff(t, times)],
  );
}

export function crossingSynAck(t: SegmentContext): Annotation {
  const { from, ack } = t.segment;
  const words = t.words.opening;
  const other = t.marks.synAck[t.segment.to];
  return annotation(
    [
      words.crossingSynAck({
        who: from,
        ack: t.ack,
        seq: t.other(ack - 1),
        own: t.seq,
      }),
    ],
    [other !== null && other < t.segment.row && words.whyFourToOpen()],
  );
}

export function handshakeAck(t: SegmentContext): Annotation {
  const { from, to, ack } = t.segment;
  const words = t.words.opening;
  return annotation(
    [
      words.confirmsHandshake({ who: from, peer: to, ack: t.ack, seq: t.other(ack - 1) }),
      t.marks.syn[to] === null && t.words.exchange.wants({ who: from, ack: t.ack }),
      words.noNumber(),
    ],
    [whyThree(t)],
  );
}

/** Why there are three segments, counted, if this capture shows them. */
export function whyThree(t: SegmentContext): string | null {
  const phase = phasesOf(t.connection)[0];
  if (phase?.kind !== 'opening') return null;
  const shared = sharedSteps(phase);
  const merged = shared.find(({ names }) => names.includes('syn') && names.includes('ack_of_syn'));
  if (!merged || phase.steps.length !== 4 || t.marks.synsCross) return null;
  return t.words.opening.whyThree({
    peer: t.segment.to,
    segments: phase.carriers,
    merged: merged.row,
  });
}
