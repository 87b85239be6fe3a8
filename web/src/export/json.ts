// A connection as data, for programs. Everything the engine found is in it, by the names of the
// core's tables; no words, so that it is the same in every language.
import { analyses } from '../model/names';
import type { AnalysisName, Certainty, StateName } from '../model/names';
import { phasesOf } from '../model/phases';
import type { LogicalStep, PhaseKind } from '../model/phases';
import { rowsOf, type Rows } from '../model/rows';
import type { Connection, End, IcmpError } from '../model/connection';
import { rowQuoted } from '../model/icmp';
import {
  flagNames,
  hasAnalysis,
  stateAfter,
  stateBefore,
  unknownAt,
  windowAt,
} from '../model/segment';
import type { EndState, Side, Unknown } from '../model/segment';
import { judgedResets, transferOf } from '../model/insight';
import type { Evidence, Limit, LimitSpan, ResetOrigin } from '../model/insight';
import { summaryItems, retryKindOf, stallCauseOf } from '../model/connection_flags';
import type { SummaryItem } from '../model/connection_flags';
import { eventsAt } from '../story/statement';
import type { Closer } from '../model/names';
import { rowsWanted } from '../model/parts';
import type { ExportOptions } from './options';
import { passageJson, tapsJson, timingJson } from './taps_json';
import type { MomentsJson, PassageJson, TapsJson, TimingJson } from './taps_json';

/** Changes when a reader of the old shape would be misled. New keys alone do not change it. */
export const schema = 'tcp-ladder/1';

type EndName = 'client' | 'server';

/** Times are seconds. Segments count from 1, as `#1` in the drawing. */
export interface LadderJson {
  schema: typeof schema;
  /** As given, or null. */
  title: string | null;
  capture: {
    /** Of its first frame, since the Unix epoch. */
    start: number;
  };
  /** Wireshark's tcp.stream of the first segment. */
  stream: number;
  /** Which of the connections that begin in this stream, from 1: nearly always 1. */
  streamPart: number;
  client: EndJson;
  server: EndJson;
  /** Since the capture's first frame. */
  start: number;
  duration: number;
  verdict: {
    outcome: string;
    opening: string;
    /** Zeek's conn_state and history. */
    zeekState: string;
    history: string;
    closer: Closer;
    /** No SYN tells which end is the client: the ports suggest it. */
    rolesGuessed: boolean;
  };
  /** What is told of the connection as a whole; more kinds may come. */
  facts: FactJson[];
  /** Who made each RST, and each FIN that something contradicts. */
  resets: ResetJson[];
  /** What limited the data of each end; null where it sent fewer than two data segments. */
  limits: { client: TransferJson | null; server: TransferJson | null };
  /** Of the whole connection, whatever part of it `segments` holds. */
  phases: PhaseJson[];
  /** Segments in the whole connection. */
  segmentCount: number;
  /** Where two captures show the connection. */
  taps?: TapsJson;
  /** Where moments at the ends were asked for, or two captures show the connection. */
  timing?: TimingJson;
  /** ICMP errors about the connection; they are no segments. */
  icmp: IcmpJson[];
  segments: SegmentJson[];
}

export interface ResetJson {
  segment: number;
  /** Whose address it bears. */
  address: EndName;
  origin: ResetOrigin;
  /** By its receiver; null where that cannot be told. */
  accepted: boolean | null;
  /** By the names of core/resets/reset_evidence.def; hops, nanoseconds, or the field itself. */
  evidence: Record<string, { says: Evidence['says']; found: number; usual: number }>;
  /** Segments of that end that it was compared with. */
  compared: number;
  idle: number;
  /** Timer that `idle` is consistent with, by the names of core/resets/idle_timers.def, or null. */
  timer: string | null;
}

/** Seconds and bytes. */
export interface TransferJson {
  limit: Limit;
  seconds: number;
  /** Of each limit that there is. */
  totals: Partial<Record<Limit, number>>;
  zeroWindow: number;
  spans: LimitSpan[];
}

export interface IcmpJson {
  frame: number;
  offset: number;
  time: number;
  epoch: number;
  /** Number of the segment it comes after, and of the one it quotes; null where that is not known. */
  after: number;
  quotes: number | null;
  /** Of ICMP, or of ICMPv6 where `version` is 6. */
  version: 4 | 6;
  type: number;
  code: number;
  source: string;
  /** Whom it is addressed to. */
  to: EndName;
  /** Of the quoted header. */
  seq: number;
  /** Of the next hop, where the packet was too big for it; else null. */
  mtu: number | null;
}

export interface FactJson {
  name: string;
  about: EndName;
  /**
   * By the names of core/engine/summary_items.def; `kind` of a retry and `cause` of a stall by name, those
   * in `…_row` numbers of segments, from 1, or null, spans and moments in nanoseconds.
   */
  args: Record<string, number | string | null>;
}

export interface EndJson extends Omit<End, 'mss' | 'windowScale' | 'optionsKnown'> {
  /** Of its SYN, 0 where that has none; null where its options were not captured. */
  mss: number | null;
  /** Shift of its windows; null where that is not known. */
  windowScale: number | null;
  /** Before the first and after the last segment of the whole connection. */
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
  /** Of the frame in the file, from 1, and where its bytes begin there (unpacked). */
  frame: number;
  offset: number;
  /** Since the connection's first segment, and since the Unix epoch. */
  time: number;
  epoch: number;
  from: EndName;
  flags: string[];
  /** As in the header; `ack` is null without the ACK flag, both where a text holds relative ones. */
  seq: number | null;
  ack: number | null;
  /** From the initial sequence numbers; unwrapped, so they may pass 2^32. */
  relativeSeq: number;
  relativeAck: number | null;
  /** Payload bytes; null where they cannot be told. */
  length: number | null;
  /** Scaled where the scale is known; null where it is not known how to. */
  window: number | null;
  /** What the text that the segment was read from does not hold; not of captured segments. */
  unknown?: Unknown[];
  analyses: AnalysisName[];
  /** Number of the first segment with these bytes, or null. */
  original: number | null;
  /** After this segment. */
  clientState: { state: StateName; certainty: Certainty };
  serverState: { state: StateName; certainty: Certainty };
  statements: StatementJson[];
  /** Where two captures show the connection. */
  passage?: PassageJson;
  /** At the ends, where they were asked for. */
  moments?: MomentsJson;
}

export interface StatementJson {
  name: string;
  kind: 'check' | 'transition' | 'remark';
  /** RFC and section. */
  clause: string;
  about: EndName;
  /** Of a check. */
  passed?: boolean;
  /** By the names of core/tcp/events.def; those in `…_row` are numbers of segments, from 1, or null. */
  args: Record<string, number | null>;
}

const endNames = ['client', 'server'] as const;
const nameOf = (side: Side): EndName => endNames[side];

// Programs read this format: where the code has other names since, schema 1 keeps its own.

/** Throws a NoSuchPart. */
export function ladderJson(connection: Connection, options: ExportOptions): LadderJson {
  const { first, last } = rowsWanted(connection, options.part);
  const rows = rowsOf(connection);
  const segments: SegmentJson[] = [];
  for (let row = first; row <= last; row += 1) segments.push(segmentJson(rows, row));
  const { outcome, opening, zeekState, history, captureStart, closer, rolesGuessed } = connection;
  return {
    schema,
    title: options.title,
    capture: { start: moment(captureStart) },
    stream: connection.number.stream,
    streamPart: connection.number.part,
    client: endJson(connection, 0),
    server: endJson(connection, 1),
    start: exact(connection.start),
    duration: exact(connection.duration),
    verdict: { outcome, opening, zeekState, history, closer, rolesGuessed },
    facts: summaryItems(connection).map(factJson),
    resets: resetsJson(connection),
    limits: { client: transferJson(connection, 0), server: transferJson(connection, 1) },
    phases: phasesOf(connection).map((phase) => ({
      kind: phase.kind,
      first: phase.first + 1,
      last: phase.last + 1,
      steps: phase.steps.map(({ row, from, name }) => ({
        segment: row + 1,
        from: nameOf(from),
        name,
      })),
      carriers: phase.carriers,
      seconds: exact(phase.seconds),
      payload: { client: phase.payload[0], server: phase.payload[1] },
    })),
    segmentCount: rows.count,
    ...tapsJson(connection),
    ...timingJson(connection),
    icmp: connection.icmp
      .filter(({ after }) => after > first && after <= last + 1)
      .map((error) => icmpJson(connection, error)),
    segments,
  };
}

/**
 * As text that is safe in a script element and in a terminal too: characters that act instead of
 * being read stand as \u escapes, which a JSON parser gives back. One line per segment; ends with a
 * line feed.
 */
export function toJson(connection: Connection, options: ExportOptions): string {
  const { segments, ...rest } = ladderJson(connection, options);
  const head = JSON.stringify(rest, null, 2).replace(/\n\}$/, '');
  const lines = segments.map((segment) => `    ${JSON.stringify(segment)}`).join(',\n');
  const text = `${head},\n  "segments": [\n${lines}\n  ]\n}\n`;
  return text.replace(/[<\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u007f-\u009f]/gu, escaped);
}

function escaped(letter: string): string {
  return Array.from(
    { length: letter.length },
    (_, i) => `\\u${letter.charCodeAt(i).toString(16).padStart(4, '0')}`,
  ).join('');
}

/** Seconds since the epoch, to the microsecond: a double holds no more of them. */
function moment(epoch: number): number {
  return Math.round(epoch * 1e6) / 1e6;
}

/** To the nanosecond: what lies below is the noise of adding up. */
function exact(seconds: number): number {
  return Math.round(seconds * 1e9) / 1e9;
}

function endJson(connection: Connection, side: Side): EndJson {
  const { segments } = connection;
  const { optionsKnown, mss, windowScale, ...end } =
    side === 0 ? connection.client : connection.server;
  return {
    ...end,
    mss: optionsKnown ? mss : null,
    windowScale: optionsKnown ? windowScale : null,
    before: stateBefore(connection, 0, side),
    after: stateAfter(segments, segments.count - 1, side),
  };
}

function segmentJson(rows: Rows, row: number): SegmentJson {
  const { connection } = rows;
  const { segments } = connection;
  const flags = flagNames(rows.flags(row));
  const acks = flags.includes('ACK');
  const original = rows.original(row);
  const unknown = unknownAt(segments, row);
  return {
    number: row + 1,
    frame: segments.frame[row]!,
    offset: segments.offset[row]!,
    time: exact(segments.time[row]! - segments.time[0]!),
    epoch: moment(connection.captureStart + segments.time[row]!),
    from: nameOf(rows.sender(row)),
    flags,
    seq: unknown.includes('base') ? null : segments.seq[row]!,
    ack: acks && !unknown.includes('base') ? segments.ack[row]! : null,
    relativeSeq: rows.seq[row]!,
    relativeAck: acks ? rows.ack[row]! : null,
    length: rows.length(row),
    window: windowAt(segments, row),
    ...(unknown.length > 0 ? { unknown } : {}),
    analyses: analyses.filter((name) => hasAnalysis(segments, row, name)),
    original: original === null ? null : original + 1,
    clientState: stateAfter(segments, row, 0),
    serverState: stateAfter(segments, row, 1),
    ...passageJson(connection, row),
    statements: eventsAt(connection.events, row).map((s) => ({
      name: s.name,
      kind: s.kind === 'annotation' ? 'remark' : s.kind,
      clause: s.clause,
      about: nameOf(s.end),
      ...(s.kind === 'check' ? { passed: s.passed } : {}),
      args: Object.fromEntries(
        Object.entries(s.args).map(([name, value]) => [name, numbered(name, value)]),
      ),
    })),
  };
}

function resetsJson({ insight }: Connection): ResetJson[] {
  return (insight ? judgedResets(insight) : []).map((reset) => ({
    segment: reset.row + 1,
    address: nameOf(reset.end),
    origin: reset.origin,
    accepted: reset.taken === 'unknown' ? null : reset.taken === 'yes',
    evidence: Object.fromEntries(
      reset.evidence.map(({ name, says, found, usual }) => [name, { says, found, usual }]),
    ),
    compared: reset.compared,
    idle: exact(reset.idle),
    timer: reset.timer?.name ?? null,
  }));
}

function transferJson({ insight }: Connection, side: Side): TransferJson | null {
  const transfer = insight ? transferOf(insight, side) : null;
  if (!transfer) return null;
  const { dominating, seconds, totals, zeroWindow, spans } = transfer;
  return {
    limit: dominating,
    seconds: exact(seconds),
    totals: Object.fromEntries(totals.map((total) => [total.limit, exact(total.seconds)])),
    zeroWindow: exact(zeroWindow),
    spans: spans.map((span) => ({
      ...span,
      from: exact(span.from),
      to: exact(span.to),
      leastRoundTrip: exact(span.leastRoundTrip),
      mostRoundTrip: exact(span.mostRoundTrip),
      longestWait: exact(span.longestWait),
      waitRow: span.waitRow === null ? null : span.waitRow + 1,
    })),
  };
}

function icmpJson(connection: Connection, error: IcmpError): IcmpJson {
  const { frame, offset, time, after, version, type, code, source, to, seq, mtu } = error;
  const quotes = rowQuoted(error, connection);
  return {
    frame,
    offset,
    time: exact(time - connection.start),
    epoch: moment(connection.captureStart + time),
    after,
    quotes: quotes === null ? null : quotes + 1,
    version,
    type,
    code,
    source,
    to: nameOf(to),
    seq,
    mtu: mtu === 0 ? null : mtu,
  };
}

function factJson(fact: SummaryItem): FactJson {
  const args: FactJson['args'] = {};
  for (const [name, value] of Object.entries(fact.args)) {
    args[name === 'bytes' ? 'octets' : name] = name.endsWith('row')
      ? value < 0
        ? null
        : value + 1
      : value;
  }
  if (fact.name === 'retry') args['kind'] = retryKindOf(fact);
  if (fact.name === 'stall') {
    const cause = stallCauseOf(fact);
    args['cause'] = cause === 'idle' ? 'silence' : cause;
  }
  return { name: fact.name, about: nameOf(fact.end), args };
}

/** Rows as numbers of segments; null where there is none. */
const numbered = (name: string, value: number): number | null =>
  !name.endsWith('_row') ? value : value < 0 ? null : value + 1;
