// The core's inferences about a whole connection beyond its states: who sent its resets, and what
// limited its data.
import type { LimitSummaryTable, LimitTable, ResetTable } from '../../../wasm/engine.mjs';
import { idleTimers, limits, resetEvidence, resetOrigins } from './names';
import { NO_LIMIT, NO_ROW, NO_TIMER } from '../../generated/values';
import type { Side } from './side';

export type { LimitSummaryTable, LimitTable, ResetTable };

/** Tables about one connection, computed after it is drawn. */
export interface Insight {
  resets: ResetTable;
  limits: LimitTable;
}

export type ResetOrigin = (typeof resetOrigins)[number];
export type ResetEvidence = (typeof resetEvidence)[number];
export type IdleTimer = (typeof idleTimers)[number];
export type Limit = (typeof limits)[number];

export interface JudgedReset {
  row: number;
  end: Side;
  origin: ResetOrigin;
  taken: 'no' | 'yes' | 'unknown';
  /** Evidence in the order of core/resets/reset_evidence.def. */
  evidence: readonly Evidence[];
  /** Number of the same end's segments with which it was compared. */
  compared: number;
  /** Idle seconds before it. */
  idle: number;
  timer: IdleTimer | null;
}

export interface Evidence {
  name: ResetEvidence;
  says: 'against' | 'agrees' | 'nothing';
  found: number;
  usual: number;
}

const takings = ['no', 'yes', 'unknown'] as const;

export function judgedResets({ resets: table }: Insight): JudgedReset[] {
  return Array.from({ length: table.count }, (_, i) => ({
    row: table.row[i]!,
    end: table.end[i] === 1 ? 1 : 0,
    origin: resetOrigins[table.origin[i]!]!,
    taken: takings[table.taken[i]!]!,
    evidence: resetEvidence.map((name, bit) => ({
      name,
      says:
        (table.against[i]! >> bit) & 1
          ? 'against'
          : (table.agrees[i]! >> bit) & 1
            ? 'agrees'
            : 'nothing',
      found: table.found[i * resetEvidence.length + bit]!,
      usual: table.usual[i * resetEvidence.length + bit]!,
    })),
    compared: table.compared[i]!,
    idle: table.idle[i]!,
    timer: table.idleTimer[i] === NO_TIMER ? null : idleTimers[table.idleTimer[i]!]!,
  }));
}

/** What limited a connection most, in the direction with more payload. */
export interface MainLimit {
  limit: Limit;
  /** How long it was the limit. */
  seconds: number;
  /** Of the time of the transfer, 0 to 1. */
  share: number;
}

/** Null where no end sent two data segments. */
export function mainLimitOf(table: LimitSummaryTable, index: number): MainLimit | null {
  const name = limits[table.limit[index] ?? NO_LIMIT];
  const [seconds = 0, transfer = 0] = [table.seconds[index], table.transfer[index]];
  return name === undefined || transfer <= 0
    ? null
    : { limit: name, seconds, share: seconds / transfer };
}

/** Start in seconds since the capture's first frame; sizes in bytes; durations in seconds. */
export interface LimitSpan {
  limit: Limit;
  from: number;
  to: number;
  bytes: number;
  resent: number;
  firstFlight: number;
  mostFlight: number;
  mostWindow: number;
  /** Round-trip times in seconds; 0 if none was measured. */
  leastRoundTrip: number;
  mostRoundTrip: number;
  longestWait: number;
  /** The data segment that ends the wait. */
  waitRow: number | null;
}

/** What limited the data of one end. */
export interface Transfer {
  sender: Side;
  /** Seconds from its first to its last data segment. */
  seconds: number;
  dominating: Limit;
  /** Ascending and contiguous spans. */
  spans: readonly LimitSpan[];
  /** Seconds of each limit that occurs, longest first. */
  totals: readonly { limit: Limit; seconds: number }[];
  /** Seconds during which its peer advertised a zero window. */
  zeroWindow: number;
}

/** Null if `sender` sent fewer than two data segments. */
export function transferOf({ limits: table }: Insight, sender: Side): Transfer | null {
  const dominating = table.dominating[sender]!;
  if (dominating === NO_LIMIT) return null;
  const spans: LimitSpan[] = [];
  for (let i = 0; i < table.count; i += 1) {
    if (table.sender[i] !== sender) continue;
    spans.push({
      limit: limits[table.limit[i]!]!,
      from: table.from[i]!,
      to: table.to[i]!,
      bytes: table.bytes[i]!,
      resent: table.resent[i]!,
      firstFlight: table.firstFlight[i]!,
      mostFlight: table.mostFlight[i]!,
      mostWindow: table.mostWindow[i]!,
      leastRoundTrip: table.leastRoundTrip[i]!,
      mostRoundTrip: table.mostRoundTrip[i]!,
      longestWait: table.longestWait[i]!,
      waitRow: table.waitRow[i] === NO_ROW ? null : table.waitRow[i]!,
    });
  }
  const sums = new Map<Limit, number>();
  for (const { limit, from, to } of spans) sums.set(limit, (sums.get(limit) ?? 0) + to - from);
  const totals = Array.from(sums, ([limit, seconds]) => ({ limit, seconds })).sort(
    (a, b) => b.seconds - a.seconds,
  );
  return {
    sender,
    seconds: spans.reduce((sum, { from, to }) => sum + to - from, 0),
    dominating: limits[dominating]!,
    spans,
    totals,
    zeroWindow: table.zeroWindow[sender]!,
  };
}
