// Several files opened together: their names, notes about them, and the choice between them.
import { html, type TemplateResult } from 'lit';
import { plainText } from '../../base/plain_text';
import type { SecondTap } from '../../engine/worker/session';
import { tapNames, type FileSetFound } from '../../model/file_set';
import { aboutFiles } from '../../story/file_set';
import type { Language } from '../../words';
import { fileSetWords } from '../../words/file_set';
import { tapWords } from '../../words/taps';
import type { PageWords } from '../../words/page';

export interface OpenedSet {
  /** Loads the texts of the notes; undefined if they are loaded. */
  load(language: Language): Promise<void> | undefined;
  name(words: PageWords): string;
  /** Notes above the ladder. */
  notes(words: PageWords): TemplateResult;
  /** Those beside the one on view. */
  others: readonly File[];
}

/** The chosen file by index; null if the files are read as one. */
export type Chosen = number | null;

/** The initial choice: the joined capture if there is one, else the earliest file. */
export const firstChoice = ({ capture, order }: FileSetFound): Chosen =>
  capture ? null : order[0]!;

/** The second tap; null if there is none. */
export function secondTap(files: readonly File[], found: FileSetFound): SecondTap | null {
  if (!found.second) return null;
  const names = files.map(({ name }) => plainText(name));
  const [first = '', second = ''] = tapNames(found, names);
  return { file: found.second, names: [first, second] };
}

function allOf(loads: readonly (Promise<void> | undefined)[]): Promise<void> | undefined {
  const missing = loads.filter((load) => load !== undefined);
  return missing.length > 0 ? Promise.all(missing).then(() => {}) : undefined;
}

export function openedSet(
  files: readonly File[],
  found: FileSetFound,
  chosen: Chosen,
  choose: (chosen: Chosen) => void,
): OpenedSet {
  const names = files.map(({ name }) => plainText(name));
  const together = (words: { together: string; laidOver: string }) =>
    found.second ? words.laidOver : words.together;
  const choices: Chosen[] = [...(found.capture ? [null] : []), ...found.order];
  return {
    others: files.filter((_, i) => chosen !== null && i !== chosen),
    load: (language) => allOf([fileSetWords.load(language), tapWords.load(language)]),
    name: ({ lang, punctuation }) => {
      if (chosen !== null) return names[chosen]!;
      if (found.second) return punctuation.list(tapNames(found, names));
      return fileSetWords.of(lang).name({ n: files.length });
    },
    notes: ({ lang, punctuation }) => {
      const words = fileSetWords.of(lang);
      const sentences = aboutFiles(found, names, { fileSet: words }).map(punctuation.sentence);
      return html`<section class="partial files" aria-label=${words.name({ n: files.length })}>
        ${punctuation.sentences(sentences)}
        <p>
          ${words.choose}${punctuation.colon}${choices.map(
            (choice) =>
              html`<button
                  class="link"
                  aria-pressed=${choice === chosen}
                  ?disabled=${choice === chosen}
                  @click=${() => choose(choice)}
                >
                  ${choice === null ? together(words) : names[choice]!}</button
                >&#32;`,
          )}
        </p>
      </section>`;
    },
  };
}
