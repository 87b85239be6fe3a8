// The connections of a capture as table rows. Rows are read from the columns one at a time, so that
// a hundred thousand rows cost nothing until they are used.
import {
  openings,
  outcomes,
  zeekStates,
  type OpeningName,
  type OutcomeName,
  type ZeekState,
} from '../../model/names';
import type { MeasureTable } from '../../../generated/tables';
import { endpoint } from '../../base/format';
import type { ConnectionNumber } from '../../model/connection_number';
import type { ConnectionTable } from '../../model/connection';
import { addressText } from '../../model/address';
import type { LimitSummaryTable } from '../../model/insight';
import { AddressIndex, type AddressNames } from './address_index';
import type { Fits } from './row_marks';

export interface ConnectionRow {
  /** Index in the capture, from 0. */
  index: number;
  number: ConnectionNumber;
  client: string;
  server: string;
  /** Names that the capture gives to client and server, unchanged. */
  names: readonly [readonly string[], readonly string[]];
  /** Seconds since the capture's first frame. */
  start: number;
  /** Duration in seconds. */
  duration: number;
  outcome: OutcomeName;
  opening: OpeningName;
  zeekState: ZeekState;
  history: string;
  /** Payload bytes sent by the client, and by the server. */
  sent: number;
  received: number;
  segments: number;
  retransmissions: number;
}

export class ConnectionRows {
  readonly count: number;
  /** Measures that need every segment; null until they are loaded. */
  measures: MeasureTable | null = null;
  /** What limited each of them; null until that was computed. */
  limits: LimitSummaryTable | null = null;
  readonly #histories: string[];
  #addresses: AddressIndex | undefined;
  #lastStart: number | undefined;
  #resets: Fits | undefined;

  /** `names`: the names that the capture gives to addresses. */
  constructor(
    readonly table: ConnectionTable,
    readonly names: AddressNames = new Map(),
  ) {
    this.count = table.count;
    this.#histories = table.histories.split('\n');
  }

  at(index: number): ConnectionRow {
    const { table } = this;
    const [client, server] = [this.#address(index, 0), this.#address(index, 1)];
    return {
      index,
      number: { stream: table.stream[index]!, part: table.streamPart[index]! },
      client: endpoint(client, table.ports[2 * index]!),
      server: endpoint(server, table.ports[2 * index + 1]!),
      names: [this.names.get(client) ?? [], this.names.get(server) ?? []],
      start: table.start[index]!,
      duration: table.duration[index]!,
      outcome: this.outcome(index),
      opening: openings[table.opening[index]!]!,
      zeekState: this.zeekState(index),
      history: this.history(index),
      sent: table.payload[2 * index]!,
      received: table.payload[2 * index + 1]!,
      segments: table.segments[2 * index]! + table.segments[2 * index + 1]!,
      retransmissions: table.retransmissions[2 * index]! + table.retransmissions[2 * index + 1]!,
    };
  }

  outcome(index: number): OutcomeName {
    return outcomes[this.table.outcome[index]!]!;
  }

  zeekState(index: number): ZeekState {
    return zeekStates[this.table.zeekState[index]!]!;
  }

  history(index: number): string {
    return this.#histories[index] ?? '';
  }

  /** Start of the last connection, in seconds since the capture's first frame. */
  get lastStart(): number {
    return (this.#lastStart ??= latest(this.table.start));
  }

  /** 1 for each connection whose history contains a reset; computed at the first call. */
  get resets(): Fits {
    return (this.#resets ??= Uint8Array.from(this.#histories, (text) => Number(/r/i.test(text))));
  }

  /** Index of the addresses; built at the first call. */
  get addresses(): AddressIndex {
    return (this.#addresses ??= new AddressIndex(this.table, this.names));
  }

  #address(index: number, end: 0 | 1): string {
    const { addresses, version } = this.table;
    const at = 32 * index + 16 * end;
    return addressText(addresses.subarray(at, at + 16), version[index]!);
  }
}

function latest(starts: Float64Array): number {
  let last = 0;
  for (let i = 0; i < starts.length; i++) last = Math.max(last, starts[i]!);
  return last;
}
