// The format of a connection as data for programs.
import type { End } from '../model/connection';
import type { Evidence, Limit, LimitSpan, ResetOrigin } from '../model/insight';
import type { AnalysisName, Certainty, Closer, StateName } from '../model/names';
import type { LogicalStep, PhaseKind } from '../model/phases';
import type { EndState, Unknown } from '../model/segment';
import type { MomentsJson, PassageJson, TapsJson, TimingJson } from './taps_json';

/** Changes if a reader of the old format would be misled. New keys alone do not change it. */
export const schema = 'tcp-ladder/1';

export type EndName = 'client' | 'server';

/** Times are in seconds. Segments are numbered from 1, as `#1` in the drawing. */
export interface LadderJson {
  schema: typeof schema;
  /** The title as given, or null. */
  title: string | null;
  capture: {
    /** Time of the first frame, in seconds since the Unix epoch. */
    start: number;
  };
  /** Wireshark's tcp.stream of the first segment. */
  stream: number;
  /** Position among the connections of this stream, from 1: almost always 1. */
  streamPart: number;
  client: EndJson;
  server: EndJson;
  /** Start in seconds since the capture's first frame. */
  start: number;
  duration: number;
  verdict: {
    outcome: string;
    opening: string;
    /** Zeek's conn_state and history. */
    zeekState: string;
    history: string;
    closer: Closer;
    /** The capture has no SYN that shows which end is the client; the ports suggest it. */
    rolesGuessed: boolean;
  };
  /** Facts about the connection as a whole; more kinds may be added. */
  facts: FactJson[];
  /** Probable sender of each RST, and of each FIN against which there is evidence. */
  resets: ResetJson[];
  /** What limited the data of each end; null if it sent fewer than two data segments. */
  limits: { client: TransferJson | null; server: TransferJson | null };
  /** Phases of the whole connection, whichever part is in `segments`. */
  phases: PhaseJson[];
  /** Number of segments in the whole connection. */
  segmentCount: number;
  /** Present if two captures show the connection. */
  taps?: TapsJson;
  /** Present if times at the ends were requested, or if two captures show the connection. */
  timing?: TimingJson;
  /** ICMP errors about the connection; they are not among the segments. */
  icmp: IcmpJson[];
  segments: SegmentJson[];
}

export interface ResetJson {
  segment: number;
  /** The end whose address is the source. */
  address: EndName;
  origin: ResetOrigin;
  /** Whether the receiver accepted it; null if unknown. */
  accepted: boolean | null;
  /**
   * Evidence by the names of core/resets/reset_evidence.def; values are hops, nanoseconds, or the
   * field itself.
   */
  evidence: Record<string, { says: Evidence['says']; found: number; usual: number }>;
  /** Number of that end's segments with which it was compared. */
  compared: number;
  idle: number;
  /** Timer that matches `idle`, by the names of core/resets/idle_timers.def; null if none does. */
  timer: string | null;
}

/** Times are in seconds, sizes in bytes. */
export interface TransferJson {
  limit: Limit;
  seconds: number;
  /** Total of each limit that occurs. */
  totals: Partial<Record<Limit, number>>;
  zeroWindow: number;
  spans: LimitSpan[];
}

export interface IcmpJson {
  frame: number;
  offset: number;
  time: number;
  epoch: number;
  /** Number of the segment before it, and of the segment it quotes; null if unknown. */
  after: number;
  quotes: number | null;
  /** Version of IP: the error is ICMPv6 if it is 6. */
  version: 4 | 6;
  type: number;
  code: number;
  source: string;
  /** The end to which it is addressed. */
  to: EndName;
  /** Sequence number in the quoted header. */
  seq: number;
  /** MTU of the next hop, if the packet was too big; else null. */
  mtu: number | null;
}

export interface FactJson {
  name: string;
  about: EndName;
  /**
   * Arguments by the names of core/engine/summary_items.def. `kind` of a retry and `cause` of a
   * stall are names; `…_row` is the number of a segment, from 1, or null; durations and times are
   * in nanoseconds.
   */
  args: Record<string, number | string | null>;
}

export interface EndJson extends Omit<End, 'mss' | 'windowScale' | 'optionsKnown'> {
  /** MSS option of its SYN; 0 if the SYN has none, null if its options were not captured. */
  mss: number | null;
  /** Shift of its windows; null if unknown. */
  windowScale: number | null;
  /** States before the first and after the last segment of the whole connection. */
  before: EndState;
  after: EndState;
}

export interface PhaseJson {
  kind: PhaseKind;
  first: number;
  last: number;
  steps: { segment: number; from: EndName; name: LogicalStep['name'] }[];
  carriers: number;
  seconds: number;
  payload: { client: number; server: number };
}

export interface SegmentJson {
  number: number;
  /**
   * Number of the frame in the file, from 1, and the offset of its bytes (in the unpacked file).
   */
  frame: number;
  offset: number;
  /** Seconds since the connection's first segment, and since the Unix epoch. */
  time: number;
  epoch: number;
  from: EndName;
  flags: string[];
  /**
   * As in the header; `ack` is null without the ACK flag. Both are null if the source is a text
   * with relative numbers.
   */
  seq: number | null;
  ack: number | null;
  /** Relative to the initial sequence numbers; unwrapped, so they may exceed 2^32. */
  relativeSeq: number;
  relativeAck: number | null;
  /** Payload bytes; null if unknown. */
  length: number | null;
  /** Scaled if the scale is known; null if the scale or the window is unknown. */
  window: number | null;
  /** Fields that the source text does not contain; absent for captured segments. */
  unknown?: Unknown[];
  analyses: AnalysisName[];
  /** Number of the segment that first sent these bytes, or null. */
  original: number | null;
  /** Seconds since the previous segment of the connection; null for the first one. */
  sincePrevious: number | null;
  /**
   * Number of the first segment that acknowledges all of this one, and the seconds until then. Null
   * if there is none, or nothing to acknowledge.
   */
  acknowledgedBy: number | null;
  acknowledgedAfter: number | null;
  /** States after this segment. */
  clientState: { state: StateName; certainty: Certainty };
  serverState: { state: StateName; certainty: Certainty };
  statements: StatementJson[];
  /** Present if two captures show the connection. */
  passage?: PassageJson;
  /** Times at the ends, if they were requested. */
  moments?: MomentsJson;
}

export interface StatementJson {
  name: string;
  kind: 'check' | 'transition' | 'remark';
  /** RFC and section. */
  clause: string;
  about: EndName;
  /** Result of a check; absent for other events. */
  passed?: boolean;
  /**
   * Arguments by the names of core/tcp/events.def; `…_row` is the number of a segment, from 1, or
   * null.
   */
  args: Record<string, number | null>;
}
