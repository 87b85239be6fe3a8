// The values of the selected segment on the curves of a direction.
import type { Subject } from './subject';

export interface StepOnCurves {
  row: number;
  time: number;
  /** Its first sequence number, if it carries data of this direction; else null. */
  seq: number | null;
  last: number | null;
  /** Row of the segment whose bytes it retransmits, or null. */
  original: number | null;
  repeats: boolean;
  /** Values after the segment; null if there are none yet. */
  sent: number | null;
  acked: number | null;
  flight: number | null;
  edge: number | null;
  /** Round-trip time that its ACK completes, or that was measured for its bytes; else null. */
  roundTrip: number | null;
}

export function stepOf(
  { connection, direction, rows, inFlight }: Subject,
  row: number,
): StepOnCurves {
  const { data, retransmission, ack, window, rtt } = direction;
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
    flight: value(inFlight),
    edge: value(window),
    roundTrip: timed < 0 ? null : rtt.low[timed]!,
  };
}
