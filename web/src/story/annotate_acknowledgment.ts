// Pure acknowledgments (RFC 9293 section 3.8.6.3, RFC 5681 section 3.2).
import { ACK, SYN, seqDistance } from '../model/segment';
import { uncaptured, wentOn } from './annotate_data';
import type { SegmentContext } from './segment_context';
import { annotation } from './annotation';
import type { Sentence, Annotation } from './annotation';

export function dataAck(t: SegmentContext): Annotation {
  const { from, ack, row, to } = t.segment;
  const words = t.words.exchange;
  const beyond = t.said('acks_uncaptured');
  const bytes = t.newlyConfirmedBytes();
  const held = (ack - 1 - (t.confirmsFin() ? 1 : 0)) >>> 0;
  const confirmed = confirmedSegments(t);
  const single = confirmed.length === 1 ? t.at(confirmed[0]!) : null;
  const newest = confirmed[confirmed.length - 1];
  const exact = single !== null && single.end === ack && single.length === bytes;
  return annotation(
    [
      bytes > 0
        ? words.confirms({ who: from, peer: to, ack: t.ack, last: t.other(held) })
        : words.expects({ who: from, ack: t.ack }),
      newest !== undefined &&
        t.since(newest) > 0 &&
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
      beyond && uncaptured(t, beyond),
      row > 0 && windowTurn(t),
    ],
  );
}

/** Data segments of the other side that end above the last ack and at or below this one. */
function confirmedSegments(t: SegmentContext): number[] {
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
  // Of a segment and its retransmissions, the first represents all.
  const begun = new Set<number>();
  return rows.reverse().filter((at) => {
    const { seq } = t.at(at);
    return begun.has(seq) ? false : begun.add(seq) !== undefined;
  });
}

/**
 * Whether another segment before this one repeats row `of`: then it is unknown which one is
 * answered.
 */
function repeated(t: SegmentContext, of: number): boolean {
  const { seq, from } = t.at(of);
  for (let at = of + 1; at < t.segment.row; at += 1) {
    const s = t.at(at);
    if (s.from === from && s.length > 0 && s.seq === seq) return true;
  }
  return false;
}

function windowTurn(t: SegmentContext): Sentence {
  const { from, to, window } = t.segment;
  const before = t.previousWindow();
  if (before === null || window === before) return null;
  if (before === 0) return t.words.exchange.roomAgain({ who: from, peer: to, window });
  return null;
}

export function duplicateAck(t: SegmentContext): Annotation {
  const { to } = t.segment;
  const words = t.words.exchange;
  const { n, first } = t.duplicates();
  const { ack } = t.segment;
  // Segments after the missing bytes made the receiver repeat its acknowledgment.
  const hole =
    t.findBefore((s) => s.from === to && s.length > 0 && seqDistance(s.seq, ack) > 0) !== null;
  const seen = hole || t.findBefore((s) => s.from === to && s.takes > 0 && s.end === ack) !== null;
  const why = hole ? words.whyDuplicates : seen ? words.noHole : words.whyUnseen;
  const again = hole ? t.findAfter((s) => s.from === to && s.seq === ack && s.length > 0) : null;
  return annotation(
    [words.duplicate({ ack: t.ack, first, n }), why({ ack: t.ack, peer: to })],
    [
      again !== null && words.repeatedBy({ row: again, after: t.at(again).time - t.segment.time }),
      t.words.opening.noNumber(),
    ],
  );
}

/** States that the ack repeats an earlier one, or that what came before it was not captured. */
export function nothingNew(t: SegmentContext): string {
  const words = t.words.exchange;
  return t.previousAckBy(t.segment.from) === null
    ? words.wants({ who: t.segment.from, ack: t.ack })
    : words.nothingNew({ ack: t.ack });
}

export function plainAck(t: SegmentContext): Annotation {
  const old = t.said('half_open_discovered');
  const ack = t.segment.flags & ACK;
  return annotation(
    [
      old
        ? t.words.opening.oldConnection({ who: t.segment.from, ack: t.ack })
        : ack !== 0 && nothingNew(t),
    ],
    [wentOn(t)],
  );
}

/** A segment that a connection does not accept (RFC 9293 section 3.10.7.4, fifth). */
export function noAck(t: SegmentContext): Annotation {
  return annotation([t.words.exchange.noAck({ peer: t.segment.to })]);
}
