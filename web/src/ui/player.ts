// Steps through a connection automatically. Each step takes as long as its sentence takes to read.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Milliseconds per letter, and limits for one step. */
const perLetter = 60;
const shortest = 1500;
const longest = 7000;

export class Player implements ReactiveController {
  playing = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #advance: () => boolean;
  readonly #text: () => string;

  /**
   * `advance` goes one step forward and returns false at the end; `text` is the sentence of the
   * step.
   */
  constructor(host: ReactiveControllerHost, advance: () => boolean, text: () => string) {
    this.#host = host;
    this.#advance = advance;
    this.#text = text;
    host.addController(this);
  }

  hostDisconnected() {
    this.stop();
  }

  toggle() {
    if (this.playing) {
      this.stop();
    } else if (this.#advance()) {
      this.playing = true;
      this.#wait();
    }
    this.#host.requestUpdate();
  }

  stop() {
    clearTimeout(this.#timer);
    if (!this.playing) return;
    this.playing = false;
    this.#host.requestUpdate();
  }

  #wait() {
    const time = Math.min(longest, Math.max(shortest, this.#text().length * perLetter));
    this.#timer = setTimeout(() => {
      if (this.#advance()) this.#wait();
      else this.stop();
    }, time);
  }
}
