// Notes about a capture that was read from text. Loaded with the first such capture.
import { html, nothing, type TemplateResult } from 'lit';
import type { TextNotes, TextProblem } from '../../model/text_notes';
import type { Language } from '../../words';
import type { PageWords } from '../../words/page';
import { textWords } from '../../words/text';

/** Maximum number of problems that the page lists. */
const listed = 5;

/** A problem and its position, in words. */
function problemText(problem: TextProblem, { lang }: PageWords): string {
  const words = textWords.of(lang);
  return words.at(problem) + words.problems[problem.name](problem);
}

/** The part of the text that is not drawn, for the place above the ladder. */
function aboutText(notes: TextNotes, page: PageWords): TemplateResult {
  const words = textWords.of(page.lang);
  const { problems, problemCount, otherLines } = notes;
  const { space } = page.punctuation;
  const more = problemCount - Math.min(problems.length, listed);
  return html`<p class="partial">
      ${words.written({ format: words.formats[notes.format] })}${
        otherLines > 0 ? space + words.otherLines({ lines: otherLines }) : nothing
      }
    </p>
    ${
      problemCount > 0
        ? html`<div class="partial" role="status">
            <strong>${words.notDrawn({ problems: problemCount })}</strong>
            <ul>
              ${problems.slice(0, listed).map((each) => html`<li>${problemText(each, page)}</li>`)}
              ${more > 0 ? html`<li>${words.more({ problems: more })}</li>` : nothing}
            </ul>
          </div>`
        : nothing
    }`;
}

/** The interface of this file, which is loaded on demand. */
export const textPart = {
  load: (language: Language) => textWords.load(language),
  aboutText,
};
