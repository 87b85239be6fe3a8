// The data that the worker passes to the page: plain objects that can be structured-cloned.
import type {
  ConnectionTable,
  Details,
  ExchangeTable,
  FindingTable,
  HeaderDetail,
  SegmentTable,
  EventTable,
} from '../../../wasm/engine.mjs';
import type { ConnectionNumber } from './connection_number';
import { openings, outcomes, type Closer, type OpeningName, type OutcomeName } from './names';
import type { Insight } from './insight';
import type { Passages, TimingTable } from './taps';
import type { HalfOpenPort, VerdictRows } from './verdict_rows';

export type {
  ConnectionTable,
  Details,
  ExchangeTable,
  FindingTable,
  HeaderDetail,
  SegmentTable,
  EventTable,
};

/** One end of a connection. */
export interface End {
  address: string;
  port: number;
  isn: number;
  mss: number;
  windowScale: number;
  /**
   * Whether the options of its SYN were captured; otherwise the two values above are 0 and unknown.
   */
  optionsKnown: boolean;
  segments: number;
  payload: number;
  retransmissions: number;
  /** Names of the address in the capture file; untrusted text. */
  names: readonly string[];
}

/** An ICMP error about a segment of a connection; it is not a segment itself. */
export interface IcmpError {
  /** Seconds since the capture's first frame. */
  time: number;
  /** Frame number in the file, from 1, and the offset of its captured bytes. */
  frame: number;
  offset: number;
  /** Number of the connection's segments captured before it; at least 1. */
  after: number;
  /** Version of IP, which decides the meaning of `type` and `code`: ICMP or ICMPv6. */
  version: 4 | 6;
  type: number;
  code: number;
  /** Address of its sender. */
  source: string;
  /** The end whose segment it quotes, and to which it is addressed. */
  to: 0 | 1;
  /** Sequence number in the quoted header. */
  seq: number;
  /** MTU of the next hop, if the packet was too big; else 0. */
  mtu: number;
}

/** Everything the ladder, the panel and the exports need of one connection. */
export interface Connection {
  /** Index in the capture, from 0. */
  index: number;
  /** Number shown to the reader. */
  number: ConnectionNumber;
  client: End;
  server: End;
  /** Seconds since the capture's first frame. */
  start: number;
  /** Duration in seconds. */
  duration: number;
  /** Name in names.outcomes. */
  outcome: string;
  /** Name in names.openings. */
  opening: string;
  closer: Closer;
  /** The capture has no SYN that shows which end is the client; the ports suggest it. */
  rolesGuessed: boolean;
  verdict: VerdictRows;
  /** The server's port, if the connection is half-open; else null. */
  port: HalfOpenPort | null;
  /**
   * Empty if the engine omits Zeek's analysis, as the element's does; the same applies to
   * `history`.
   */
  zeekState: string;
  /** Whether it contradicts `outcome` and `opening`. */
  zeekDiffers: boolean;
  history: string;
  /** Time of the capture's first frame, seconds since the Unix epoch. */
  captureStart: number;
  segments: SegmentTable;
  exchange: ExchangeTable;
  events: EventTable;
  /** Findings about the connection; loaded after it is drawn. */
  insight?: Insight;
  /**
   * Times at which its ends sent and received its segments; loaded on request. Null if unavailable.
   */
  timing?: TimingTable | null;
  /** Times at which two captures of the same traffic saw its segments. */
  passages?: Passages;
  /** ICMP errors in capture order. */
  icmp: readonly IcmpError[];
  details: Details;
  /** Comments in the file on the packets of segments; rows ascend. Untrusted text. */
  comments: readonly { row: number; text: string }[];
}

/** `unclear` for a name that this version of the page does not know. */
export function outcomeName({ outcome }: Pick<Connection, 'outcome'>): OutcomeName {
  return outcomes.find((name) => name === outcome) ?? 'unclear';
}

export function openingName({ opening }: Pick<Connection, 'opening'>): OpeningName {
  return openings.find((name) => name === opening) ?? 'mid_stream';
}
