// Two interfaces of one capture that saw the same traffic: said over the ladder, with the choice to lay
// them over each other.
import { html } from 'lit';
import { plainText } from '../../base/plain_text';
import { namesOfInterfaces } from '../../model/file_set';
import type { Opened, SecondTap } from '../../engine/worker/session';
import { fileSetWords } from '../../words/file_set';
import { tapWords } from '../../words/taps';
import type { OpenedSet } from './opened_set';

type Pair = readonly [number, number];
type Interfaces = Opened['notes']['interfaces'];

export const interfacesAsTaps = (file: Blob, interfaces: Interfaces, pair: Pair): SecondTap => ({
  file,
  names: namesOfInterfaces(interfaces, pair),
  interfaces: pair,
});

/** `laid`: they are laid over each other, not read as one capture. */
export function interfaceSet(
  file: { name: string },
  interfaces: Interfaces,
  pair: Pair,
  laid: boolean,
  choose: (laid: boolean) => void,
): OpenedSet {
  const names = namesOfInterfaces(interfaces, pair);
  return {
    others: [],
    load: async (language) => {
      await Promise.all([fileSetWords.load(language), tapWords.load(language)]);
    },
    name: () => plainText(file.name),
    notes: ({ lang, punctuation }) => {
      const words = fileSetWords.of(lang);
      const choice = (value: boolean, text: string) =>
        html`<button
            class="link"
            aria-pressed=${value === laid}
            ?disabled=${value === laid}
            @click=${() => choose(value)}
          >
            ${text}</button
          >&#32;`;
      return html`<section class="partial files" aria-label=${plainText(file.name)}>
        ${punctuation.sentence(words.interfaces({ names }))}
        <p>
          ${words.choose}${punctuation.colon}${choice(false, words.together)}${choice(
            true,
            words.laidOver,
          )}
        </p>
      </section>`;
    },
  };
}
