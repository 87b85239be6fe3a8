// What was seen in a connection, as the filter of the table asks for it: one or more of Wireshark's
// analyses, or a flag in Zeek's history.
import { analyses, type AnalysisName } from '../../model/names';
import type { ConnectionRows } from './connection_rows';
import { markAll, markBits, type Fits } from './row_marks';
import { pageWords } from '../../words/page';

const ofAnalyses = {
  retransmission: ['retransmission', 'fast_retransmission', 'spurious_retransmission'],
  fast_retransmission: ['fast_retransmission'],
  spurious_retransmission: ['spurious_retransmission'],
  out_of_order: ['out_of_order'],
  lost_segment: ['lost_segment', 'ack_lost_segment'],
  duplicate_ack: ['duplicate_ack'],
  zero_window: ['zero_window'],
  window_full: ['window_full'],
  window_probe: ['zero_window_probe'],
  keep_alive: ['keep_alive'],
  reused_ports: ['reused_ports'],
} as const satisfies Record<string, readonly AnalysisName[]>;

export type FilteredFinding = keyof typeof ofAnalyses | 'rst';

export const filteredFindings = [...Object.keys(ofAnalyses), 'rst'] as FilteredFinding[];

/** Marks each connection that has it. */
export function markFinding(fits: Fits, rows: ConnectionRows, finding: FilteredFinding): void {
  if (finding === 'rst') return markAll(fits, rows.resets);
  const mask = ofAnalyses[finding].reduce((bits, name) => bits | (1 << analyses.indexOf(name)), 0);
  markBits(fits, rows.table.analyses, mask);
}

/** Those that any connection of the capture has. */
export function findingsIn(rows: ConnectionRows): FilteredFinding[] {
  return filteredFindings.filter((finding) => {
    const fits = new Uint8Array(rows.count);
    markFinding(fits, rows, finding);
    return fits.includes(1);
  });
}

/** Shortest beginning of a name that stands for it while it is being typed. */
const leastTyped = 4;

/** Spelling that does not matter: `Zero-Window`, `zero_window` and `zero window` are one. */
const plain = (name: string) => name.toLowerCase().replace(/[-_]/g, ' ');

interface Named {
  finding: FilteredFinding;
  name: string;
}

let known: { languages: number; named: Named[]; mostWords: number } | undefined;

/** Names in every language that is here: a query that was sent to somebody else is understood. */
function knownNames() {
  const here = pageWords.here();
  if (known?.languages === here.length) return known;
  const named = filteredFindings.flatMap((finding) =>
    [finding, ...here.flatMap(({ filter }) => filter.findings[finding])].map((name) => ({
      finding,
      name: plain(name),
    })),
  );
  const mostWords = Math.max(...named.map(({ name }) => name.split(' ').length));
  return (known = { languages: here.length, named, mostWords });
}

/**
 * The finding that `words`, the rest of a query, begin with, and how many of them name it: the most
 * that can. The last word of a query may be only the beginning of what it will be.
 */
export function findingAt(
  words: readonly string[],
): { finding: FilteredFinding; length: number } | undefined {
  const { named, mostWords } = knownNames();
  for (let length = Math.min(words.length, mostWords); length > 0; length -= 1) {
    const text = plain(words.slice(0, length).join(' '));
    const last = length === words.length;
    const found =
      named.find(({ name }) => name === text) ??
      (last ? named.find(({ name }) => isBegun(name, text)) : undefined);
    if (found) return { finding: found.finding, length };
  }
  return undefined;
}

function isBegun(name: string, text: string): boolean {
  const least = /^[ -~]*$/.test(name) ? leastTyped : 1;
  return text.length >= least && name.startsWith(text);
}
