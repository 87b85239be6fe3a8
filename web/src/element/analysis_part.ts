// Two captures of the same traffic, and curves: what needs the whole engine. A part that is loaded with
// the first of them.
import { spawnAnalysis } from '#analysis-spawn';
import { EngineClient } from '../engine/client';
import type { Opened } from '../engine/worker/session';
import type { TapTexts } from '../ladder/words';
import type { Connection } from '../model/connection';
import { tapTexts, tapsText } from '../story/taps';
import type { Language } from '../words';
import { tapWords } from '../words/taps';
import type { ElementWords } from '../words/element';

export { CurvesView } from '../curves/curves_view';

export const client = () => new EngineClient(spawnAnalysis);

/** Brings the words here; English stands in where they cannot be had. */
export async function loadWords(language: Language): Promise<void> {
  await tapWords.load(language)?.catch(() => {});
}

const texts = new Map<string, TapTexts>();

/** For the drawing: the same object for the same language. */
export function ladderTexts(language: Language): TapTexts {
  const words = tapWords.of(language);
  let made = texts.get(words.lang);
  if (!made) texts.set(words.lang, (made = tapTexts(words)));
  return made;
}

/** What is said of the clocks and of the segments of two captures; empty for one. */
export const aboutTaps = (connection: Connection, words: ElementWords): string[] =>
  tapsText(connection, tapWords.of(words.lang), words.punctuation);

/** Throws where two captures show no connection in common: there is nothing to lay over each other. */
export function needShared({ taps }: Opened, language: Language): void {
  if (!taps || taps.summary.connections > 0) return;
  throw new Error(tapWords.of(language).noneShared({ names: taps.names }));
}
