// Sets of words that are loaded together. English is part of the script. Other languages are
// separate files if the build can split a script, and are loaded on demand.
import type { Language } from './index';

/** Words with the tag of their language, for `lang` attributes. */
export type Spoken<Words> = Words & { lang: Language };

/** The result of `import.meta.glob`: `./zh-CN/share.ts` and the function that loads it. */
type Files<Words> = Readonly<Record<string, () => Promise<Words>>>;

export class WordSet<Words extends object> {
  readonly #english: Spoken<Words>;
  readonly #loads = new Map<string, () => Promise<Words>>();
  readonly #here = new Map<Language, Spoken<Words>>();

  constructor(english: Words, files: Files<Words>) {
    this.#english = { ...english, lang: 'en' };
    for (const [path, load] of Object.entries(files)) this.#loads.set(path.split('/')[1]!, load);
  }

  /** The same object on every call; English until the words of `language` are loaded. */
  of(language: Language): Spoken<Words> {
    return this.#here.get(language) ?? this.#english;
  }

  /** Loads the words of `language`; undefined if they are loaded. */
  load(language: Language): Promise<void> | undefined {
    const load = this.#loads.get(language);
    if (!load || this.#here.has(language)) return undefined;
    return load().then((words) => {
      if (!this.#here.has(language)) this.#here.set(language, { ...words, lang: language });
    });
  }

  /** The words in all loaded languages, English first. */
  here(): readonly Spoken<Words>[] {
    return [this.#english, ...this.#here.values()];
  }

  /** Loads all languages. */
  async loadAll(): Promise<void> {
    const languages = [...this.#loads.keys()] as Language[];
    await Promise.all(languages.map(async (language) => this.load(language)));
  }
}
