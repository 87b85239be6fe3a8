// The notes on one segment or on the whole capture: shows them as text, and lets the reader write,
// change and delete them. What is typed is the note at once, so that no draft can be lost.
import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { plainLines } from '../../base/plain_text';
import { base, controls } from '../../ui/styles';
import { noteWords } from '../../words/notes';
import type { PageWords } from '../../words/page';
import { languageOf } from '../language_of';
import { appended, isWritten } from './reader_notes';
import { endsNote, type Typed } from './typed_ahead';

/** Always fits into an option of pcapng: three bytes for each UTF-16 unit, at most. */
const longest = 21_845;

/** `change`: the new notes. `leave`: the reader has finished a note on a segment with a key. */
export interface NoteEvents {
  change: CustomEvent<readonly string[]>;
  leave: CustomEvent<null>;
}

@customElement('tcp-notes')
export class NoteField extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: block;
        font-size: 13px;
        line-height: 19px;
        padding-bottom: 6px;
        color: var(--ink2);
      }
      .note {
        margin: 8px 0 0;
        padding-left: 10px;
        border-left: 2px solid var(--edge);
        overflow-wrap: anywhere;
      }
      .text {
        display: block;
        white-space: pre-wrap;
        color: var(--ink);
      }
      .link {
        min-height: 24px;
        margin-right: 12px;
      }
      textarea {
        display: block;
        width: 100%;
        min-height: 84px;
        margin: 8px 0 4px;
        padding: 6px 8px;
        border: 1px solid var(--hair2);
        border-radius: 6px;
        background: var(--paper);
        color: var(--ink);
        font: inherit;
        resize: vertical;
      }
      .said {
        font-size: 12px;
        line-height: 17px;
      }
      .row {
        display: flex;
        gap: 10px;
        align-items: flex-start;
      }
      @media (max-width: 719px) {
        .link {
          min-height: 44px;
        }
      }
    `,
  ];

  @property({ attribute: false }) words!: PageWords;
  @property({ attribute: false }) texts: readonly string[] = [];
  /** Frame of the segment, or 0 for the whole capture. */
  @property({ attribute: false }) frame = 0;
  /** Number of the segment shown to the reader, from 1; 0 for the whole capture. */
  @property({ attribute: false }) step = 0;
  /** Index of the note that is being written; null for none. */
  @state() private editing: number | null = null;
  @query('textarea') private area?: HTMLTextAreaElement;
  @query('.add') private addButton?: HTMLButtonElement;

  /** Renders once the words of the language are loaded. */
  protected override async scheduleUpdate() {
    await noteWords.load(languageOf(this.words))?.catch(() => {});
    return super.scheduleUpdate();
  }

  override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('frame') && this.hasUpdated) this.editing = null;
  }

  /** Starts a note, or goes on with the last one; with what was typed before this field was there. */
  async write({ text, ended }: Typed = { text: '', ended: false }) {
    const i = Math.max(0, this.texts.length - 1);
    if (text !== '') this.#tell(appended(this.texts, text));
    this.#edit(i);
    await this.updateComplete;
    this.area?.focus();
    if (ended) this.#leave();
  }

  override render() {
    const words = noteWords.of(this.words.lang);
    const add = this.step === 0 ? words.addToCapture : words.add;
    // A new note stands there from the start, so that its field stays the same when it is typed.
    const shown = this.editing === this.texts.length ? [...this.texts, ''] : this.texts;
    return html`<div role="group" aria-label=${words.title({ step: this.step })}>
      ${shown.map((text, i) => (i === this.editing ? this.#editor(text) : this.#note(text, i)))}
      ${
        this.editing === null
          ? html`<button class="link add" @click=${() => this.#begin(this.texts.length)}>
              ${add}
            </button>`
          : nothing
      }
    </div>`;
  }

  #note(text: string, i: number) {
    const words = noteWords.of(this.words.lang);
    if (!isWritten(text)) return nothing;
    return html`<div class="note">
      <bdi class="text">${plainLines(text)}</bdi>
      <button class="link" @click=${() => this.#begin(i)}>${words.edit}</button
      ><button class="link" @click=${() => this.#delete(i)}>${words.delete}</button>
    </div>`;
  }

  #editor(text: string) {
    const words = noteWords.of(this.words.lang);
    return html`<textarea
        aria-label=${words.title({ step: this.step })}
        aria-describedby="hint"
        maxlength=${longest}
        .value=${text}
        @input=${this.#onInput}
        @keydown=${this.#onKey}
      ></textarea>
      <div class="row">
        <button class="button" @click=${this.#onDone}>${words.done}</button>
        <p id="hint" class="said">${words.hint({ step: this.step })}</p>
      </div>`;
  }

  #delete(i: number) {
    if (this.editing !== null && i < this.editing) this.editing -= 1;
    this.#tell(this.texts.filter((_, at) => at !== i));
  }

  #begin(i: number) {
    this.#edit(i);
    void this.updateComplete.then(() => this.area?.focus());
  }

  #edit(i: number) {
    this.editing = i;
  }

  readonly #onInput = () => {
    const texts = [...this.texts];
    texts[this.editing!] = this.area!.value;
    this.#tell(texts);
  };

  readonly #onKey = (event: KeyboardEvent) => {
    // The keys of the page and of the panel do not apply to what is typed.
    event.stopPropagation();
    if (!endsNote(event)) return;
    event.preventDefault();
    this.#leave();
  };

  #leave() {
    if (this.step === 0) {
      // The host has no other place for the focus.
      this.#onDone();
      return;
    }
    this.#finish();
    this.dispatchEvent(new CustomEvent('leave') satisfies NoteEvents['leave']);
  }

  // The button with the focus disappears.
  readonly #onDone = () => {
    this.#finish();
    void this.updateComplete.then(() => this.addButton?.focus());
  };

  readonly #finish = () => {
    this.editing = null;
    const written = this.texts.filter(isWritten);
    if (written.length < this.texts.length) this.#tell(written);
  };

  #tell(texts: readonly string[]) {
    this.texts = texts;
    this.dispatchEvent(new CustomEvent('change', { detail: texts }) satisfies NoteEvents['change']);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-notes': NoteField;
  }
}
