// Converts the columns of one connection into the object that ladder and panel use.
import type {
  CaptureInfo,
  ConnectionTable,
  Details,
  ExchangeTable,
  IcmpTable,
  PortTable,
  SegmentTable,
  EventTable,
  VerdictTable,
} from '../../../../wasm/engine.mjs';
import { closers, openings, outcomes, zeekStates } from '../../model/names';
import type { Connection, End, IcmpError } from '../../model/connection';
import { halfOpenPortOf, verdictRowsOf } from '../../model/verdict_rows';
import { addressText } from '../../model/address';
import type { Notes } from './capture_metadata';

/** `table` contains one row, that of connection `index`. */
export function connectionOf(
  index: number,
  table: ConnectionTable,
  segments: SegmentTable,
  exchange: ExchangeTable,
  verdict: VerdictTable,
  port: PortTable,
  events: EventTable,
  icmp: IcmpTable,
  details: Details,
  info: CaptureInfo,
  notes: Notes | null,
): Connection {
  if (table.count !== 1) throw new RangeError(`no connection ${index}`);
  return {
    index,
    number: { stream: table.stream[0]!, part: table.streamPart[0]! },
    client: endOf(table, 0, notes),
    server: endOf(table, 1, notes),
    start: table.start[0]!,
    duration: table.duration[0]!,
    outcome: outcomes[table.outcome[0]!]!,
    opening: openings[table.opening[0]!]!,
    closer: closers[table.closer[0]!]!,
    rolesGuessed: table.rolesGuessed[0] === 1,
    verdict: verdictRowsOf(verdict),
    port: halfOpenPortOf(port),
    zeekState: zeekStates[table.zeekState[0]!] ?? '',
    zeekDiffers: table.zeekDiffers[0] === 1,
    history: table.histories.trimEnd(),
    captureStart: info.start,
    segments,
    exchange,
    events,
    icmp: errorsOf(icmp),
    details,
    comments: notes?.commentsOn(segments.frame) ?? [],
  };
}

function endOf(table: ConnectionTable, end: 0 | 1, notes: Notes | null): End {
  const octets = table.addresses.subarray(16 * end, 16 * end + 16);
  const address = addressText(octets, table.version[0]!);
  return {
    address,
    port: table.ports[end]!,
    isn: table.isn[end]!,
    mss: table.mss[end]!,
    windowScale: table.windowScale[end]!,
    optionsKnown: table.optionsKnown[end] === 1,
    segments: table.segments[end]!,
    payload: table.payload[end]!,
    retransmissions: table.retransmissions[end]!,
    names: notes?.namesOf(address) ?? [],
  };
}

function errorsOf(table: IcmpTable): IcmpError[] {
  return Array.from({ length: table.count }, (_, i) => {
    const version = table.version[i] === 6 ? 6 : 4;
    return {
      time: table.time[i]!,
      frame: table.frame[i]!,
      offset: table.offset[i]!,
      after: table.after[i]!,
      version,
      type: table.type[i]!,
      code: table.code[i]!,
      source: addressText(table.source.subarray(16 * i, 16 * i + 16), version),
      to: table.to[i] === 1 ? 1 : 0,
      seq: table.seq[i]!,
      mtu: table.mtu[i]!,
    };
  });
}
