// The verdict of a connection: one headline and a few facts, each with the segment that proves it.
import type { AnalysisName } from '../model/names';
import { analyses, zeekStates } from '../model/names';
import { borneOut, probeAt, retransmitted } from '../model/exchange';
import { duration } from '../base/format';
import type { PageWords } from '../words/page';
import type { DrawingWords } from '../words/story';
import { openingName, outcomeName, type Connection } from '../model/connection';
import { icmpNamed } from './icmp';
import { mainEvent } from './main_event';
import { tooBig } from '../model/icmp';
import { ACK, RST, SYN, senderAt } from '../model/segment';
import type { Side } from '../model/segment';
import { rowsOfOthers } from '../model/sent_by_others';

export interface Fact {
  name: 'outcome' | 'history' | 'endedBy' | 'handshake' | 'payload' | 'findings';
  label: string;
  /** A code shown separately before the text: Zeek's "SF". */
  code?: string;
  text: string;
  /** The segment that proves it, or null. */
  row: number | null;
  /** Protocol text in the monospaced font. */
  mono?: boolean;
}

export interface Verdict {
  headline: string;
  facts: Fact[];
}

/** Counts of unusual segments of a connection that are worth mentioning. */
export interface Oddities {
  /** Retransmitted data and FINs. */
  retransmissions: number;
  /** Number of times that one end's SYN and SYN ACK were sent; 0 or 1 is normal. */
  syns: number;
  synAcks: number;
  windowProbes: number;
  keepAlives: number;
  duplicateAcks: number;
  zeroWindows: number;
  missing: number;
  outOfOrder: number;
}

/** Minimum idle time in seconds before the end that is mentioned in the headline. */
const idleWorthSaying = 1;

export function verdictOf(connection: Connection, words: PageWords): Verdict {
  return { headline: headlineOf(connection, words), facts: factsOf(connection, words) };
}

export function headlineOf(connection: Connection, words: DrawingWords): string {
  const ending = plainHeadline(connection, words);
  const event = mainEvent(connection, words);
  const plain = event === null ? ending : words.verdict.eventFirst({ event, headline: ending });
  const late = openingName(connection) === 'mid_stream';
  const outcome = outcomeName(connection);
  return late && outcome !== 'unclear' ? words.verdict.joinedLate({ headline: plain }) : plain;
}

function plainHeadline(connection: Connection, words: DrawingWords): string {
  const v = words.verdict;
  const end = endOf(connection);
  const outcome = outcomeName(connection);
  switch (outcome) {
    case 'closed_by_client':
    case 'closed_by_server': {
      const who: Side = outcome === 'closed_by_client' ? 0 : 1;
      const { more } = connection.verdict;
      if (more) return v.closedThenMore({ who, peer: who === 0 ? 1 : 0, ...more });
      return end.idle >= idleWorthSaying
        ? v.closedAfterIdle({ who, idle: end.idle })
        : v.closedAfter({ who, after: end.after });
    }
    case 'closed_together':
      return v.closedTogether({ after: end.after });
    case 'half_closed_by_client':
      return v.halfClosed({ who: 0, peer: 1 });
    case 'half_closed_by_server':
      return v.halfClosed({ who: 1, peer: 0 });
    case 'reset_by_client':
      return resetHeadline(connection, words, 0);
    case 'reset_by_server':
      return resetHeadline(connection, words, 1);
    case 'refused': {
      const { who } = end;
      return v.refused({ who, port: (who === 0 ? connection.client : connection.server).port });
    }
    case 'no_answer':
      if (connection.verdict.answeredIn !== null)
        return v.answeredElsewhere({ connection: connection.verdict.answeredIn });
      if (connection.verdict.cutShort) return v.noAnswerYet();
      return v.noAnswer({ syns: count(connection, SYN, ACK), after: connection.duration });
    case 'unreachable': {
      const error = connection.icmp.find((e) => e.to === 0 && !tooBig(e));
      if (!error) return v.noAnswer({ syns: count(connection, SYN, ACK), after: end.after });
      const { name, code } = icmpNamed(error, connection, words);
      const plain = error.type === (error.version === 6 ? 1 : 3);
      return v.unreachable({
        source: error.source,
        error: plain ? code : words.icmp.named({ name, code }),
      });
    }
    case 'half_open':
      if (connection.verdict.cutShort) return v.halfOpenYet();
      return connection.client.segments === 0 ? v.loneSynAck() : v.halfOpen();
    case 'still_open':
      return v.stillOpen({ after: connection.verdict.twoClocks ? 0 : connection.duration });
    case 'unclear':
      return onlyResets(connection)
        ? v.loneReset({ who: senderAt(connection.segments, 0) })
        : v.unclear();
  }
}

function resetHeadline(connection: Connection, words: DrawingWords, who: Side): string {
  const v = words.verdict;
  const { fin } = connection.verdict;
  const end = endOf(connection);
  if (end.row !== null && rowsOfOthers(connection.insight).has(end.row)) {
    return v.resetInName({ who, after: end.after });
  }
  const closer = firstOf(fin);
  if (closer !== null && end.row !== null && fin[closer]! < end.row) {
    return v.resetAfterClose({ who, closer });
  }
  const probes = end.row === null ? 0 : unansweredProbes(connection, end.row, who);
  if (probes > 0) return v.resetAfterProbes({ who, probes });
  return end.idle >= idleWorthSaying
    ? v.resetAfterIdle({ who, idle: end.idle })
    : v.resetAfter({ who, after: end.after });
}

/**
 * Keep-alive probes of `side` directly before `row`, without a segment from the other between them.
 */
function unansweredProbes(connection: Connection, row: number, side: Side): number {
  let probes = 0;
  for (let at = row - 1; at >= 0; at -= 1) {
    if (senderAt(connection.segments, at) !== side || probeAt(connection, at) !== 'keep_alive')
      break;
    probes += 1;
  }
  return probes;
}

function firstOf(rows: readonly [number | null, number | null]): Side | null {
  const [client, server] = rows;
  if (client === null) return server === null ? null : 1;
  return server === null || client < server ? 0 : 1;
}

interface End {
  /** The FIN or RST that began the end, or null. */
  row: number | null;
  who: Side;
  how: 'FIN' | 'RST';
  /** Seconds from the first segment to it. */
  after: number;
  /** Idle seconds before it, keep-alives left out. */
  idle: number;
}

/** The connection's end according to its outcome; the row is null if it did not end. */
function endOf(connection: Connection): End {
  const { segments: table } = connection;
  const marks = connection.verdict;
  const outcome = outcomeName(connection);
  const byReset = outcome.startsWith('reset') || outcome === 'refused';
  const { end: row, idle } = marks;
  if (row === null) return { row, who: 0, how: 'FIN', after: connection.duration, idle: 0 };
  const begin = marks.syn[0] ?? marks.syn[1] ?? 0;
  return {
    row,
    who: senderAt(table, row),
    how: byReset ? 'RST' : 'FIN',
    after: marks.twoClocks ? 0 : table.time[row]! - table.time[Math.min(begin, row)]!,
    idle,
  };
}

function onlyResets({ segments: table }: Connection): boolean {
  for (let row = 0; row < table.count; row += 1) if (!(table.flags[row]! & RST)) return false;
  return table.count > 0;
}

function count({ segments: table }: Connection, set: number, clear: number): number {
  let n = 0;
  for (let row = 0; row < table.count; row += 1) {
    const flags = table.flags[row]!;
    if (flags & set && !(flags & clear)) n += 1;
  }
  return n;
}

export function factsOf(connection: Connection, words: PageWords): Fact[] {
  const v = words.summary;
  const label = v.facts;
  const end = endOf(connection);
  const { handshake } = connection.verdict;
  const together = outcomeName(connection) === 'closed_together';
  return [
    {
      name: 'outcome',
      label: label.outcome,
      code: connection.zeekState,
      text: outcomeText(connection, words),
      row: null,
    },
    { name: 'history', label: label.history, text: connection.history, row: null, mono: true },
    {
      name: 'endedBy',
      label: label.endedBy,
      text:
        end.row === null
          ? v.notEnded()
          : together
            ? v.endedByBoth()
            : rowsOfOthers(connection.insight).has(end.row)
              ? v.endedInName({ who: end.who, how: end.how })
              : v.endedBy({ who: end.who, how: end.how }),
      row: end.row,
    },
    {
      name: 'handshake',
      label: label.handshake,
      text: handshake === null ? v.openings[openingName(connection)] : duration(handshake),
      row: null,
    },
    {
      name: 'payload',
      label: label.payload,
      text: v.payload({ up: connection.client.payload, down: connection.server.payload }),
      row: null,
    },
    {
      name: 'findings',
      label: label.findings,
      text: odditiesText(odditiesOf(connection), words),
      row: null,
    },
  ];
}

/** The meaning of Zeek's state; if the outcome differs, the outcome comes first. */
function outcomeText(connection: Connection, words: PageWords): string {
  const { outcomes, zeek, zeekDiffers } = words.summary;
  const outcome = outcomes[outcomeName(connection)];
  const known = zeekStates.find((name) => name === connection.zeekState);
  if (!known) return outcome;
  return connection.zeekDiffers ? zeekDiffers({ outcome, zeek: zeek[known] }) : zeek[known];
}

const counted = new WeakMap<Connection, Oddities>();

/** Counted once per connection. */
export function odditiesOf(connection: Connection): Oddities {
  let found = counted.get(connection);
  if (!found) counted.set(connection, (found = countOddities(connection)));
  return found;
}

function countOddities(connection: Connection): Oddities {
  const { segments: table } = connection;
  const found: Oddities = {
    retransmissions: 0,
    syns: 0,
    synAcks: 0,
    windowProbes: 0,
    keepAlives: 0,
    duplicateAcks: 0,
    zeroWindows: 0,
    missing: 0,
    outOfOrder: 0,
  };
  const windows: [number | null, number | null] = [null, null];
  const syns: [number, number] = [0, 0];
  const synAcks: [number, number] = [0, 0];
  for (let row = 0; row < table.count; row += 1) {
    const flags = table.flags[row]!;
    const from = senderAt(table, row);
    const said = borneOut(connection, row);
    const has = (name: AnalysisName) => (said & (1 << analyses.indexOf(name))) !== 0;
    const probe = probeAt(connection, row);
    if (flags & SYN) {
      if (flags & ACK) synAcks[from] += 1;
      else syns[from] += 1;
      continue;
    }
    if (probe === 'window') found.windowProbes += 1;
    else if (probe === 'keep_alive') found.keepAlives += 1;
    else if (retransmitted(connection, row)) found.retransmissions += 1;
    if (said !== 0) {
      if (has('duplicate_ack')) found.duplicateAcks += 1;
      if (has('zero_window') && windows[from] !== 0) found.zeroWindows += 1;
      if (has('lost_segment')) found.missing += 1;
      if (has('out_of_order')) found.outOfOrder += 1;
    }
    if (!(flags & RST)) windows[from] = table.window[row]!;
  }
  found.syns = Math.max(...syns);
  found.synAcks = Math.max(...synAcks);
  return found;
}

export function odditiesText(found: Oddities, words: PageWords): string {
  const v = words.summary;
  const parts = [
    found.syns > 1 && v.times({ what: 'SYN', n: found.syns }),
    found.synAcks > 1 && v.times({ what: 'SYN ACK', n: found.synAcks }),
    found.retransmissions > 0 && v.retransmissions({ n: found.retransmissions }),
    found.outOfOrder > 0 && v.outOfOrder({ n: found.outOfOrder }),
    found.missing > 0 && v.missing({ n: found.missing }),
    found.duplicateAcks > 0 && v.duplicateAcks({ n: found.duplicateAcks }),
    found.zeroWindows > 0 && v.zeroWindows({ n: found.zeroWindows }),
    found.windowProbes > 0 && v.windowProbes({ n: found.windowProbes }),
    found.keepAlives > 0 && v.keepAlives({ n: found.keepAlives }),
  ].filter((part): part is string => typeof part === 'string');
  return parts.length === 0 ? v.none() : words.punctuation.list(parts);
}
