// Incidents in a capture that may need action, counted by the core over all connections. See
// core/incidents/incidents.def.
import type { IncidentTable } from '../../generated/tables';
import { endpoint } from '../base/format';
import { addressText } from './address';
import { incidents as kinds } from './names';

export type IncidentKind = (typeof kinds)[number];

export interface Incident {
  kind: IncidentKind;
  connections: number;
  times: number;
  /** Seconds: minimum and maximum of a connection, and the sum. */
  least: number;
  most: number;
  sum: number;
  /**
   * The end involved in more than half of the connections: an address, or an address with its port;
   * null if there is none.
   */
  who: string | null;
  whoConnections: number;
  whoTimes: number;
  /** The address on the other side, or one of them; null if not reported. */
  other: string | null;
  /** Port of the other side; null if there are several. */
  otherPort: number | null;
  others: number;
  /** Index of a connection that shows it, and the row of the segment. */
  first: number;
  row: number;
  /** Payload bytes of the shortest segment that never arrives, and of the longest that does. */
  length: number;
  smaller: number;
}

/** Incidents by importance, the most significant first. */
export function incidentsOf(table: IncidentTable): Incident[] {
  const address = (octets: Uint8Array, versions: Uint8Array, i: number) =>
    addressText(octets.subarray(16 * i, 16 * i + 16), versions[i]!);
  const party = (text: string, port: number) => (port === 0 ? text : endpoint(text, port));
  return Array.from({ length: table.count }, (_, i) => ({
    kind: kinds[table.kind[i]!]!,
    connections: table.connections[i]!,
    times: table.times[i]!,
    least: table.least[i]!,
    most: table.most[i]!,
    sum: table.sum[i]!,
    who:
      table.whoConnections[i] === 0
        ? null
        : party(address(table.who, table.whoVersion, i), table.whoPort[i]!),
    whoConnections: table.whoConnections[i]!,
    whoTimes: table.whoTimes[i]!,
    other: table.others[i] === 0 ? null : address(table.other, table.otherVersion, i),
    otherPort: table.otherPort[i] === 0 ? null : table.otherPort[i]!,
    others: table.others[i]!,
    first: table.first[i]!,
    row: table.row[i]!,
    length: table.length[i]!,
    smaller: table.smaller[i]!,
  }));
}
