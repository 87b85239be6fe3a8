// The panel and what is told with it, which are loaded in parallel with the first drawing. Also the
// story of the selected segment, computed once for each state of the page.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Connection } from '../model/connection';
import type { TwoMsl } from '../model/two_msl';
import type * as PanelPart from '../panel/part';
import type { SegmentStory } from '../story/story';
import type { Language } from '../words';
import type { PanelWords } from '../words/panel';

export interface TellingChoices {
  numbers: 'relative' | 'absolute';
  twoMsl: TwoMsl | null;
}

/** A story, and the words that it is told in. */
export interface Told {
  story: SegmentStory;
  words: PanelWords;
}

export class PanelOnDemand implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #part: typeof PanelPart | null = null;
  #loading = false;
  #told: { key: unknown[]; told: Told } | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {}

  /** Loads what is missing; what fails is requested again by the next call. */
  want(language: Language) {
    if (this.#part || this.#loading) return;
    this.#loading = true;
    void Promise.all([
      import('../panel/part'),
      import('../panel/step_panel'),
      import('./verdict/flag_list'),
    ])
      .then(async ([part]) => {
        await part.panelWords.load(language)?.catch(() => {});
        this.#part = part;
        this.#host.requestUpdate();
      })
      .catch(() => {
        this.#loading = false;
      });
  }

  /** Loads the words of `language` if they are missing. */
  load(language: Language): Promise<void> | undefined {
    return this.#part?.panelWords.load(language);
  }

  /** Null until the part is loaded. */
  words(language: Language): PanelWords | null {
    return this.#part?.panelWords.of(language) ?? null;
  }

  /** Null until the part is loaded. */
  tell(
    connection: Connection,
    row: number,
    { numbers, twoMsl }: TellingChoices,
    language: Language,
  ): Told | null {
    if (!this.#part) return null;
    const words = this.#part.panelWords.of(language);
    const key = [connection, connection.insight, row, words, numbers, twoMsl];
    if (!this.#told || this.#told.key.some((value, i) => value !== key[i])) {
      const options = { words, numbers, twoMsl, port: connection.port };
      this.#told = { key, told: { story: this.#part.storyOf(connection, row, options), words } };
    }
    return this.#told.told;
  }
}
