// A capture that came as text: what it is called, and what is to be said of it.
import { html, type TemplateResult } from 'lit';
import type { Language } from '../../words/language';
import type { Fault } from './fault';
import { faultText, pasteWords } from '../../words/paste_words';

export interface Pasted {
  name(language: Language): string;
  /** For the page, over the ladder. */
  notes(language: Language): TemplateResult[];
}

/** @param packets in the text; null where it was a whole file */
export const pastedCapture = (
  packets: number | null,
  timed: boolean,
  fault: Fault | null,
): Pasted => ({
  name: (language) => pasteWords(language).name,
  notes: (language) => {
    const words = pasteWords(language);
    const note = (...[title, ...texts]: string[]) =>
      html`<p class="partial" role="status">
        <strong>${title}</strong>${words.space}${texts.join(words.space)}
      </p>`;
    return [
      ...(fault
        ? [note(words.partTitle, faultText(fault, language), words.partShown({ packets }))]
        : []),
      ...(timed ? [] : [note(words.untimedTitle, words.untimed)]),
    ];
  },
});
