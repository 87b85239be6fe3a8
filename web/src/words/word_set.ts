// Words that are loaded together. English is in the script; the others are files of their own where
// the build can split a script, and come when they are asked for.
import type { Language } from './index';

/** Words and the tag of their language, for `lang` attributes. */
export type Spoken<Words> = Words & { lang: Language };

/** What `import.meta.glob` finds: `./zh-CN/share.ts` and how to load it. */
type Files<Words> = Readonly<Record<string, () => Promise<Words>>>;

export class WordSet<Words extends object> {
  readonly #english: Spoken<Words>;
  readonly #loads = new Map<string, () => Promise<Words>>();
  readonly #here = new Map<Language, Spoken<Words>>();

  constructor(english: Words, files: Files<Words>) {
    this.#english = { ...english, lang: 'en' };
    for (const [path, load] of Object.entries(files)) this.#loads.set(path.split('/')[1]!, load);
  }

  /** The same object at every call; English where the words of `language` are not here yet. */
  of(language: Language): Spoken<Words> {
    return this.#here.get(language) ?? this.#english;
  }

  /** Brings the words of `language` here; undefined where they are. */
  load(language: Language): Promise<void> | undefined {
    const load = this.#loads.get(language);
    if (!load || this.#here.has(language)) return undefined;
    return load().then((words) => {
      if (!this.#here.has(language)) this.#here.set(language, { ...words, lang: language });
    });
  }

  /** In every language that is here, English first. */
  here(): readonly Spoken<Words>[] {
    return [this.#english, ...this.#here.values()];
  }

  /** Brings all languages here. */
  async loadAll(): Promise<void> {
    const languages = [...this.#loads.keys()] as Language[];
    await Promise.all(languages.map(async (language) => this.load(language)));
  }
}
