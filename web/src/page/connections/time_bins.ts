// The capture over time: connections opened per bin, and a notable burst of half-open ones.
import type { ConnectionRows } from './connection_rows';
import { groupAt, type OutcomeGroup } from './outcome_groups';

export interface TimeBins {
  /** Width of a bin in seconds; the first starts at 0. */
  width: number;
  opened: Uint32Array;
  /** Opened connections that were never completed. */
  halfOpen: Uint32Array;
  /** Opened connections that were refused or reset. */
  broken: Uint32Array;
}

/** `duration` is that of the capture, in seconds. */
export function binConnections(rows: ConnectionRows, duration: number, count: number): TimeBins {
  // A connection that starts at the very end belongs to the last bin.
  const width = Math.max(duration, 1e-6) / count;
  const bins: TimeBins = {
    width,
    opened: new Uint32Array(count),
    halfOpen: new Uint32Array(count),
    broken: new Uint32Array(count),
  };
  for (let index = 0; index < rows.count; index++) {
    const bin = Math.min(count - 1, Math.max(0, Math.floor(rows.table.start[index]! / width)));
    const group = groupAt(rows, index);
    bins.opened[bin]!++;
    if (group === 'half_open') bins.halfOpen[bin]!++;
    if (group === 'refused' || group === 'reset') bins.broken[bin]!++;
  }
  return bins;
}

export interface Burst {
  group: OutcomeGroup;
  count: number;
  /** Start, in seconds since the capture's first frame, and duration in seconds. */
  start: number;
  duration: number;
}

/** Minimum number of half-open connections in a notable burst. */
const worthNaming = 10;

/**
 * The burst with most half-open connections, if it stands out. Single connections that never
 * complete are normal; a flooded listener has many at once.
 */
export function findBurst({ halfOpen, width }: TimeBins): Burst | null {
  const peak = Math.max(0, ...halfOpen);
  const floor = Math.max(1, peak / 5);
  let best = { count: 0, from: 0, to: 0 };
  for (let from = 0; from < halfOpen.length; from++) {
    if (halfOpen[from]! < floor) continue;
    let count = 0;
    let to = from;
    // A single quiet bin does not end a burst.
    while (to < halfOpen.length && (halfOpen[to]! >= floor || (halfOpen[to + 1] ?? 0) >= floor)) {
      count += halfOpen[to++]!;
    }
    if (count > best.count) best = { count, from, to };
    from = to;
  }
  if (best.count < worthNaming) return null;
  return {
    group: 'half_open',
    count: best.count,
    start: best.from * width,
    duration: (best.to - best.from) * width,
  };
}
