// The tracker's events about one segment.
import { events as infos } from '../model/names';
import type { EventName } from '../model/names';
import type { EventTable } from '../model/connection';
import type { Side } from '../model/segment';

export interface TrackerEvent {
  row: number;
  name: EventName;
  kind: 'check' | 'transition' | 'annotation';
  /** RFC and section. */
  clause: string;
  /** The end concerned. */
  end: Side;
  /** For a check. */
  passed: boolean;
  /** Numbers by the argument names in core/tcp/events.def. */
  args: Readonly<Record<string, number>>;
}

/** The events about segment `row`, in the tracker's order. */
export function eventsAt(table: EventTable, row: number): TrackerEvent[] {
  const found: TrackerEvent[] = [];
  for (let i = firstAt(table, row); i < table.count && table.row[i] === row; i += 1) {
    const event = eventOf(table, i);
    if (event) found.push(event);
  }
  return found;
}

/** Entry `i` of the table; null for an id this page does not know. */
function eventOf(table: EventTable, i: number): TrackerEvent | null {
  const info = infos[table.id[i]!];
  if (!info) return null;
  const args: Record<string, number> = {};
  info.args.forEach((name, k) => {
    args[name] = table.args[i * 4 + k]!;
  });
  return {
    row: table.row[i]!,
    name: info.name,
    kind: info.kind,
    clause: info.clause,
    end: table.end[i] === 1 ? 1 : 0,
    passed: table.passed[i] !== 0,
    args,
  };
}

// Rows ascend, so the first entry of a row is found by binary search.
function firstAt(table: EventTable, row: number): number {
  let low = 0;
  let high = table.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (table.row[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
