// What the panel says of one segment, all of it made from this connection's own numbers.
import type { CheckName, Certainty, StateName, TransitionName } from '../engine/names';
import type { Connection } from '../model';
import { flagNames, stateAfter } from './segment';
import type { EndState, Side } from './segment';
import { flagMeanings } from './flags';
import type { FlagMeaning } from './flags';
import { situationOf } from './situation';
import type { Situation } from './situation';
import type { Statement } from './statement';
import { Telling } from './telling';
import type { TellingOptions } from './telling';
import * as closing from './tell-closing';
import * as exchange from './tell-exchange';
import * as opening from './tell-opening';
import { told } from './told';
import type { Told } from './told';

/** One test the receiver makes. */
export interface Check {
  text: string;
  passed: boolean;
  /** RFC and section. */
  clause: string;
}

/** What a segment does to one end. */
export interface StateMove {
  side: Side;
  before: EndState;
  after: EndState;
  changed: boolean;
  /** "sure", "expected until #3". */
  howSure: string;
  /** Row that proves or refutes the new state, or null. */
  evidence: number | null;
  /** Why, for each statement about this end; empty where nothing changes. */
  reasons: string[];
  /** RFC and section of those reasons. */
  clauses: string[];
}

export interface SegmentStory {
  row: number;
  from: Side;
  situation: Situation;
  title: string;
  /** "SYN ACK" */
  flags: string;
  /** "server → client" */
  direction: string;
  /** "0.000068 s, 68 µs after #1" */
  time: string;
  meanings: FlagMeaning[];
  /** One or two. */
  paragraphs: string[];
  /** The gist in one or two sentences, for captions. */
  caption: string;
  /** Who makes the checks; the receiver. */
  checker: Side;
  checks: Check[];
  /** Sender first. */
  states: StateMove[];
}

const tellers: Record<Situation, (t: Telling) => Told> = {
  syn: opening.syn,
  syn_again: opening.synAgain,
  syn_crossing: opening.crossingSyn,
  syn_stray: opening.straySyn,
  syn_ack: opening.synAck,
  syn_ack_again: opening.synAckAgain,
  syn_ack_crossing: opening.crossingSynAck,
  handshake_ack: opening.handshakeAck,
  challenge_ack: closing.challengeAck,
  request: exchange.data,
  response: exchange.data,
  data: exchange.data,
  data_half_closed: exchange.dataHalfClosed,
  data_again: exchange.dataAgain,
  data_ack: exchange.dataAck,
  duplicate_ack: exchange.duplicateAck,
  window_update: exchange.windowUpdate,
  zero_window: exchange.zeroWindow,
  window_probe: exchange.windowProbe,
  window_probe_answer: exchange.windowProbeAnswer,
  keep_alive: exchange.keepAlive,
  keep_alive_answer: exchange.keepAliveAnswer,
  plain_ack: exchange.plainAck,
  fin_first: closing.finFirst,
  fin_ack: closing.finAck,
  fin_second: closing.finSecond,
  fin_with_ack: closing.finWithAck,
  fin_crossing: closing.finCrossing,
  fin_again: closing.finAgain,
  last_ack: closing.lastAck,
  refusal: closing.refusal,
  reset: closing.reset,
  reset_again: closing.resetAgain,
  reset_answer: closing.resetAnswer,
  reset_ignored: closing.resetIgnored,
  reset_pending: closing.resetPending,
  other: () => told([]),
};

/** The story of segment `row`; throws a RangeError when there is none. */
export function storyOf(
  connection: Connection,
  row: number,
  options: TellingOptions,
): SegmentStory {
  const t = new Telling(connection, row, options);
  const { words, segment } = t;
  const situation = situationOf(t);
  const { deeds, numbers } = withContext(t, tellers[situation](t));
  const { sentences } = words;
  return {
    row,
    from: segment.from,
    situation,
    title: titleOf(t, situation),
    flags: flagNames(segment.flags).join(' '),
    direction: words.panel.direction({ from: segment.from }),
    time: words.panel.at({
      time: segment.time - connection.start,
      since: row === 0 ? null : t.since(row - 1),
      row,
    }),
    meanings: flagMeanings(t),
    paragraphs: [deeds, numbers].filter((p) => p.length > 0).map((p) => sentences(p)),
    caption: captionOf(t, situation, { deeds, numbers }),
    checker: segment.to,
    checks: checksOf(t),
    states: [moveOf(t, segment.from), moveOf(t, segment.to)],
  };
}

function titleOf(t: Telling, situation: Situation): string {
  const { from, length } = t.segment;
  const counted = situation === 'data_ack' ? t.newlyConfirmedBytes() : length;
  return t.words.panel.titles[situation](from, counted);
}

/** What holds of any segment at this place of the capture. */
function withContext(t: Telling, { deeds, numbers }: Told): Told {
  const joined = t.said('seen_mid_stream') !== undefined && t.segment.row === 0;
  const late = t.said('filed_late') !== undefined;
  return {
    deeds: [
      ...deeds,
      ...(joined ? [t.words.exchange.midStream()] : []),
      ...(late ? [t.words.opening.filedLate()] : []),
    ],
    numbers,
  };
}

const plain: ReadonlySet<Situation> = new Set([
  'handshake_ack',
  'data_ack',
  'plain_ack',
  'fin_ack',
]);

/** The first sentence of what it does and the first of its numbers; one of a plain ACK. */
function captionOf(t: Telling, situation: Situation, { deeds, numbers }: Told): string {
  const parts =
    plain.has(situation) && deeds.length > 0 ? deeds.slice(0, 1) : [deeds[0], numbers[0]];
  const said = parts.filter((s): s is string => s !== undefined);
  return said.length > 0 ? t.words.sentences(said) : titleOf(t, situation);
}

// Which end counts the numbers of a statement's arguments. A check and most transitions speak of an
// end that receives: seq is the sender's, ack its own.
const countedByPeer: ReadonlySet<string> = new Set(['seq', 'rcv_nxt', 'end_seq', 'irs']);
const finOfPeer: ReadonlySet<string> = new Set<CheckName | TransitionName>([
  'fin_in_order',
  'fin_early',
  'receives_fin',
  'fins_cross',
  'enters_time_wait',
  'restarts_time_wait',
]);

function numbersOf(t: Telling, s: Statement) {
  const self = s.end;
  const peer: Side = self === 0 ? 1 : 0;
  const raw = (arg: string) => s.args[arg] ?? 0;
  const n = (arg: string) => {
    const others = arg === 'fin_seq' ? finOfPeer.has(s.name) : countedByPeer.has(arg);
    return t.number(others ? peer : self, raw(arg));
  };
  return { self, peer, raw, n };
}

function checksOf(t: Telling): Check[] {
  const words = t.words.panel.check;
  return t.statements
    .filter((s) => s.kind === 'check')
    .map((s) => ({
      text: words[s.name as CheckName]({ ...numbersOf(t, s), passed: s.passed }),
      passed: s.passed,
      clause: s.clause,
    }));
}

function moveOf(t: Telling, side: Side): StateMove {
  const before = t.before(side);
  const after = t.after(side);
  const changed = before.state !== after.state;
  const statements = t.statements.filter((s) => s.kind === 'transition' && s.end === side);
  const because = statements.filter((s) => s.name !== 'confirmed' && s.name !== 'withdrawn');
  const proof = evidenceOf(t, side, after);
  const confirmed = before.state === after.state && before.certainty !== 'sure';
  return {
    side,
    before,
    after,
    changed,
    howSure:
      confirmed && after.certainty === 'sure'
        ? t.words.panel.confirmedBy({ row: t.segment.row })
        : howSure(t, after.certainty, proof),
    evidence: proof?.row ?? null,
    reasons: because.map((s) => {
      const { self, peer, n } = numbersOf(t, s);
      const name = s.name as keyof typeof t.words.panel.reason;
      return t.words.panel.reason[name]({ self, peer, n });
    }),
    clauses: [...new Set(because.map((s) => s.clause))],
  };
}

interface Evidence {
  row: number;
  holds: boolean;
}

/**
 * The later segment that settles a state which is not sure yet: its own end sends something only
 * that state, or one after it, allows, or goes back to an earlier one.
 */
function evidenceOf(t: Telling, side: Side, now: EndState): Evidence | null {
  if (now.certainty === 'sure' || now.certainty === 'unknown') return null;
  const { segments: table } = t.connection;
  for (let row = t.segment.row + 1; row < table.count; row += 1) {
    const later = stateAfter(table, row, side);
    if (later.state !== now.state) {
      if (t.at(row).from !== side || later.certainty !== 'sure') return null;
      return { row, holds: follows(now.state, later.state) };
    }
    if (later.certainty === 'sure') return { row, holds: true };
  }
  return null;
}

// States an end goes to by its own segment, by the state it comes from (RFC 9293 figure 5).
const successors: Partial<Record<StateName, readonly StateName[]>> = {
  CLOSED: ['SYN-SENT'],
  LISTEN: ['SYN-RECEIVED'],
  'SYN-SENT': ['ESTABLISHED', 'SYN-RECEIVED', 'CLOSED'],
  'SYN-RECEIVED': ['ESTABLISHED', 'FIN-WAIT-1', 'CLOSE-WAIT', 'CLOSED'],
  ESTABLISHED: ['FIN-WAIT-1', 'CLOSE-WAIT', 'LAST-ACK', 'CLOSED'],
  'FIN-WAIT-1': ['FIN-WAIT-2', 'CLOSING', 'TIME-WAIT', 'CLOSED'],
  'FIN-WAIT-2': ['TIME-WAIT', 'CLOSED'],
  'CLOSE-WAIT': ['LAST-ACK', 'CLOSED'],
  CLOSING: ['TIME-WAIT', 'CLOSED'],
  'LAST-ACK': ['CLOSED'],
  'TIME-WAIT': ['CLOSED'],
};

function follows(before: StateName, after: StateName): boolean {
  return successors[before]?.includes(after) ?? false;
}

function howSure(t: Telling, certainty: Certainty, proof: Evidence | null): string {
  const words = t.words.panel;
  if (!proof) return words.certainty[certainty];
  if (!proof.holds) return words.refutedBy({ row: proof.row });
  return certainty === 'assumed'
    ? words.assumedUntil({ row: proof.row })
    : words.expectedUntil({ row: proof.row });
}

/** States an end went through up to and with `row`, for the diagram: each with how sure it was. */
export function pathOf(connection: Connection, row: number, side: Side): EndState[] {
  const path: EndState[] = [];
  const { segments: table } = connection;
  for (let at = 0; at <= row && at < table.count; at += 1) {
    const now = stateAfter(table, at, side);
    const last = path[path.length - 1];
    if (last?.state === now.state) path[path.length - 1] = now;
    else path.push(now);
  }
  return path;
}
