// Facts about a connection as a whole, by the names of core/engine/summary_items.def.
import { summaryItems as infos, retryKinds, stallCauses } from './names';
import type { SummaryItemName, RetryKind, StallCause } from './names';
import type { Connection } from './connection';
import type { Side } from './segment';

export interface SummaryItem {
  name: SummaryItemName;
  /** The end concerned. */
  end: Side;
  /** Rows count from 0, -1 if there is none; times are nanoseconds. */
  args: Readonly<Record<string, number>>;
}

/** In the order of core/engine/summary_items.def. */
export function summaryItems({ details }: Connection): SummaryItem[] {
  const table = details.summary;
  return Array.from({ length: table.count }, (_, i) => i).flatMap((i) => {
    const info = infos[table.id[i]!];
    if (!info) return [];
    const args = info.args.map((name, k) => [name, table.args[4 * i + k]!] as const);
    return [
      { name: info.name, end: table.end[i] === 1 ? 1 : 0, args: Object.fromEntries(args) },
    ] satisfies SummaryItem[];
  });
}

export const retryKindOf = (fact: SummaryItem): RetryKind => retryKinds[fact.args['kind']!]!;
export const stallCauseOf = (fact: SummaryItem): StallCause => stallCauses[fact.args['cause']!]!;

/** One kind of segment that one end retransmitted, with the wait before each time. */
export interface Retries {
  kind: RetryKind;
  end: Side;
  /** Rows of the retransmissions, or of all probes. */
  rows: number[];
  /** Seconds before each. */
  waits: number[];
  /** Whether each wait is about twice the one before (RFC 6298 section 5.5). */
  doubling: boolean;
}

export function retriesOf(facts: readonly SummaryItem[]): Retries[] {
  const groups: Retries[] = [];
  for (const fact of facts) {
    if (fact.name !== 'retry') continue;
    const kind = retryKindOf(fact);
    let group = groups.find((g) => g.kind === kind && g.end === fact.end);
    if (!group) {
      group = { kind, end: fact.end, rows: [], waits: [], doubling: false };
      groups.push(group);
    }
    group.rows.push(fact.args['row']!);
    group.waits.push(fact.args['after_ns']! / 1e9);
  }
  for (const group of groups) group.doubling = doubles(group.waits);
  return groups;
}

function doubles(waits: readonly number[]): boolean {
  return (
    waits.length > 1 &&
    waits.slice(1).every((wait, i) => wait > 1.6 * waits[i]! && wait < 2.6 * waits[i]!)
  );
}
