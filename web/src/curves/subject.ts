// All data for drawing the curves of one direction, computed once.
import type { CurveTable } from '../../../wasm/engine.mjs';
import type { Connection } from '../model/connection';
import { transferOf, type Transfer } from '../model/insight';
import { rowsOf, type Rows } from '../model/rows';
import type { Side } from '../model/side';
import { marksOf, type Marks } from './marks';
import { Extremes, directionOf, type Direction, type Points } from './points';

export interface Subject {
  connection: Connection;
  rows: Rows;
  direction: Direction;
  marks: Marks;
  transfer: Transfer | null;
  /** Bytes in flight; without those that SACK blocks report, if there are any. */
  inFlight: Points;
  flight: Extremes;
  roundTrips: Extremes;
  timestampRoundTrips: Extremes;
  /** The peer's window from the acknowledgment on, by point of `window`. */
  room: Float64Array;
  rooms: Extremes;
  windows: Extremes;
  /**
   * Times of the connection's first and last segment, in seconds since the capture's first frame.
   */
  start: number;
  end: number;
  /** Minimum round-trip time measured at the tap, in seconds; 0 if there is none. */
  leastRoundTrip: number;
  /** Bytes sent, without retransmissions. */
  bytes: number;
  /** Bytes sent before each point of `data` and of `retransmission`, and one more value for all. */
  sums: { data: Float64Array; retransmission: Float64Array };
}

/** `table` is about the data of `sender`. */
export function subjectOf(connection: Connection, table: CurveTable, sender: Side): Subject {
  const rows = rowsOf(connection);
  const direction = directionOf(connection, table, sender);
  const { data, ack, rtt, in_flight, pipe, window } = direction;
  const roundTrips = new Extremes(rtt.low);
  const inFlight = pipe.count > 0 ? pipe : in_flight;
  // Each acknowledgment has one window.
  const room = window.low.map((edge, i) => edge - ack.low[i]!);
  const { segments } = connection;
  const sums = { data: sumsOf(data), retransmission: sumsOf(direction.retransmission) };
  return {
    connection,
    rows,
    direction,
    marks: marksOf(connection, rows, direction),
    transfer: transferIn(connection, sender),
    inFlight,
    flight: new Extremes(inFlight.low),
    roundTrips,
    timestampRoundTrips: new Extremes(direction.timestamp_rtt.low),
    room,
    rooms: new Extremes(room),
    windows: new Extremes(window.low),
    start: segments.time[0] ?? 0,
    end: segments.time[segments.count - 1] ?? 0,
    leastRoundTrip: roundTrips.of(0, rtt.count)?.least ?? 0,
    bytes: sums.data[data.count]!,
    sums,
  };
}

function sumsOf({ count, low, high }: Points): Float64Array {
  const sums = new Float64Array(count + 1);
  for (let i = 0; i < count; i += 1) sums[i + 1] = sums[i]! + high[i]! - low[i]!;
  return sums;
}

export const transferIn = ({ insight }: Connection, sender: Side): Transfer | null =>
  insight ? transferOf(insight, sender) : null;
