// A capture that was pasted as text: its name, and notes about it.
import { html, type TemplateResult } from 'lit';
import type { Language } from '../../words';
import type { PageWords } from '../../words/page';
import { pasteWords } from '../../words/paste';
import type { Fault } from './fault';
import { faultText } from './fault_text';

export interface Pasted {
  /** Loads the texts of the notes; undefined if they are loaded. */
  load(language: Language): Promise<void> | undefined;
  name(words: PageWords): string;
  /** Notes above the ladder. */
  notes(words: PageWords): TemplateResult[];
}

/** @param packets number of packets in the text; null for a whole capture file */
export const pastedCapture = (
  packets: number | null,
  timed: boolean,
  fault: Fault | null,
): Pasted => ({
  load: (language) => pasteWords.load(language),
  name: ({ lang }) => pasteWords.of(lang).name,
  notes: (page) => {
    const words = pasteWords.of(page.lang);
    const { sentences, space } = page.punctuation;
    const note = (...[title, ...texts]: string[]) =>
      html`<p class="partial" role="status">
        <strong>${title}</strong>${space}${sentences(texts)}
      </p>`;
    return [
      ...(fault
        ? [note(words.partTitle, faultText(fault, page), words.partShown({ packets }))]
        : []),
      ...(timed ? [] : [note(words.untimedTitle, words.untimed)]),
    ];
  },
});
