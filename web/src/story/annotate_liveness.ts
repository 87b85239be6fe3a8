// Windows and keep-alives (RFC 9293 sections 3.8.4 and 3.8.6).
import { RST, hasAnalysis, seqDistance } from '../model/segment';
import type { SegmentContext } from './segment_context';
import { nothingNew } from './annotate_acknowledgment';
import { annotation } from './annotation';
import type { Annotation, Sentence } from './annotation';

export function windowUpdate(t: SegmentContext): Annotation {
  const { from, to, window } = t.segment;
  const words = t.words.exchange;
  const before = t.previousWindow() ?? 0;
  return annotation(
    [
      before === 0
        ? words.roomAgain({ who: from, peer: to, window })
        : words.roomLeft({ who: from, window, before }),
    ],
    [words.nothingNew({ ack: t.ack })],
  );
}

export function zeroWindow(t: SegmentContext): Annotation {
  const { from, to } = t.segment;
  const words = t.words.exchange;
  const bytes = t.newlyConfirmedBytes();
  return annotation(
    [words.noRoom({ who: from, peer: to })],
    [bytes > 0 ? words.confirmsToo({ ack: t.ack, bytes }) : nothingNew(t)],
  );
}

export function windowProbe(t: SegmentContext): Annotation {
  const { from, to, length, seq } = t.segment;
  const words = t.words.exchange;
  const probes = probesBefore(t);
  const last = probes[probes.length - 1];
  return annotation(
    [
      length > 0
        ? words.probesWindow({ who: from, peer: to, length })
        : words.probesWindowOld({ who: from, peer: to, seq: t.seq, next: t.own(seq + 1) }),
      last !== undefined && probeAgain(t, probes),
    ],
    [answer(t), length === 0 && words.noStateChange()],
  );
}

/** The number of this probe, and whether the waits between the probes grow. */
function probeAgain(t: SegmentContext, probes: readonly number[]): string {
  const words = t.words.exchange;
  const times = [...probes.map((row) => t.at(row).time), t.segment.time];
  const waits = times.slice(1).map((time, i) => time - times[i]!);
  const grows = waits.length > 1 && waits.slice(1).every((wait, i) => wait > 1.5 * waits[i]!);
  const numbers = { n: probes.length + 1, interval: waits[waits.length - 1]! };
  return grows ? words.probeRepeated(numbers) : words.probeNumber(numbers);
}

/**
 * The answer to a probe, or that none came before the next probe; nothing if that is not certain.
 */
function answer(t: SegmentContext): Sentence {
  const { from, to } = t.segment;
  const words = t.words.exchange;
  const reply = t.findAfter((s) => s.from === to, 16);
  const next = t.findAfter((s) => s.from === from, 16);
  if (reply === null || (next !== null && next < reply)) return words.probeUnanswered();
  const after = t.at(reply).time - t.segment.time;
  return isBareAnswer(t, reply) && words.probeAnswered({ row: reply, after });
}

/**
 * An answer has the next number of its sender and no data (RFC 9293 section 3.10.7.4): data, a
 * repetition or another probe may have been sent before the probe arrived.
 */
function isBareAnswer(t: SegmentContext, row: number): boolean {
  const s = t.at(row);
  if (s.flags & RST) return true;
  const last = t.findBefore(({ from }) => from === s.from);
  const old = last !== null && seqDistance(s.seq, t.at(last).end) < 0;
  return s.takes === 0 && !old && !t.isProbe(row);
}

export function windowProbeAnswer(t: SegmentContext): Annotation {
  return annotation(
    [t.words.exchange.stillNoRoom({ who: t.segment.from })],
    [t.words.exchange.noStateChange()],
  );
}

export function keepAlive(t: SegmentContext): Annotation {
  const { from, to, row, seq } = t.segment;
  const words = t.words.exchange;
  const probes = probesBefore(t);
  return annotation(
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

/** Probes of this side since the last segment that was neither a probe nor its answer. */
function probesBefore(t: SegmentContext): number[] {
  const { from, row } = t.segment;
  const rows: number[] = [];
  for (let at = row - 1; at >= 0; at -= 1) {
    if (t.isProbe(at) && t.at(at).from === from) rows.push(at);
    else if (!isQuiet(t, at) && t.at(at).takes > 0) break;
  }
  return rows.reverse();
}

/** A probe or its answer: traffic without effect. */
export function isQuiet(t: SegmentContext, row: number): boolean {
  const { segments: table } = t.connection;
  return t.isProbe(row) || hasAnalysis(table, row, 'keep_alive_ack');
}

export function keepAliveAnswer(t: SegmentContext): Annotation {
  const { from, row } = t.segment;
  const words = t.words.exchange;
  const stated = t.rowSaid('keep_alive_answer', 'probe_row');
  const probe = stated ?? t.findBefore((s) => t.isProbe(s.row));
  return annotation(
    [
      probe === null || probe >= row
        ? words.nothingNew({ ack: t.ack })
        : words.answersProbe({ who: from, probe, after: t.since(probe), ack: t.ack }),
    ],
    [words.noStateChange()],
  );
}
