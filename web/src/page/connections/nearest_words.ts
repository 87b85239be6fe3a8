// Suggestions for a filter word that matches nothing: the nearest names of findings, outcomes and
// states.
import { states, zeekStates } from '../../model/names';
import type { PageWords } from '../../words/page';

/** Maximum number of suggestions. */
const most = 3;

export function nearestWords(word: string, { filter, summary }: PageWords): string[] {
  const names = [
    ...Object.values(filter.findings).flat(),
    ...Object.values(summary.outcomes).flatMap((name) => name.split(/\s+/)),
    ...states,
    ...zeekStates,
  ].map((name) => name.toLowerCase());
  const near = [...new Set(names)]
    .map((name) => ({ name, apart: distance(word, name.slice(0, word.length + 2)) }))
    .filter(({ apart }) => apart <= Math.max(1, Math.floor(word.length / 3)));
  return near
    .sort((a, b) => a.apart - b.apart)
    .slice(0, most)
    .map(({ name }) => name);
}

/** Levenshtein distance: number of letters to change, add or remove. */
function distance(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = before[j - 1]! + Number(one[i - 1] !== other[j - 1]);
      row.push(Math.min(changed, before[j]! + 1, row[j - 1]! + 1));
    }
    before = row;
  }
  return before[other.length]!;
}
