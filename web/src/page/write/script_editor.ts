/* eslint-disable lit/prefer-query-decorators -- lines are found by their number */
// The text that is being written: a plain text area, so that keyboards, dictation, undo and screen
// readers work as everywhere, over a copy of its lines that has numbers, colours and mistakes.
import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Side } from '../../model/side';
import type { TextProblem } from '../../model/text_notes';
import { base, controls } from '../../ui/styles';
import { editorStyles } from './editor_styles';
import { piecesOf } from './highlight';

/** Information about a line that is drawn. */
export interface DrawnLine {
  /** Indices of its first and last segment in the connection, from 0. */
  first: number;
  last: number;
  from: Side;
}

/** A mistake in words, and a replacement if one is likely. */
export interface Mistake extends TextProblem {
  message: string;
  /** Line and column in words, at the start of the message. */
  place: string;
  change: { to: string; label: string } | null;
}

export interface EditorEvents {
  /** The reader edited the text. */
  edit: CustomEvent<string>;
  /** The caret moved to another line, counted from 1. */
  line: CustomEvent<number>;
}

@customElement('tcp-script-editor')
export class ScriptEditor extends LitElement {
  static override styles = [base, controls, editorStyles];

  @property({ attribute: false }) text = '';
  @property({ attribute: false }) label = '';
  @property({ attribute: false }) placeholder = '';
  @property({ attribute: false }) script = true;
  /** Drawn lines by line number, from 1. */
  @property({ attribute: false }) drawn: ReadonlyMap<number, DrawnLine> = new Map();
  @property({ attribute: false }) mistakes: readonly Mistake[] = [];
  /** Line of the selected segment, and the segment counted from 0; null if there is none. */
  @property({ attribute: false }) chosen: { line: number; row: number } | null = null;
  /** Line of the caret, from 1. */
  @state() private line = 1;
  @query('textarea') private area!: HTMLTextAreaElement;

  override render() {
    const lines = this.text.split('\n');
    const byLine = new Map<number, Mistake[]>();
    for (const mistake of this.mistakes) {
      byLine.set(mistake.line, [...(byLine.get(mistake.line) ?? []), mistake]);
    }
    const open = this.#openMistake;
    return html`<div class="lines" aria-hidden="true">
        ${lines.map((line, i) => this.#line(line, i + 1, byLine.get(i + 1) ?? []))}
      </div>
      <textarea
        aria-label=${this.label}
        aria-describedby="mistakes"
        aria-invalid=${this.mistakes.length > 0 ? 'true' : 'false'}
        placeholder=${this.placeholder}
        spellcheck="false"
        autocapitalize="off"
        autocomplete="off"
        autocorrect="off"
        .value=${this.text}
        @input=${this.#onInput}
        @keydown=${this.#onKey}
        @keyup=${this.#onCaret}
        @click=${this.#onCaret}
        @focus=${this.#onCaret}
      ></textarea>
      ${
        open
          ? html`<div class="mistake" data-line=${open.line}>
              <strong>${open.place}</strong>${open.message}
              ${
                open.change
                  ? html`<button class="link" @click=${() => this.#change(open)}>
                      ${open.change.label}
                    </button>`
                  : nothing
              }
            </div>`
          : nothing
      }
      <ul id="mistakes" class="hidden">
        ${this.mistakes.map(({ place, message }) => html`<li>${place}${message}</li>`)}
      </ul>`;
  }

  override updated(changed: PropertyValues) {
    this.#placeMistake();
    if (changed.has('chosen') && this.chosen && !this.#focused) {
      const line = this.renderRoot.querySelector(`.line[data-line="${this.chosen.line}"]`);
      line?.scrollIntoView({ block: 'nearest' });
    }
  }

  /** Moves to the next mistake after the caret, or to the first. */
  nextMistake() {
    const next = this.mistakes.find(({ line }) => line > this.line) ?? this.mistakes[0];
    if (!next) return;
    const at = this.#indexOf(next);
    this.area.focus();
    this.area.setSelectionRange(at, at + next.length);
    this.#onCaret();
  }

  get #focused(): boolean {
    return this.shadowRoot?.activeElement === this.area;
  }

  /** The mistake explained below its line: that on the caret's line, else the first. */
  get #openMistake(): Mistake | null {
    return this.mistakes.find(({ line }) => line === this.line) ?? this.mistakes[0] ?? null;
  }

  #line(text: string, number: number, mistakes: readonly Mistake[]) {
    const drawn = this.drawn.get(number);
    const chosen = this.chosen?.line === number;
    const hue = drawn ? ['client', 'server'][drawn.from] : '';
    return html`<div
      class="line ${chosen ? 'chosen' : ''} ${mistakes.length > 0 ? 'wrong' : ''} ${hue}"
      data-line=${number}
    >
      <span class="number">${number}</span
      ><span class="code">${this.#code(text, drawn !== undefined, mistakes[0])}</span
      ><span class="step">${drawn ? this.#steps(drawn, chosen) : ''}</span>
    </div>`;
  }

  #steps({ first, last }: DrawnLine, chosen: boolean) {
    if (chosen) return html`<b>${this.chosen!.row + 1}</b>`;
    return first === last ? first + 1 : `${first + 1}–${last + 1}`;
  }

  // There is no white space between the pieces, because it would be visible.
  #code(line: string, drawn: boolean, mistake: Mistake | undefined) {
    const from = mistake ? mistake.column - 1 : -1;
    const to = mistake ? from + Math.max(1, mistake.length) : -1;
    let at = 0;
    const spans = piecesOf(line, drawn, this.script).flatMap(({ text, ink }) => {
      const start = at;
      at += text.length;
      const cuts = [start, from, to, at].filter((cut) => cut >= start && cut <= at);
      const bounds = [...new Set(cuts)].sort((a, b) => a - b);
      return bounds.slice(1).map((end, i) => {
        const begin = bounds[i]!;
        const wrong = begin >= from && end <= to ? 'token' : '';
        return html`<span class="${ink} ${wrong}">${line.slice(begin, end)}</span>`;
      });
    });
    // Gives an empty line the same height as the others.
    return spans.length > 0 ? spans : '\u200b';
  }

  /** Below its line, or above it if it would cover the caret's line. */
  #placeMistake() {
    const box = this.renderRoot.querySelector<HTMLElement>('.mistake');
    if (!box) return;
    const line = this.renderRoot.querySelector<HTMLElement>(
      `.line[data-line="${box.dataset['line']}"]`,
    );
    if (!line) return;
    const caret = this.renderRoot.querySelector<HTMLElement>(`.line[data-line="${this.line}"]`);
    const below = line.offsetTop + line.offsetHeight;
    const covers = caret && caret.offsetTop >= below && caret.offsetTop < below + box.offsetHeight;
    const over = this.#focused && covers;
    box.style.top = `${over ? Math.max(0, line.offsetTop - box.offsetHeight) : below}px`;
    box.classList.toggle('over', Boolean(over));
  }

  #onInput = () => {
    this.text = this.area.value;
    this.#onCaret();
    this.dispatchEvent(
      new CustomEvent('edit', { detail: this.text }) satisfies EditorEvents['edit'],
    );
  };

  #onCaret = () => {
    const line = this.area.value.slice(0, this.area.selectionStart).split('\n').length;
    if (line === this.line) return;
    this.line = line;
    this.dispatchEvent(new CustomEvent('line', { detail: line }) satisfies EditorEvents['line']);
  };

  #onKey = (event: KeyboardEvent) => {
    if (event.key !== 'F8') return;
    event.preventDefault();
    this.nextMistake();
  };

  #change(mistake: Mistake) {
    const at = this.#indexOf(mistake);
    this.area.focus();
    this.area.setSelectionRange(at, at + mistake.length);
    // This command keeps the browser's undo history and fires an input event.
    if (document.execCommand('insertText', false, mistake.change!.to)) return;
    this.area.setRangeText(mistake.change!.to);
    this.#onInput();
  }

  /** Index of a mistake in the whole text. */
  #indexOf({ line, column }: TextProblem): number {
    const before = this.area.value.split('\n').slice(0, line - 1);
    return before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-script-editor': ScriptEditor;
  }
}
