// What the worker hands to the page: plain data, structured-clone friendly.
import type {
  CaptureInfo,
  ConnectionTable,
  FindingTable,
  HeaderDetail,
  SegmentTable,
  StatementTable,
} from '../../wasm/engine.mjs';

export type {
  CaptureInfo,
  ConnectionTable,
  FindingTable,
  HeaderDetail,
  SegmentTable,
  StatementTable,
};

/** One end of a connection. */
export interface End {
  address: string;
  port: number;
  isn: number;
  mss: number;
  windowScale: number;
  segments: number;
  payload: number;
  retransmissions: number;
}

/** Everything the ladder, the panel and the exports need of one connection. */
export interface Connection {
  /** Ordinal in the capture, from 0. */
  index: number;
  client: End;
  server: End;
  /** Seconds since the capture's first frame. */
  start: number;
  /** Seconds. */
  duration: number;
  /** Name in Names.outcomes. */
  outcome: string;
  /** Name in Names.openings. */
  opening: string;
  zeekState: string;
  history: string;
  /** Time of the capture's first frame, seconds since the Unix epoch. */
  captureStart: number;
  segments: SegmentTable;
  statements: StatementTable;
}
