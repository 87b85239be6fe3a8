// Notes about two captures of the same traffic, and about times estimated from one. Loaded with the
// first of them.
import { html, nothing, type TemplateResult } from 'lit';
import type { LadderOptions } from '../../ladder/options';
import type { Connection } from '../../model/connection';
import { clockSentences, delaySentences, fateCounts, tapTexts } from '../../story/taps';
import type { Language } from '../../words';
import type { PageWords } from '../../words/page';
import { tapWords } from '../../words/taps';

const texts = new Map<Language, ReturnType<typeof tapTexts>>();

/** The ladder's texts; the same object for the same language. */
function ladderTexts(language: Language) {
  const words = tapWords.of(language);
  let made = texts.get(words.lang);
  if (!made) texts.set(words.lang, (made = tapTexts(words)));
  return made;
}

/** Notes above the ladder: what the times at the ends are based on. */
function aboutMoments(
  connection: Connection,
  { moments }: Pick<LadderOptions, 'moments'>,
  { lang, punctuation }: PageWords,
): TemplateResult | typeof nothing {
  const words = tapWords.of(lang);
  const { passages, timing } = connection;
  if (passages) {
    const [clock = '', ...reasons] = clockSentences(passages, words);
    const numbers = [...fateCounts(passages, words), ...delaySentences(connection, words)];
    return html`<section class="partial moments">
      <p class="clock">${punctuation.sentence(clock)}</p>
      ${
        reasons.length > 0
          ? html`<p class="reason">${punctuation.sentences(reasons.map(punctuation.sentence))}</p>`
          : nothing
      }
      <p>${numbers.join(' · ')}</p>
    </section>`;
  }
  if (moments === 'captured' || timing === undefined) return nothing;
  const [client = NaN, server = NaN] = timing?.roundTrip ?? [];
  const known = !Number.isNaN(client) && !Number.isNaN(server);
  return html`<p class="partial moments">
    ${punctuation.sentence(known ? words.estimated({ client, server }) : words.notEstimated)}
  </p>`;
}

/** The interface of this file, which is loaded on demand. */
export const momentsPart = {
  load: (language: Language) => tapWords.load(language),
  ladderTexts,
  aboutMoments,
};
