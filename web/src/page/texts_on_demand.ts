// Texts about rare kinds of captures: those read from text, and those with times at the ends. Each
// is loaded with the first such capture.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Language } from '../words';
import type { momentsPart } from './moments/about_moments';
import type { textPart } from './write/about_text';

export class TextsOnDemand implements ReactiveController {
  text: typeof textPart | null = null;
  moments: typeof momentsPart | null = null;
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {}

  async wantText() {
    if (this.text) return;
    const { textPart } = await import('./write/about_text');
    this.text = textPart;
    this.#host.requestUpdate();
  }

  async wantMoments(language: Language) {
    if (this.moments) return;
    const { momentsPart } = await import('./moments/about_moments');
    await momentsPart.load(language);
    this.moments = momentsPart;
    this.#host.requestUpdate();
  }

  /** Loads the words of `language` that are still missing. */
  load(language: Language): (Promise<void> | undefined)[] {
    return [this.text?.load(language), this.moments?.load(language)];
  }
}
