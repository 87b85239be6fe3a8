// The caption below a ladder. Story and words are loaded after the first drawing, and only if a
// caption is wanted; its space is reserved.
import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { Connection } from '../model/connection';
import type { Language } from '../words';
import type { ElementWords } from '../words/element';
import type { Explanation } from './options';
import type * as telling from './telling';

/** The segment that the caption describes. */
export interface Subject {
  connection: Connection;
  row: number;
  language: Language;
  numbers: 'relative' | 'absolute';
}

export class Caption implements ReactiveController {
  #part: typeof telling | undefined;
  #language: Language | undefined;
  #failed = false;
  #loading = false;
  readonly #host: ReactiveControllerHost;
  /** Null if nothing that needs a caption is drawn. */
  readonly #subject: () => Subject | null;

  constructor(host: ReactiveControllerHost, subject: () => Subject | null) {
    this.#host = host;
    this.#subject = subject;
    host.addController(this);
  }

  hostUpdated() {
    const subject = this.#subject();
    if (subject && this.#language !== subject.language) void this.#load(subject.language);
  }

  /** The caption's text during playback; empty until it is loaded. */
  get text(): string {
    const subject = this.#subject();
    return (subject && this.#told(subject)?.story.caption) ?? '';
  }

  render(subject: Subject, how: Explanation, words: ElementWords) {
    if (how === 'none') return nothing;
    const told = this.#told(subject);
    if (told) return this.#part!.explanation(told.story, how, told.words);
    return html`<figcaption part="caption" aria-live="polite">
      ${this.#failed ? words.embed.partMissing : nothing}
    </figcaption>`;
  }

  #told({ connection, row, language, numbers }: Subject) {
    return this.#language && this.#part?.told(connection, row, language, numbers);
  }

  async #load(language: Language): Promise<void> {
    if (this.#loading || this.#failed) return;
    this.#loading = true;
    try {
      this.#part ??= await import('./telling');
      await this.#part.loadWords(language);
      this.#language = language;
    } catch {
      this.#failed = true;
    }
    this.#loading = false;
    this.#host.requestUpdate();
  }
}
