// The main event of a connection, besides who closed it: data that never arrived, an end that
// stopped sending, or most of the time spent waiting.
import type { Connection } from '../model/connection';
import { stallCauseOf, summaryItems, type SummaryItem } from '../model/connection_flags';
import type { DrawingWords } from '../words/story';

/** Less waiting than this in all, in seconds, is not mentioned. */
const leastWaited = 1;
/** Nor is a smaller part of the connection's time. */
const leastShare = 0.5;

/** A clause without its full stop; null if nothing stands out. */
export function mainEvent(connection: Connection, words: DrawingWords): string | null {
  const v = words.verdict;
  const items = summaryItems(connection);
  const named = (name: SummaryItem['name']) => items.find((item) => item.name === name);
  const arrives = named('never_arrives');
  if (arrives) {
    const { sends = 0, length = 0 } = arrives.args;
    return v.neverArrives({ who: arrives.end, sends, length });
  }
  const silent = named('falls_silent');
  if (silent) {
    const { sends = 0, duration_ns: ns = 0 } = silent.args;
    return v.fallsSilent({ who: silent.end === 0 ? 1 : 0, n: sends - 1, over: ns / 1e9 });
  }
  const { duration } = connection;
  const waited = (item: SummaryItem) => item.args['total_ns']! / 1e9;
  const most = items
    .filter(({ name }) => name === 'stalls')
    .reduce<SummaryItem | null>((a, b) => (a && waited(a) >= waited(b) ? a : b), null);
  if (!most || waited(most) < leastWaited || waited(most) < leastShare * duration) return null;
  const told = { who: most.end, waited: waited(most), of: duration };
  return stallCauseOf(most) === 'zero_window' ? v.stalledByWindow(told) : v.stalledByTimer(told);
}
