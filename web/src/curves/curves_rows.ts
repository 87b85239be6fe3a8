// The points of a direction as rows of text, for a table in the page and for CSV.
import type { Span } from './frame';
import { stepOf } from './step';
import type { Subject } from './subject';

export interface CurvesRow {
  row: number;
  /** Seconds since the connection's first segment. */
  time: number;
  kind: 'data' | 'retransmission' | 'ack';
  from: number | null;
  /** One past the last sequence number. */
  to: number | null;
  flight: number | null;
  edge: number | null;
  /** Round-trip time in seconds. */
  roundTrip: number | null;
  limit: string | null;
}

/** Rows in `span` with information about this direction; at most `most` from `first` on. */
export function curvesRows(subject: Subject, span: Span, first: number, most: number): CurvesRow[] {
  return Array.from(rowsIn(subject, span).slice(first, first + most), (row) => rowOf(subject, row));
}

/** Rows in ascending order. */
export function rowsIn({ direction }: Subject, { from, to }: Span): Uint32Array {
  const rows = new Set<number>();
  for (const points of [direction.data, direction.retransmission, direction.ack]) {
    for (let i = points.from(from); i < points.count && points.timeAt(i) <= to; i += 1) {
      rows.add(points.row[i]!);
    }
  }
  return Uint32Array.from(rows).sort();
}

function rowOf(subject: Subject, row: number): CurvesRow {
  const step = stepOf(subject, row);
  const spans = subject.transfer?.spans ?? [];
  const kind = step.repeats ? 'retransmission' : step.seq === null ? 'ack' : 'data';
  return {
    row,
    time: step.time - subject.start,
    kind,
    from: kind === 'ack' ? step.acked : step.seq,
    to: kind === 'ack' ? null : step.last === null ? null : step.last + 1,
    flight: step.flight,
    edge: step.edge,
    roundTrip: step.roundTrip,
    limit: spans.find(({ from, to }) => step.time >= from && step.time < to)?.limit ?? null,
  };
}
