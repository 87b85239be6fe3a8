// All data for drawing the curves of one direction, computed once.
import type { CurveTable } from '../../../wasm/engine.mjs';
import type { Connection } from '../model/connection';
import { transferOf, type Transfer } from '../model/insight';
import { rowsOf, type Rows } from '../model/rows';
import type { Side } from '../model/side';
import { marksOf, type Marks } from './marks';
import { Extremes, directionOf, type Direction } from './points';

export interface Subject {
  connection: Connection;
  rows: Rows;
  direction: Direction;
  marks: Marks;
  transfer: Transfer | null;
  flight: Extremes;
  roundTrips: Extremes;
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
}

export function subjectOf(connection: Connection, table: CurveTable, sender: Side): Subject {
  const rows = rowsOf(connection);
  const direction = directionOf(table, sender);
  const { data, rtt, in_flight, window } = direction;
  const roundTrips = new Extremes(rtt.low);
  const { segments } = connection;
  let bytes = 0;
  for (let i = 0; i < data.count; i += 1) bytes += data.high[i]! - data.low[i]!;
  return {
    connection,
    rows,
    direction,
    marks: marksOf(connection, rows, direction),
    transfer: connection.insight ? transferOf(connection.insight, sender) : null,
    flight: new Extremes(in_flight.low),
    roundTrips,
    windows: new Extremes(window.low),
    start: segments.time[0] ?? 0,
    end: segments.time[segments.count - 1] ?? 0,
    leastRoundTrip: roundTrips.of(0, rtt.count)?.least ?? 0,
    bytes,
  };
}
