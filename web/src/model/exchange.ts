// What a segment does in the exchange, read from the columns.
import { NO_ROW } from '../../generated/values';
import { analyses, probes } from './names';
import type { AnalysisName } from './names';
import type { Connection } from './connection';

export type ProbeName = (typeof probes)[number];

type Exchanged = Pick<Connection, 'exchange'>;

export function probeAt({ exchange }: Exchanged, row: number): ProbeName {
  return probes[exchange.probe[row]!] ?? 'none';
}

/** Whether its numbers cannot be the connection's. */
export function isStray({ exchange }: Exchanged, row: number): boolean {
  return exchange.stray[row] === 1;
}

/** Row of the first ACK that covers all of it, or null. */
export function ackedBy({ exchange }: Exchanged, row: number): number | null {
  const by = exchange.ackedBy[row]!;
  return by === NO_ROW ? null : by;
}

/** Bits of Wireshark's analysis that the captured segments bear out. */
export function borneOut(
  { segments, exchange }: Pick<Connection, 'segments' | 'exchange'>,
  row: number,
): number {
  return segments.analysis[row]! & ~exchange.doubted[row]!;
}

const bit = (name: AnalysisName): number => 1 << analyses.indexOf(name);
const REPEATS = bit('retransmission') | bit('fast_retransmission') | bit('spurious_retransmission');

/**
 * Whether its sender had sent all of it before: as captured, or as Wireshark infers. Copies that the
 * capture contains of nearly every segment were sent once.
 */
export function retransmitted(
  connection: Pick<Connection, 'segments' | 'exchange' | 'verdict'>,
  row: number,
): boolean {
  const { segments, verdict } = connection;
  if (verdict.seenTwice && segments.copyOf[row] !== NO_ROW) return false;
  if (isStray(connection, row) || probeAt(connection, row) !== 'none') return false;
  return connection.exchange.again[row] === 1 || (borneOut(connection, row) & REPEATS) !== 0;
}
