// Closes a menu on Escape, wherever the focus is, and on a click elsewhere.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class Dismissal implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #isOpen: () => boolean;
  readonly #close: () => void;
  readonly #button: () => HTMLElement;

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    isOpen: () => boolean,
    close: () => void,
    /** Receives the focus, unless the focus is outside the menu. */
    button: () => HTMLElement,
  ) {
    this.#host = host;
    this.#isOpen = isOpen;
    this.#close = close;
    this.#button = button;
    host.addController(this);
  }

  hostConnected() {
    document.addEventListener('pointerdown', this.#onPointer);
    document.addEventListener('keydown', this.#onKey, true);
  }

  hostDisconnected() {
    document.removeEventListener('pointerdown', this.#onPointer);
    document.removeEventListener('keydown', this.#onKey, true);
  }

  #onPointer = (event: Event) => {
    if (this.#isOpen() && !event.composedPath().includes(this.#host)) this.#close();
  };

  // Runs before the page handles the key, because the topmost layer closes first.
  #onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing || !this.#isOpen()) return;
    event.preventDefault();
    event.stopPropagation();
    const inside = event.composedPath().includes(this.#host);
    this.#close();
    if (inside || event.target === document.body) this.#button().focus();
  };
}
