// Sentences about what limited a connection's data.
import type { Connection } from '../model/connection';
import { openingName } from '../model/connection';
import { transferOf, type Insight, type Limit, type Transfer } from '../model/insight';
import type { InsightWords } from '../words/insight';

export type LimitWords = Pick<InsightWords, 'punctuation' | 'limit'>;

/** A single wait with this share of the transfer gets a sentence. */
const longShare = 0.2;

/** For each end that sent data segments, the one with more payload first. */
export function transfersOf(connection: Connection, insight: Insight): Transfer[] {
  const { client, server } = connection;
  const order = server.payload > client.payload ? ([1, 0] as const) : ([0, 1] as const);
  return order
    .map((sender) => transferOf(insight, sender))
    .filter((transfer): transfer is Transfer => transfer !== null && transfer.seconds > 0);
}

/**
 * Whether it is worth mentioning: a request or a short answer has nothing to limit, unless
 * something delayed it.
 */
export function worthSaying({ client, server }: Connection, { sender, dominating }: Transfer) {
  const held = dominating !== 'application' && dominating !== 'slow_start';
  return held || (sender === 0 ? client : server).payload >= worthBytes;
}

const worthBytes = 10_000;

/**
 * The limit, a sentence with its share of the time, and another one for a wait that takes much of
 * it.
 */
export function limitSentence(
  connection: Connection,
  transfer: Transfer,
  words: LimitWords,
): string {
  const { limit, punctuation } = words;
  const { dominating, totals, seconds, sender: who, zeroWindow } = transfer;
  const own = transfer.spans.filter((span) => span.limit === dominating);
  const most = (pick: (span: (typeof own)[number]) => number) => Math.max(0, ...own.map(pick));
  const timed = own.filter(({ leastRoundTrip }) => leastRoundTrip > 0);
  const time = timeOf(totals, dominating);
  const told = limit.sentences[dominating]({
    who,
    peer: who === 0 ? 1 : 0,
    time,
    of: seconds,
    zeroWindow: Math.min(zeroWindow, time),
    firstFlight: own[0]?.firstFlight ?? 0,
    mostFlight: most((span) => span.mostFlight),
    mostWindow: most((span) => span.mostWindow),
    leastRoundTrip: timed.length > 0 ? Math.min(...timed.map((s) => s.leastRoundTrip)) : 0,
    mostRoundTrip: most((span) => span.mostRoundTrip),
    rate: own.reduce((sum, span) => sum + span.bytes, 0) / Math.max(time, 1e-9),
  });
  const clauses = [told];
  if (dominating === 'unknown') {
    const late = openingName(connection) === 'mid_stream';
    clauses.push(late ? limit.handshakeMissing : limit.placeUnclear);
  }
  const sentences = [limit.limitedBy({ limit: dominating }), punctuation.clauses(clauses)];
  const [wait] = [...own].sort((a, b) => b.longestWait - a.longestWait);
  if (wait && waitsWorthSaying.has(dominating) && wait.waitRow !== null) {
    const long = wait.longestWait >= longShare * seconds && wait.longestWait < 0.98 * time;
    const told = dominating === 'receiver_window' && zeroWindow > 0;
    if (long && !told)
      sentences.push(limit.longWait({ time: wait.longestWait, row: wait.waitRow }));
  }
  return punctuation.sentences(sentences.map((text) => punctuation.sentence(text)));
}

/** For other limits, a wait is not a single event. */
const waitsWorthSaying: ReadonlySet<Limit> = new Set(['loss', 'application', 'receiver_window']);

function timeOf(totals: Transfer['totals'], limit: Limit): number {
  return totals.find((total) => total.limit === limit)?.seconds ?? 0;
}
