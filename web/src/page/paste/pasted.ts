// A capture that came as text: what it is called, and what is to be said of it.
import { html, type TemplateResult } from 'lit';
import type { Language } from '../../words';
import type { PageWords } from '../../words/page';
import { pasteWords } from '../../words/paste';
import type { Fault } from './fault';
import { faultText } from './fault_text';

export interface Pasted {
  /** Brings what is said of it here; undefined where it is. */
  load(language: Language): Promise<void> | undefined;
  name(words: PageWords): string;
  /** For the page, over the ladder. */
  notes(words: PageWords): TemplateResult[];
}

/** @param packets in the text; null where it was a whole file */
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
