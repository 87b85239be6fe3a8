// Sentences about two captures of the same traffic: the fate of a segment, and the clocks.
import type { TapTexts } from '../ladder/words';
import type { Connection } from '../model/connection';
import { tapFates } from '../model/names';
import { senderAt, type Side } from '../model/segment';
import { clockOf, fatesOf, passageAt, type Passages, type TwoTaps } from '../model/taps';
import type { DrawingWords } from '../words/story';
import type { TapWords } from '../words/taps';

/** The fate of a segment that both taps did not simply see; else null. */
export function fateText(
  connection: Connection,
  row: number,
  words: TapWords,
): { name: string; text: string } | null {
  const { passages } = connection;
  if (!passages) return null;
  const { fate, frames, first, proof } = passageAt(passages.table, row);
  if (fate === 'both') return null;
  const [a, b] = passages.names;
  const [has, lacks] = frames[0] === null ? [b, a] : [a, b];
  const [before, behind] = first === 1 ? [b, a] : [a, b];
  const receiver: Side = senderAt(connection.segments, row) === 0 ? 1 : 0;
  return words.fates[fate]({ first: before, second: behind, has, lacks, receiver, proof });
}

/** Texts for the drawing. */
export const tapTexts = (words: TapWords): TapTexts => ({
  capturedHere: words.capturedHere,
  delayHead: words.delayHead,
  delay: (seconds) => words.delay({ seconds }),
  fate: (connection, row) => fateText(connection, row, words),
});

/** "The clock of b is 37.0 s ahead …": sentences without full stops, with the evidence. */
export function clockSentences(taps: TwoTaps, words: TapWords): string[] {
  const { names } = taps;
  const { offset, low, high, drift, contradictory } = clockOf(taps);
  if (contradictory) return [words.clockSet({ names })];
  if (offset !== null && low !== null && high !== null) {
    const doubt = (high - low) / 2;
    return [words.clock({ names, offset, doubt, drift }), words.clockReason({ doubt })];
  }
  if (high !== null) return [words.clockAtMost({ names, offset: high })];
  if (low !== null) return [words.clockAtLeast({ names, offset: low })];
  return [words.clockUnknown({ names })];
}

/** "24 seen at both taps", "1 lost between the taps"; only counts above zero. */
export function fateCounts({ table }: Passages, words: TapWords): string[] {
  const counts = fatesOf(table);
  const [unknown, ...known] = tapFates;
  return [...known, unknown]
    .filter((fate) => counts[fate] > 0)
    .map((fate) => words.counts[fate](counts[fate]));
}

/** Shortest and longest delay in each direction. */
export function delaySentences(connection: Connection, words: TapWords): string[] {
  const { passages, segments } = connection;
  if (!passages) return [];
  const ranges = ([1, 0] as const).map((to) => ({ to, least: Infinity, most: 0 }));
  for (let row = 0; row < segments.count; row += 1) {
    const { delay } = passageAt(passages.table, row);
    if (delay === null) continue;
    const range = ranges[senderAt(segments, row)]!;
    range.least = Math.min(range.least, delay);
    range.most = Math.max(range.most, delay);
  }
  return ranges.filter(({ least }) => least < Infinity).map((range) => words.delays(range));
}

/**
 * Sentences about the clocks of two captures, their evidence, and the counts of segments. Empty for
 * one capture.
 */
export function tapsText(
  connection: Connection,
  words: TapWords,
  { sentence, list }: Pick<DrawingWords['punctuation'], 'sentence' | 'list'>,
): string[] {
  const { passages } = connection;
  if (!passages) return [];
  const numbers = [...fateCounts(passages, words), ...delaySentences(connection, words)];
  return [...clockSentences(passages, words), list(numbers)].map(sentence);
}

/** Sentences about both files as a whole. */
export function tapSummary(taps: TwoTaps, words: TapWords): string[] {
  const { connections: shared, translated, alone } = taps.summary;
  return [
    words.connections({ shared, translated }),
    ...taps.names.flatMap((name, i) =>
      alone[i]! > 0 ? [words.alone({ n: alone[i]!, name })] : [],
    ),
    ...clockSentences(taps, words).slice(0, 1),
  ];
}
