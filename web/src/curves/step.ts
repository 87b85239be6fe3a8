// The chosen segment on the curves of a direction: what it shows there, in numbers.
import type { Subject } from './subject';

export interface StepOnCurves {
  row: number;
  time: number;
  /** Of data of this direction: its first number; else null. */
  seq: number | null;
  last: number | null;
  /** Row whose bytes it repeats, or null. */
  original: number | null;
  repeats: boolean;
  /** After the segment, or null where there is nothing yet. */
  sent: number | null;
  acked: number | null;
  flight: number | null;
  edge: number | null;
  /** That the segment gives as an ACK, or that was measured for its bytes; or null. */
  roundTrip: number | null;
}

export function stepOf({ connection, direction, rows }: Subject, row: number): StepOnCurves {
  const { data, retransmission, ack, in_flight, window, rtt } = direction;
  const at = (points: typeof data) => points.upToRow(row);
  const own = (points: typeof data) => {
    const i = points.upToRow(row);
    return i >= 0 && points.row[i] === row ? i : -1;
  };
  const [again, fresh] = [own(retransmission), own(data)];
  const points = again >= 0 ? retransmission : data;
  const i = again >= 0 ? again : fresh;
  const value = (from: typeof data, column: 'low' | 'high' = 'low') => {
    const last = at(from);
    return last < 0 ? null : from[column][last]!;
  };
  const timed = own(rtt);
  return {
    row,
    time: connection.segments.time[row]!,
    seq: i < 0 ? null : points.low[i]!,
    last: i < 0 ? null : (fresh >= 0 ? data.high[fresh]! : points.high[i]!) - 1,
    original: again >= 0 ? rows.original(row) : null,
    repeats: again >= 0,
    sent: value(data, 'high'),
    acked: value(ack),
    flight: value(in_flight),
    edge: value(window),
    roundTrip: timed < 0 ? null : rtt.low[timed]!,
  };
}
