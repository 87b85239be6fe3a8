// Connections told verb by verb, as the worker would hand them to the page. Sequence numbers follow
// from what was sent; states are said after each segment: `now('ESTABLISHED?', 'SYN-RECEIVED')`,
// where ? is expected, ~ assumed, and nothing is sure.
import { type Recorded, verdictOf, withInferred } from './inferred';
import { readByEngine } from './read_by_engine';
import { verdictRowsOf } from '../../web/src/model/verdict_rows';
import { noDetails } from '../../web/src/engine/worker/no_details';
import { analyses, certainties, states } from '../../web/src/model/names';
import type {
  AnalysisName,
  Closer,
  OpeningName,
  OutcomeName,
  StateName,
} from '../../web/src/model/names';
import type {
  Connection,
  End,
  ExchangeTable,
  IcmpError,
  EventTable,
} from '../../web/src/model/connection';
import { ACK, FIN, PSH, RST, SYN } from '../../web/src/model/segment';
import type { Side } from '../../web/src/model/segment';

export const CLIENT = 0;
export const SERVER = 1;
const NONE = 0xffffffff;

interface Annotation {
  time: number;
  from: Side;
  flags: number;
  seq: number;
  ack: number;
  length: number;
  window: number;
  analysis: number;
  original: number;
  states: [number, number];
}

export interface Ends {
  client?: Partial<End>;
  server?: Partial<End>;
  /** Of the capture's first frame, seconds since the epoch. */
  captureStart?: number;
}

/** A state word of `now` as a packed octet. */
export function packed(word: string): number {
  const sign = word.at(-1) ?? '';
  const certainty = { '?': 'expected', '~': 'assumed' }[sign] ?? 'sure';
  const name = (certainty === 'sure' ? word : word.slice(0, -1)) as StateName;
  if (name === 'UNKNOWN') return certainties.indexOf('unknown') << 4;
  const index = states.indexOf(name);
  if (index < 0) throw new Error(`no state ${name}`);
  return index | (certainties.indexOf(certainty as 'sure') << 4);
}

export class Talk {
  readonly #told: Annotation[] = [];
  readonly #errors: IcmpError[] = [];
  #clock = 0;
  /** Next sequence number of each side. */
  readonly #next: [number, number];
  readonly #ends: [End, End];
  readonly #captureStart: number;

  constructor(ends: Ends = {}) {
    this.#ends = [
      end({
        address: '127.0.0.1',
        port: 50765,
        isn: 3041927615,
        ...ends.client,
      }),
      end({
        address: '127.0.0.1',
        port: 1688,
        isn: 1176504283,
        ...ends.server,
      }),
    ];
    this.#next = [this.#ends[0].isn, this.#ends[1].isn];
    this.#captureStart = ends.captureStart ?? 1573023600;
  }

  /** The next segment comes at so many microseconds. */
  at(micros: number): this {
    this.#clock = micros;
    return this;
  }

  /** The next segment comes so many microseconds later. */
  wait(micros: number): this {
    this.#clock += micros;
    return this;
  }

  syn(from: Side = CLIENT): this {
    return this.#send(from, SYN, 0);
  }

  synAck(from: Side = SERVER): this {
    return this.#send(from, SYN | ACK, 0);
  }

  ack(from: Side, ...found: AnalysisName[]): this {
    return this.#send(from, ACK, 0, found);
  }

  data(from: Side, length: number, ...found: AnalysisName[]): this {
    return this.#send(from, PSH | ACK, length, found);
  }

  fin(from: Side): this {
    return this.#send(from, FIN | ACK, 0);
  }

  rst(from: Side, flags = RST): this {
    return this.#send(from, flags, 0);
  }

  /** The same segment as `row` once more. */
  again(row: number, ...found: AnalysisName[]): this {
    const first = this.#told[row]!;
    this.#told.push({
      ...first,
      time: this.#clock,
      analysis: bits(found.length ? found : ['retransmission']),
      original: row,
      states: this.#last(),
    });
    return this;
  }

  keepAlive(from: Side): this {
    this.#send(from, ACK, 0, ['keep_alive']);
    this.#told.at(-1)!.seq = (this.#next[from] - 1) >>> 0;
    return this;
  }

  /** Changes what cannot be told in verbs. */
  with(change: Partial<Pick<Annotation, 'seq' | 'ack' | 'window' | 'length' | 'original'>>): this {
    Object.assign(this.#told.at(-1)!, change);
    return this;
  }

  /** The side's sequence numbers go on from here without a captured segment. */
  skip(from: Side, octets: number): this {
    this.#next[from] = (this.#next[from] + octets) >>> 0;
    return this;
  }

  /** An ICMP error about the newest segment of a side. */
  icmp(to: Side, error: Pick<IcmpError, 'type' | 'code'> & Partial<IcmpError>): this {
    const quoted = this.#told.findLast((t) => t.from === to)!;
    this.#errors.push({
      time: this.#clock / 1e6,
      frame: 0,
      offset: 0,
      after: this.#told.length,
      version: 4,
      source: '198.51.100.1',
      to,
      seq: quoted.seq,
      mtu: 0,
      ...error,
    });
    return this;
  }

  /** States after the last segment. */
  now(client: string, server: string): this {
    this.#told.at(-1)!.states = [packed(client), packed(server)];
    return this;
  }

  #send(from: Side, flags: number, length: number, found: AnalysisName[] = []): this {
    const seq = this.#next[from];
    const takes = length + (flags & SYN ? 1 : 0) + (flags & FIN ? 1 : 0);
    this.#next[from] = (seq + takes) >>> 0;
    this.#told.push({
      time: this.#clock,
      from,
      flags,
      seq,
      ack: flags & ACK ? this.#next[from === 0 ? 1 : 0] : 0,
      length,
      window: 65535,
      analysis: bits(found),
      original: NONE,
      states: this.#last(),
    });
    return this;
  }

  #last(): [number, number] {
    const states = this.#told.at(-1)?.states;
    return states ? [...states] : [packed('UNKNOWN'), packed('UNKNOWN')];
  }

  connection(outcome: OutcomeName, opening: OpeningName = 'three_way'): Connection {
    const told = this.#told;
    const sums = ([0, 1] as const).map((side) => {
      const own = told.filter((t) => t.from === side);
      return {
        ...this.#ends[side],
        segments: own.length,
        payload: own.reduce((sum, t) => sum + (t.length === NONE ? 0 : t.length), 0),
        retransmissions: own.filter((t) => t.analysis & 7).length,
      };
    }) as [End, End];
    const first = told[0]?.time ?? 0;
    const segments = withInferred(tableOf(told), opening);
    const read = readByEngine(told);
    return {
      index: 0,
      number: { stream: 0, part: 1 },
      client: sums[0],
      server: sums[1],
      start: first / 1e6,
      duration: ((told.at(-1)?.time ?? 0) - first) / 1e6,
      outcome,
      opening,
      closer: closers[outcome],
      verdict: {
        ...verdictOf(segments, outcome),
        ...(read ? { more: verdictRowsOf(read.verdict).more } : {}),
      },
      port: null,
      rolesGuessed: false,
      zeekState: 'SF',
      zeekDiffers: false,
      history: '',
      captureStart: this.#captureStart,
      segments,
      exchange: read?.exchange ?? noExchange(told.length),
      events: noEvents(),
      icmp: this.#errors,
      details: noDetails(),
      comments: [],
    };
  }
}

function end(known: Partial<End>): End {
  return {
    address: '192.0.2.1',
    port: 1,
    isn: 0,
    mss: 16344,
    windowScale: 6,
    optionsKnown: true,
    segments: 0,
    payload: 0,
    retransmissions: 0,
    names: [],
    ...known,
  };
}

/** Who ended a connection of each outcome, as a rule. */
const closers: Record<OutcomeName, Closer> = {
  closed_by_client: 'client',
  closed_by_server: 'server',
  closed_together: 'both',
  half_closed_by_client: 'client',
  half_closed_by_server: 'server',
  reset_by_client: 'client',
  reset_by_server: 'server',
  refused: 'server',
  no_answer: 'none',
  unreachable: 'none',
  half_open: 'none',
  still_open: 'none',
  unclear: 'none',
};

function bits(names: AnalysisName[]): number {
  return names.reduce((sum, name) => sum | (1 << analyses.indexOf(name)), 0);
}

function tableOf(told: Annotation[]): Recorded {
  const count = told.length;
  return {
    count,
    time: Float64Array.from(told, (t) => t.time / 1e6),
    frame: Uint32Array.from(told, (_, i) => i + 1),
    offset: Float64Array.from(told, (_, i) => 24 + 82 * i),
    headerOffset: new Uint16Array(count).fill(34),
    seq: Uint32Array.from(told, (t) => t.seq),
    ack: Uint32Array.from(told, (t) => t.ack),
    length: Uint32Array.from(told, (t) => t.length),
    window: Uint32Array.from(told, (t) => t.window),
    flags: Uint16Array.from(told, (t) => t.flags | (t.from << 9)),
    analysis: Uint32Array.from(told, (t) => t.analysis),
    linkType: new Uint16Array(count).fill(1),
    clientState: Uint8Array.from(told, (t) => t.states[0]),
    serverState: Uint8Array.from(told, (t) => t.states[1]),
    original: Uint32Array.from(told, (t) => t.original),
    unknown: new Uint8Array(count),
  };
}

/** Of segments that are several connections to the engine. */
function noExchange(count: number): ExchangeTable {
  return {
    count,
    probe: new Uint8Array(count),
    stray: new Uint8Array(count),
    again: new Uint8Array(count),
    ackedNumbers: new Uint32Array(count),
    ackedBytes: new Uint32Array(count),
    ackedBy: new Uint32Array(count).fill(NONE),
    burstPlace: new Uint32Array(count),
    burstSegments: new Uint32Array(count),
    burstBytes: new Float64Array(count),
    doubted: new Uint32Array(count),
  };
}

function noEvents(): EventTable {
  return {
    count: 0,
    row: new Uint32Array(0),
    id: new Uint16Array(0),
    end: new Uint8Array(0),
    passed: new Uint8Array(0),
    args: new Float64Array(0),
  };
}
