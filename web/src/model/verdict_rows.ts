// The segments that decide a connection's opening and outcome, as found by the engine.
import type { PortTable, VerdictTable } from '../../generated/tables';
import { NO_ROW } from '../../generated/values';
import type { Side } from './side';

type Pair<T> = readonly [client: T, server: T];

/** Rows count from 0; null if there is no such segment. */
export interface VerdictRows {
  /** First SYN of each end, with ACK or without. */
  syn: Pair<number | null>;
  synAck: Pair<number | null>;
  /** The end that sent the first SYN without ACK, or was answered by the first SYN ACK. */
  opener: Side | null;
  /** First ACK of the SYN ACK: the third segment of a handshake. */
  third: number | null;
  /** First FIN of each end, and its sequence number. */
  fin: Pair<number | null>;
  finNumber: Pair<number>;
  /** First segment that acknowledges the FIN. */
  finAcked: Pair<number | null>;
  /** Idle seconds before the FIN, without keep-alives, and the number of probes in that time. */
  finIdle: Pair<number>;
  finProbes: Pair<number>;
  /** First RST of either end. */
  reset: number | null;
  /** The RST that closed the connection: its receiver accepted it, as far as known. */
  takenReset: number | null;
  /** First segment of each end with payload. */
  data: Pair<number | null>;
  /** Both ends sent a SYN without ACK. */
  synsCross: boolean;
  /** Neither FIN acknowledges the other. */
  finsCross: boolean;
  /** The FIN or RST that ended the connection, or started to. */
  end: number | null;
  /** Idle seconds before it, without keep-alives. */
  idle: number;
  /**
   * New payload that the other end sent after it acknowledged that FIN, and the seconds from the FIN
   * to the last of it; null if there is none.
   */
  more: { bytes: number; over: number } | null;
  /** Seconds from the opener's SYN to the end of the handshake; null if unknown. */
  handshake: number | null;
  /** The capture ends so soon that the rest of the opening may have followed. */
  cutShort: boolean;
  /** The times come from two clocks, so no duration is known. */
  twoClocks: boolean;
  /**
   * Index of the connection on the same ports in which a SYN was answered that has no answer of its
   * own.
   */
  answeredIn: number | null;
  /** The capture contains nearly every segment twice. */
  seenTwice: boolean;
}

/** Connections in the capture to the address and port of a half-open connection's server. */
export interface HalfOpenPort {
  /** Number of connections to it whose third segment never came. */
  halfOpen: number;
  /** Number of all connections to it. */
  attempts: number;
  /** Number of distinct client addresses among the half-open ones. */
  sources: number;
  /** Seconds from the first to the last half-open one. */
  within: number;
}

const rowOf = (row: number): number | null => (row === NO_ROW ? null : row);
const rowsOf = (rows: Uint32Array): Pair<number | null> => [rowOf(rows[0]!), rowOf(rows[1]!)];

export function verdictRowsOf(table: VerdictTable): VerdictRows {
  return {
    syn: rowsOf(table.syn),
    synAck: rowsOf(table.synAck),
    opener: table.opener === NO_ROW ? null : table.opener === 1 ? 1 : 0,
    third: rowOf(table.third),
    fin: rowsOf(table.fin),
    finNumber: [table.finNumber[0]!, table.finNumber[1]!],
    finAcked: rowsOf(table.finAcked),
    finIdle: [table.finIdle[0]!, table.finIdle[1]!],
    finProbes: [table.finProbes[0]!, table.finProbes[1]!],
    reset: rowOf(table.reset),
    takenReset: rowOf(table.takenReset),
    data: rowsOf(table.data),
    synsCross: table.synsCross === 1,
    finsCross: table.finsCross === 1,
    end: rowOf(table.end),
    idle: table.idle,
    more: table.moreBytes > 0 ? { bytes: table.moreBytes, over: table.moreSeconds } : null,
    handshake: table.handshake < 0 ? null : table.handshake,
    cutShort: table.cutShort === 1,
    twoClocks: table.twoClocks === 1,
    answeredIn: rowOf(table.answeredIn),
    seenTwice: table.seenTwice === 1,
  };
}

/** Null if the connection is not half-open. */
export function halfOpenPortOf(table: PortTable): HalfOpenPort | null {
  if (table.count === 0) return null;
  return {
    halfOpen: table.halfOpen[0]!,
    attempts: table.attempts[0]!,
    sources: table.sources[0]!,
    within: table.within[0]!,
  };
}
