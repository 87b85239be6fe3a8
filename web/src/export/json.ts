// A connection as data for programs. It contains everything the engine found, under the names of
// the core's tables, and no words, so that it is the same in every language.
import { analyses } from '../model/names';
import { phasesOf } from '../model/phases';
import { rowsOf, type Rows } from '../model/rows';
import type { Connection, IcmpError } from '../model/connection';
import { ackedBy } from '../model/exchange';
import { rowQuoted } from '../model/icmp';
import {
  flagNames,
  hasAnalysis,
  stateAfter,
  stateBefore,
  unknownAt,
  windowAt,
} from '../model/segment';
import type { Side } from '../model/segment';
import { judgedResets, transferOf } from '../model/insight';
import { summaryItems, retryKindOf, stallCauseOf } from '../model/connection_flags';
import type { SummaryItem } from '../model/connection_flags';
import { eventsAt } from '../story/statement';
import { rowsWanted } from '../model/parts';
import {
  schema,
  type EndJson,
  type EndName,
  type FactJson,
  type IcmpJson,
  type LadderJson,
  type ResetJson,
  type SegmentJson,
  type TransferJson,
} from './json_format';
import type { ExportOptions } from './options';
import { passageJson, tapsJson, timingJson } from './taps_json';

const endNames = ['client', 'server'] as const;
const nameOf = (side: Side): EndName => endNames[side];

// Programs read this format, so schema 1 keeps old names that have since changed in the code.

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
 * JSON text that is also safe in a script element and in a terminal: `<`, control and invisible
 * characters are \u escapes, which a JSON parser restores. One line per segment; ends with a line
 * feed.
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

/** Rounds seconds since the epoch to the microsecond, the precision of a double. */
function moment(epoch: number): number {
  return Math.round(epoch * 1e6) / 1e6;
}

/** Rounds to the nanosecond, to remove rounding errors of sums. */
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
  const by = ackedBy(connection, row);
  const since = (earlier: number, later: number) =>
    exact(segments.time[later]! - segments.time[earlier]!);
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
    sincePrevious: row === 0 ? null : since(row - 1, row),
    acknowledgedBy: by === null ? null : by + 1,
    acknowledgedAfter: by === null ? null : since(row, by),
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
      : name === 'idle_ns' && value < 0
        ? null
        : value;
  }
  if (fact.name === 'retry') args['kind'] = retryKindOf(fact);
  if (fact.name === 'stall') {
    const cause = stallCauseOf(fact);
    args['cause'] = cause === 'idle' ? 'silence' : cause;
  }
  return { name: fact.name, about: nameOf(fact.end), args };
}

/** Converts rows to segment numbers; null if there is no row. */
const numbered = (name: string, value: number): number | null =>
  !name.endsWith('_row') ? value : value < 0 ? null : value + 1;
