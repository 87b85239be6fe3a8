// The connections of a capture as a table: CSV for spreadsheets, and JSON with findings.
import type { ConnectionTable, MeasureTable } from '../../generated/tables';
import { endpoint } from '../base/format';
import { addressText } from '../model/address';
import { numberText } from '../model/connection_number';
import type { Incident } from '../model/incidents';
import { mainLimitOf, type LimitSummaryTable } from '../model/insight';
import { closers, incidents as kinds, openings, outcomes, zeekStates } from '../model/names';
import { field } from './csv';

export interface ConnectionList {
  table: ConnectionTable;
  /** Null until they are known. */
  measures: MeasureTable | null;
  limits: LimitSummaryTable | null;
  /** Indices of the connections to write, in order. */
  order: Iterable<number>;
}

/** Column headers of CSV and keys of JSON, in order. Times are in seconds. */
function rowOf({ table, measures, limits }: ConnectionList, i: number) {
  const pair = <T>(column: ArrayLike<T>, end: 0 | 1) => column[2 * i + end]!;
  const end = (side: 0 | 1) => {
    const at = 32 * i + 16 * side;
    const address = addressText(table.addresses.subarray(at, at + 16), table.version[i]!);
    return endpoint(address, pair(table.ports, side));
  };
  const roundTrip = measures?.roundTrip[i] ?? -1;
  const main = limits && mainLimitOf(limits, i);
  const bits = measures?.incidents[i] ?? 0;
  return {
    stream: numberText({ stream: table.stream[i]!, part: table.streamPart[i]! }),
    frame: table.frame[i]!,
    start: table.start[i]!,
    duration: table.duration[i]!,
    client: end(0),
    server: end(1),
    outcome: outcomes[table.outcome[i]!]!,
    opening: openings[table.opening[i]!]!,
    closer: closers[table.closer[i]!]!,
    one_direction: table.oneDirection[i] === 1,
    zeek_state: zeekStates[table.zeekState[i]!]!,
    segments: pair(table.segments, 0) + pair(table.segments, 1),
    sent: pair(table.payload, 0),
    received: pair(table.payload, 1),
    retransmissions: pair(table.retransmissions, 0) + pair(table.retransmissions, 1),
    longest_stall: measures?.longestStall[i] ?? null,
    stalls: measures?.stalls[i] ?? null,
    round_trip: roundTrip < 0 ? null : roundTrip,
    throughput: measures?.throughput[i] ?? null,
    limit: main?.limit ?? null,
    limit_seconds: main?.seconds ?? null,
    findings: kinds.filter((_, bit) => (bits >> bit) & 1),
  };
}

/** The first line contains the column headers; lines end with CR LF. */
export function listCsv(list: ConnectionList): string {
  const lines: string[] = [];
  for (const i of list.order) {
    const row = rowOf(list, i);
    const cells = {
      ...row,
      one_direction: Number(row.one_direction),
      findings: row.findings.join(' '),
    };
    if (lines.length === 0) lines.push(Object.keys(cells).join(','));
    lines.push(Object.values(cells).map(field).join(','));
  }
  return lines.map((line) => `${line}\r\n`).join('');
}

export function listJson(list: ConnectionList, incidents: readonly Incident[]): string {
  const connections = Array.from(list.order, (i) => rowOf(list, i));
  return `${JSON.stringify({ incidents, connections }, null, 2)}\n`;
}
