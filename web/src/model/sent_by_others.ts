// Segments that something in the middle sent in the name of an end.
import type { Connection } from './connection';
import type { Insight } from './insight';
import { resetOrigins } from './names';

const known = new WeakMap<Insight, ReadonlySet<number>>();
const none: ReadonlySet<number> = new Set();

/** Their rows; none while it is not known who sent the resets. */
export function rowsOfOthers(insight: Insight | null | undefined): ReadonlySet<number> {
  if (!insight) return none;
  let rows = known.get(insight);
  if (!rows) {
    const { count, row, origin } = insight.resets;
    const middle = resetOrigins.indexOf('middle');
    rows = new Set(row.subarray(0, count).filter((_, i) => origin[i] === middle));
    known.set(insight, rows);
  }
  return rows;
}

/**
 * Adds what is known later than the segments. An end that did not send a reset keeps its state, as
 * the core says.
 */
export function addInsight(connection: Connection, insight: Insight): void {
  connection.insight = insight;
  const { count, row, end, stateUntil } = insight.resets;
  const { clientState, serverState } = connection.segments;
  for (let i = 0; i < count; i += 1) {
    const states = end[i] === 0 ? clientState : serverState;
    const first = row[i]!;
    if (first > 0) states.fill(states[first - 1]!, first, Math.max(first, stateUntil[i]!));
  }
}
