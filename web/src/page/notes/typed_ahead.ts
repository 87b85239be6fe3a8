// Takes what is typed while the field for it is still loading. A field and not a list of keys, so
// that input methods work as in any other.

export interface Typed {
  text: string;
  /** The reader has already finished with a key. */
  ended: boolean;
}

/** Whether a key ends a note. */
export const endsNote = ({ key, ctrlKey, metaKey, isComposing }: KeyboardEvent): boolean =>
  !isComposing && (key === 'Escape' || (key === 'Enter' && (ctrlKey || metaKey)));

export class TypedAhead {
  readonly #field = document.createElement('textarea');
  #ended = false;
  #composing = false;

  /** `label` names the field to a screen reader. Takes the focus. */
  constructor(label: string) {
    const field = this.#field;
    field.setAttribute('aria-label', label);
    // Not hidden, as it must have the focus; in view, so that nothing scrolls.
    field.style.cssText = 'position:fixed;inset:0 auto auto 0;width:1px;height:1px;opacity:0';
    field.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.key !== 'Tab' && !endsNote(event) && !this.#ended) return;
      event.preventDefault();
      this.#ended ||= endsNote(event);
    });
    field.addEventListener('compositionstart', () => (this.#composing = true));
    field.addEventListener('compositionend', () => (this.#composing = false));
    document.body.append(field);
    field.focus({ preventScroll: true });
  }

  /** Removes the field; waits until an input method has finished its word. */
  async take(): Promise<Typed> {
    if (this.#composing) {
      await new Promise((resolve) =>
        this.#field.addEventListener('compositionend', resolve, { once: true }),
      );
    }
    const typed = { text: this.#field.value, ended: this.#ended };
    this.#field.remove();
    return typed;
  }
}
