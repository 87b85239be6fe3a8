// What the worker hands to the page: plain data, structured-clone friendly.
import type {
  ConnectionTable,
  Details,
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

export type { ConnectionTable, Details, FindingTable, HeaderDetail, SegmentTable, EventTable };

/** One end of a connection. */
export interface End {
  address: string;
  port: number;
  isn: number;
  mss: number;
  windowScale: number;
  /** The options of its SYN were captured: else the two above are 0 and say nothing. */
  optionsKnown: boolean;
  segments: number;
  payload: number;
  retransmissions: number;
  /** What the capture file calls the address; texts from outside. */
  names: readonly string[];
}

/** An ICMP error about a segment of a connection; it is no segment itself. */
export interface IcmpError {
  /** Seconds since the capture's first frame. */
  time: number;
  /** Frame number in the file, from 1, and where its captured bytes begin. */
  frame: number;
  offset: number;
  /** Segments of the connection captured before it; at least 1. */
  after: number;
  /** Whose numbers `type` and `code` are: ICMP or ICMPv6. */
  version: 4 | 6;
  type: number;
  code: number;
  /** Address of its sender. */
  source: string;
  /** Whose segment it quotes, and so whom it is addressed to. */
  to: 0 | 1;
  /** Sequence number of the quoted header. */
  seq: number;
  /** Of the next hop, where the packet was too big for it; else 0. */
  mtu: number;
}

/** Everything the ladder, the panel and the exports need of one connection. */
export interface Connection {
  /** Ordinal in the capture, from 0. */
  index: number;
  /** What names it to the reader. */
  number: ConnectionNumber;
  client: End;
  server: End;
  /** Seconds since the capture's first frame. */
  start: number;
  /** Seconds. */
  duration: number;
  /** Name in names.outcomes. */
  outcome: string;
  /** Name in names.openings. */
  opening: string;
  closer: Closer;
  /** No SYN tells which end is the client: the ports suggest it. */
  rolesGuessed: boolean;
  verdict: VerdictRows;
  /** Of a half-open connection, else null. */
  port: HalfOpenPort | null;
  /** '' where the engine leaves Zeek's words out, as the element's does; so is `history`. */
  zeekState: string;
  /** It says something else than `outcome` and `opening`. */
  zeekDiffers: boolean;
  history: string;
  /** Time of the capture's first frame, seconds since the Unix epoch. */
  captureStart: number;
  segments: SegmentTable;
  events: EventTable;
  /** What is concluded of it; comes after it is drawn. */
  insight?: Insight;
  /** When its ends sent and received its segments; comes when it is asked for, null: out of reach. */
  timing?: TimingTable | null;
  /** Where two captures of the same traffic saw its segments. */
  passages?: Passages;
  /** In capture order. */
  icmp: readonly IcmpError[];
  details: Details;
  /** Comments of the file on the packets of segments; rows ascend. Texts from outside. */
  comments: readonly { row: number; text: string }[];
}

/** `unclear` for a name this page does not know. */
export function outcomeName({ outcome }: Pick<Connection, 'outcome'>): OutcomeName {
  return outcomes.find((name) => name === outcome) ?? 'unclear';
}

export function openingName({ opening }: Pick<Connection, 'opening'>): OpeningName {
  return openings.find((name) => name === opening) ?? 'mid_stream';
}
