// Findings that the table's filter can search for: one or more of Wireshark's analyses, a flag in
// Zeek's history, or an incident.
import { analyses, incidents, type AnalysisName } from '../../model/names';
import type { IncidentKind } from '../../model/incidents';
import { findingOf } from '../incidents/incident_query';
import type { ConnectionRows } from './connection_rows';
import { markAbove, markAll, markBits, type Fits } from './row_marks';
import { pageWords, type PageWords } from '../../words/page';

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
  probe: ['zero_window_probe', 'keep_alive'],
  keep_alive: ['keep_alive'],
  reused_ports: ['reused_ports'],
} as const satisfies Record<string, readonly AnalysisName[]>;

/**
 * Incidents that have no matching analysis. If two words name an outcome, they mean the outcome.
 */
const ofIncidents = {
  black_hole: 'black_hole',
  idle_reset: 'idle_reset',
  never_answered: 'no_answer',
  peer_silent: 'peer_silent',
  close_wait: 'close_wait',
  timer: 'timer',
} as const satisfies Record<string, IncidentKind>;

type FilteredIncident = keyof typeof ofIncidents;

export type FilteredFinding =
  keyof typeof ofAnalyses | FilteredIncident | 'rst' | 'stall' | 'findings';

const filteredFindings = [
  ...Object.keys(ofAnalyses),
  'rst',
  ...Object.keys(ofIncidents),
  'stall',
  'findings',
] as FilteredFinding[];

const isIncident = (finding: FilteredFinding): finding is FilteredIncident =>
  finding in ofIncidents;

/** Marks each connection with the finding. */
export function markFinding(fits: Fits, rows: ConnectionRows, finding: FilteredFinding): void {
  const { measures } = rows;
  if (finding === 'rst') return markAll(fits, rows.resets);
  if (finding === 'findings')
    return measures ? markBits(fits, measures.incidents, 0xffff) : undefined;
  if (finding === 'stall') return measures ? markAbove(fits, measures.stalls, 0) : undefined;
  if (isIncident(finding)) {
    const bit = 1 << incidents.indexOf(ofIncidents[finding]);
    return measures ? markBits(fits, measures.incidents, bit) : undefined;
  }
  const mask = ofAnalyses[finding].reduce((bits, name) => bits | (1 << analyses.indexOf(name)), 0);
  markBits(fits, rows.table.analyses, mask);
}

/** Display names of one connection's findings. */
export function findingNames(
  { measures }: ConnectionRows,
  index: number,
  { filter, punctuation }: PageWords,
): string {
  const bits = measures?.incidents[index] ?? 0;
  const kinds = incidents.filter((_, bit) => (bits >> bit) & 1);
  return punctuation.list(kinds.map((kind) => filter.findings[findingOf(kind)][0]!));
}

/** Findings that at least one connection of the capture has. */
export function findingsIn(rows: ConnectionRows): FilteredFinding[] {
  return filteredFindings.filter((finding) => {
    const fits = new Uint8Array(rows.count);
    markFinding(fits, rows, finding);
    return fits.includes(1);
  });
}

/** Minimum number of letters after which a prefix matches a name. */
const leastTyped = 4;

/** Normalises a name: `Zero-Window`, `zero_window` and `zero window` are the same. */
const plain = (name: string) => name.toLowerCase().replace(/[-_]/g, ' ');

interface Named {
  finding: FilteredFinding;
  name: string;
}

let known: { languages: number; named: Named[]; mostWords: number } | undefined;

/** Names in all languages that are loaded, so that a query from another reader is understood. */
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
 * The finding named by the first of `words`, and how many of them belong to the name, at most. If
 * all words are used, the last may be a prefix.
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
