// Builds connection tables as the engine would, for tests of what the page makes of them.
import { analyses, openings, outcomes, states, zeekStates } from '../../../../web/src/model/names';
import type {
  AnalysisName,
  OpeningName,
  OutcomeName,
  StateName,
  ZeekState,
} from '../../../../web/src/model/names';
import type { ConnectionTable } from '../../../../web/src/model/connection';

export interface RowSpec {
  client?: string;
  clientPort?: number;
  server?: string;
  serverPort?: number;
  start?: number;
  duration?: number;
  outcome?: OutcomeName;
  opening?: OpeningName;
  zeek?: ZeekState;
  history?: string;
  sent?: number;
  received?: number;
  analyses?: AnalysisName[];
  oneDirection?: boolean;
  /** Of client and server when the capture ends. */
  ends?: readonly [StateName, StateName];
}

export function connectionTable(specs: readonly RowSpec[]): ConnectionTable {
  const count = specs.length;
  const table: ConnectionTable = {
    count,
    stream: Uint32Array.from(specs, (_, i) => i),
    streamPart: new Uint32Array(count).fill(1),
    version: new Uint8Array(count),
    addresses: new Uint8Array(32 * count),
    ports: new Uint16Array(2 * count),
    start: new Float64Array(count),
    frame: Uint32Array.from(specs, (_, i) => i + 1),
    oneDirection: new Uint8Array(count),
    duration: new Float64Array(count),
    segments: new Uint32Array(2 * count),
    payload: new Float64Array(2 * count),
    retransmissions: new Uint32Array(2 * count),
    isn: new Uint32Array(2 * count),
    windowScale: new Uint8Array(2 * count),
    mss: new Uint16Array(2 * count),
    optionsKnown: new Uint8Array(2 * count).fill(1),
    rolesGuessed: new Uint8Array(count),
    analyses: new Uint32Array(count),
    outcome: new Uint8Array(count),
    opening: new Uint8Array(count),
    closer: new Uint8Array(count),
    zeekState: new Uint8Array(count),
    zeekDiffers: new Uint8Array(count),
    states: new Uint8Array(2 * count),
    histories: specs.map(({ history }) => history ?? 'ShADadFf').join('\n'),
  };
  specs.forEach((spec, i) => {
    const client = octetsOf(spec.client ?? '10.0.0.1');
    table.version[i] = client.length === 4 ? 4 : 6;
    table.addresses.set(client, 32 * i);
    table.addresses.set(octetsOf(spec.server ?? '192.0.2.10'), 32 * i + 16);
    table.ports.set([spec.clientPort ?? 40000, spec.serverPort ?? 80], 2 * i);
    table.start[i] = spec.start ?? 0;
    table.duration[i] = spec.duration ?? 1;
    table.payload.set([spec.sent ?? 0, spec.received ?? 0], 2 * i);
    table.outcome[i] = outcomes.indexOf(spec.outcome ?? 'closed_by_client');
    table.opening[i] = openings.indexOf(spec.opening ?? 'three_way');
    for (const name of spec.analyses ?? []) table.analyses[i]! |= 1 << analyses.indexOf(name);
    table.oneDirection[i] = Number(spec.oneDirection ?? false);
    table.states.set(
      (spec.ends ?? ['CLOSED', 'CLOSED']).map((name) => states.indexOf(name)),
      2 * i,
    );
    table.zeekState[i] = zeekStates.indexOf(spec.zeek ?? 'SF');
  });
  return table;
}

/** Bytes of a dotted IPv4 address, or of an IPv6 address with all eight groups. */
export function octetsOf(address: string): number[] {
  if (address.includes('.')) return address.split('.').map(Number);
  return address.split(':').flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}
