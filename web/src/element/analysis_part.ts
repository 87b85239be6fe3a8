// Two captures of the same traffic, curves, the origin of resets, and saving with captions: the
// features that need the whole engine. Loaded with the first of them.
import { spawnAnalysis } from '#analysis-spawn';
import { EngineClient } from '../engine/client';
import type { Opened } from '../engine/worker/session';
import type { TapTexts } from '../ladder/words';
import type { Connection } from '../model/connection';
import { tapTexts, tapsText } from '../story/taps';
import type { Language } from '../words';
import { tapWords } from '../words/taps';
import type { ElementWords } from '../words/element';
import { captionComments, type CaptionText } from './caption_comments';

export { CurvesView } from '../curves/curves_view';

export const client = () => new EngineClient(spawnAnalysis);

/** The capture as pcapng, with captions of one of its connections as comments. */
export async function annotated(
  file: Blob,
  connection: Connection,
  captions: readonly CaptionText[],
): Promise<Blob> {
  const reader = client();
  try {
    await reader.open(file);
    return await reader.annotated(captionComments(connection, captions), null);
  } finally {
    reader.dispose();
  }
}

/** Loads the words; if they cannot be loaded, English remains. */
export async function loadWords(language: Language): Promise<void> {
  await tapWords.load(language)?.catch(() => {});
}

const texts = new Map<string, TapTexts>();

/** Texts for the drawing; the same object for the same language. */
export function ladderTexts(language: Language): TapTexts {
  const words = tapWords.of(language);
  let made = texts.get(words.lang);
  if (!made) texts.set(words.lang, (made = tapTexts(words)));
  return made;
}

/** Sentences about the clocks and the segments of two captures; empty for one capture. */
export const aboutTaps = (connection: Connection, words: ElementWords): string[] =>
  tapsText(connection, tapWords.of(words.lang), words.punctuation);

/** Throws if two captures have no connection in common, so that they cannot be merged. */
export function needShared({ taps }: Opened, language: Language): void {
  if (!taps || taps.summary.connections > 0) return;
  throw new Error(tapWords.of(language).noneShared({ names: taps.names }));
}
