// Columns of one connection become the value that ladder and panel take.
import type {
  CaptureInfo,
  ConnectionTable,
  Names,
  SegmentTable,
  StatementTable,
} from '../../../wasm/engine.mjs';
import type { Connection, End } from '../model';
import { addressText } from './address';

/** `table` holds the one row of connection `index`. */
export function connectionOf(
  index: number,
  table: ConnectionTable,
  segments: SegmentTable,
  statements: StatementTable,
  info: CaptureInfo,
  names: Names,
): Connection {
  if (table.count !== 1) throw new RangeError(`no connection ${index}`);
  return {
    index,
    client: endOf(table, 0),
    server: endOf(table, 1),
    start: table.start[0]!,
    duration: table.duration[0]!,
    outcome: names.outcomes[table.outcome[0]!]!,
    opening: names.openings[table.opening[0]!]!,
    zeekState: names.zeekStates[table.zeekState[0]!]!,
    history: table.histories.trimEnd(),
    captureStart: info.start,
    segments,
    statements,
  };
}

function endOf(table: ConnectionTable, end: 0 | 1): End {
  return {
    address: addressText(table.addresses.subarray(16 * end, 16 * end + 16), table.version[0]!),
    port: table.ports[end]!,
    isn: table.isn[end]!,
    mss: table.mss[end]!,
    windowScale: table.windowScale[end]!,
    segments: table.segments[end]!,
    payload: table.payload[end]!,
    retransmissions: table.retransmissions[end]!,
  };
}
