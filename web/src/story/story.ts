// The panel's text about one segment, always with this connection's own numbers.
import type { CheckName, Certainty, TransitionName } from '../model/names';
import type { Connection } from '../model/connection';
import { NO_ROW } from '../../generated/values';
import { isStray } from '../model/exchange';
import { ACK, RST, SYN, flagNames, senderAt, seqDistance } from '../model/segment';
import { rowsOfOthers } from '../model/sent_by_others';
import type { EndState, Side } from '../model/segment';
import { flagMeanings } from './flags';
import type { FlagMeaning } from './flags';
import { situationOf } from './situation';
import type { Situation } from './situation';
import type { TrackerEvent } from './statement';
import { SegmentContext } from './segment_context';
import type { StoryOptions } from './segment_context';
import * as closing from './annotate_closing';
import * as acknowledgment from './annotate_acknowledgment';
import * as data from './annotate_data';
import * as liveness from './annotate_liveness';
import { icmpErrors } from './annotate_icmp';
import * as opening from './annotate_opening';
import type { Annotation } from './annotation';

/** One test the receiver makes. */
export interface Check {
  text: string;
  passed: boolean;
  /** RFC and section. */
  clause: string;
}

/** The effect of a segment on one end. */
export interface StateMove {
  side: Side;
  before: EndState;
  after: EndState;
  changed: boolean;
  /** "sure", "expected until #3". */
  howSure: string;
  /** The row that proves or refutes the new state, or null. */
  evidence: number | null;
  /** Why, for each event about this end; empty if nothing changes. */
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
  /** A summary in one or two sentences, shown below the title. */
  gist: string;
  /** A summary for use without a title. */
  caption: string;
  /** The end that makes the checks: the receiver. */
  checker: Side;
  checks: Check[];
  /** Sender first. */
  states: StateMove[];
}

const tellers: Record<Situation, (t: SegmentContext) => Annotation> = {
  syn: opening.syn,
  syn_again: opening.synAgain,
  syn_crossing: opening.crossingSyn,
  syn_stray: opening.straySyn,
  syn_ack: opening.synAck,
  syn_ack_unfit: opening.unfitSynAck,
  syn_ack_again: opening.synAckAgain,
  syn_ack_crossing: opening.crossingSynAck,
  handshake_ack: opening.handshakeAck,
  challenge_ack: closing.challengeAck,
  request: data.data,
  response: data.data,
  data: data.data,
  data_half_closed: data.dataHalfClosed,
  data_again: data.dataAgain,
  seen_twice: opening.seenTwice,
  data_ack: acknowledgment.dataAck,
  duplicate_ack: acknowledgment.duplicateAck,
  window_update: liveness.windowUpdate,
  zero_window: liveness.zeroWindow,
  window_probe: liveness.windowProbe,
  window_probe_answer: liveness.windowProbeAnswer,
  keep_alive: liveness.keepAlive,
  keep_alive_answer: liveness.keepAliveAnswer,
  plain_ack: acknowledgment.plainAck,
  fin_first: closing.finFirst,
  fin_ack: closing.finAck,
  fin_second: closing.finSecond,
  fin_ack_crossing: closing.lastAck,
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
  stray: data.stray,
  other: acknowledgment.noAck,
};

/** The story of segment `row`; throws a RangeError if there is none. */
export function storyOf(connection: Connection, row: number, options: StoryOptions): SegmentStory {
  const t = new SegmentContext(connection, row, options);
  const { words, segment } = t;
  const situation = situationOf(t);
  const inName = rowsOfOthers(connection.insight).has(row);
  const told = inName ? closing.inName(t) : tellers[situation](t);
  const { deeds, numbers } = withContext(t, told);
  const { sentences } = words.punctuation;
  return {
    row,
    from: segment.from,
    situation,
    title: inName ? closing.titleInName(t) : titleOf(t, situation),
    flags: flagNames(segment.flags).join(' '),
    direction: words.step.direction({ from: segment.from }),
    time: words.step.at({
      time: segment.time - connection.start,
      since: row === 0 ? null : t.since(row - 1),
      row,
    }),
    meanings: flagMeanings(t),
    paragraphs: [deeds, numbers].filter((p) => p.length > 0).map((p) => sentences(p)),
    ...gistOf(t, situation, { deeds, numbers }),
    checker: segment.to,
    checks: checksOf(t),
    states: [moveOf(t, segment.from), moveOf(t, segment.to)],
  };
}

function titleOf(t: SegmentContext, situation: Situation): string {
  const { from, length } = t.segment;
  const first = situation === 'plain_ack' && t.previousAckBy(from) === null;
  if (first) return t.words.step.titles.other(from);
  const counted = situation === 'data_ack' ? t.newlyConfirmedBytes() : length;
  return t.words.step.titles[situation](from, counted);
}

/** Remarks that apply to any segment at this place of the capture. */
function withContext(t: SegmentContext, { deeds, numbers }: Annotation): Annotation {
  const joined = t.said('seen_mid_stream') !== undefined && t.segment.row === 0;
  const late = t.said('filed_late') !== undefined;
  const errors = icmpErrors(t);
  return {
    deeds: [
      ...deeds,
      ...(joined ? [t.words.exchange.midStream()] : []),
      ...(t.connection.rolesGuessed && t.segment.row === 0
        ? [t.words.exchange.rolesGuessed()]
        : []),
      ...(late ? [t.words.opening.filedLate()] : []),
      ...sentBeforeReset(t),
      ...errors,
    ],
    numbers,
  };
}

/** An end that a reset has closed sends nothing: what it still sends was on its way. */
function sentBeforeReset(t: SegmentContext): string[] {
  const { from, row, flags } = t.segment;
  const reset = t.marks.takenReset;
  if (reset === null || reset >= row || flags & (RST | SYN) || t.twin() !== null) return [];
  if (senderAt(t.connection.segments, reset) === from || t.before(from).state !== 'CLOSED')
    return [];
  if (t.after(from).state !== 'CLOSED' || isStray(t.connection, row)) return [];
  // Where bytes before the RST are missing, its receiver challenges it (RFC 5961 section 3.2).
  const asks = (flags & ACK) !== 0 && seqDistance(t.segment.ack, t.at(reset).seq) < 0;
  return [t.words.closing.sentBeforeReset({ who: from, reset, asks })];
}

// If the title names the action, the numbers say more than its sentence.
const byNumbers: ReadonlySet<Situation> = new Set(['syn', 'syn_ack', 'fin_first']);

function gistOf(
  t: SegmentContext,
  situation: Situation,
  { deeds, numbers }: Annotation,
): { gist: string; caption: string } {
  const title = titleOf(t, situation);
  const first = byNumbers.has(situation) ? (numbers[0] ?? deeds[0]) : (deeds[0] ?? numbers[0]);
  if (first === undefined) return { gist: '', caption: title };
  const { sentence, sentences } = t.words.punctuation;
  const caption = byNumbers.has(situation) ? sentences([sentence(title), first]) : first;
  return { gist: first, caption };
}

// The end whose numbers the arguments of an event are. A check and most transitions concern a
// receiving end: seq is the sender's, ack its own. Only an RST is reported for the end that sends
// it.
const countedByPeer: ReadonlySet<string> = new Set(['seq', 'rcv_nxt', 'end_seq', 'irs']);
const finOfPeer: ReadonlySet<string> = new Set<CheckName | TransitionName>([
  'fin_in_order',
  'fin_early',
  'receives_fin',
  'fins_cross',
  'enters_time_wait',
  'restarts_time_wait',
]);

function numbersOf(t: SegmentContext, s: TrackerEvent) {
  const self = s.end;
  const peer: Side = self === 0 ? 1 : 0;
  const raw = (arg: string) => s.args[arg] ?? 0;
  const n = (arg: string) => {
    // The RST of an end without a connection has seq 0, whatever the base of that end's numbers.
    if (s.name === 'sends_rst' && raw(arg) === 0) return '0';
    const others = arg === 'fin_seq' ? finOfPeer.has(s.name) : countedByPeer.has(arg);
    const own = s.name === 'sends_rst';
    return t.number(others && !own ? peer : self, raw(arg));
  };
  return { self, peer, raw, n };
}

function checksOf(t: SegmentContext): Check[] {
  const words = t.words.step.check;
  return t.events
    .filter((s) => s.kind === 'check')
    .map((s) => ({
      text: words[s.name as CheckName]({ ...numbersOf(t, s), passed: s.passed }),
      passed: s.passed,
      clause: s.clause,
    }));
}

function moveOf(t: SegmentContext, side: Side): StateMove {
  const before = t.before(side);
  const after = t.after(side);
  const changed = before.state !== after.state;
  const events = t.events.filter((s) => s.kind === 'transition' && s.end === side);
  const because = events.filter((s) => s.name !== 'confirmed' && s.name !== 'withdrawn');
  const proof = settledBy(t, side, t.segment.row);
  const confirmed = before.state === after.state && before.certainty !== 'sure';
  return {
    side,
    before,
    after,
    changed,
    howSure:
      confirmed && after.certainty === 'sure'
        ? t.words.step.provedHere
        : howSure(t, after.certainty, proof),
    evidence: proof?.row ?? null,
    reasons: [...neverThere(t, side), ...because.map((s) => reasonOf(t, s))],
    clauses: [...new Set(because.map((s) => clauseOf(t, s)))],
  };
}

/** For resets of an end without a connection, another section applies than for an abort. */
function clauseOf(t: SegmentContext, s: TrackerEvent): string {
  const refuses = s.name === 'sends_rst' && t.said('refused_by_peer') !== undefined;
  return refuses ? 'RFC 9293 3.10.7.1' : s.clause;
}

function reasonOf(t: SegmentContext, s: TrackerEvent): string {
  const { self, peer, n, raw } = numbersOf(t, s);
  const name = s.name as keyof typeof t.words.step.reason;
  return t.words.step.reason[name]({ self, peer, n, raw });
}

/** States that an expected state was never entered. */
function neverThere(t: SegmentContext, side: Side): string[] {
  const { row, from } = t.segment;
  if (from !== side || row === 0) return [];
  const before = t.before(side);
  const proof = settledBy(t, side, row - 1);
  return proof && !proof.holds && proof.row === row
    ? [t.words.step.neverThere({ state: before.state })]
    : [];
}

interface Evidence {
  row: number;
  holds: boolean;
}

/** The later segment that settles the state of `side` after `row`, if that is not sure yet. */
function settledBy({ connection }: SegmentContext, side: Side, row: number): Evidence | null {
  const { evidence, refuted } = connection.segments;
  const settles = evidence[2 * row + side]!;
  return settles === NO_ROW ? null : { row: settles, holds: !(refuted[row]! & (1 << side)) };
}

function howSure(t: SegmentContext, certainty: Certainty, proof: Evidence | null): string {
  const words = t.words.step;
  if (!proof) return words.certainty[certainty];
  if (!proof.holds) return words.refutedBy({ row: proof.row });
  return certainty === 'assumed'
    ? words.assumedUntil({ row: proof.row })
    : words.expectedUntil({ row: proof.row });
}
