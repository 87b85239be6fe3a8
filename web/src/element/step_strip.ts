// All segments as a line of letters, with the selected one underlined. A long connection shows the
// part around the selected segment.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ElementWords } from '../words/element';
import type { RowSpan } from '../ladder/ladder_view';
import type { Connection } from '../model/connection';
import { stripLetter, stripWindow } from '../ui/step_letters';
import { RST, flagNames, segmentAt } from '../model/segment';

const narrowest = 24;

/** Fires `step` with the row of a segment. */
@customElement('tcp-step-tape')
export class StepTape extends LitElement {
  static override styles = css`
    :host {
      display: block;
      min-width: 0;
    }
    nav {
      display: flex;
    }
    button {
      all: unset;
      box-sizing: border-box;
      flex: 1 1 ${narrowest}px;
      min-width: ${narrowest}px;
      max-width: 38px;
      height: 30px;
      text-align: center;
      font: 600 12.5px/30px var(--mono);
      cursor: pointer;
      position: relative;
    }
    button:hover {
      background: var(--sel);
    }
    .client {
      color: var(--ct);
    }
    .server {
      color: var(--st);
    }
    .reset {
      color: var(--rst);
    }
    [aria-current] {
      color: var(--ink);
    }
    [aria-current]::after {
      content: '';
      position: absolute;
      inset: auto 5px 0;
      height: 2px;
      background: var(--ink);
    }
    button:focus-visible {
      outline: 2px solid var(--ink);
      outline-offset: -2px;
      border-radius: 4px;
    }
  `;

  @property({ attribute: false }) connection: Connection | null = null;
  /** The selected segment, from 0. */
  @property({ type: Number }) row = 0;
  /** The selectable segments, both included. */
  @property({ attribute: false }) range: RowSpan = [0, 0];
  @property({ attribute: false }) words!: ElementWords;
  @state() private room = 12;
  @query('[aria-current]') private chosen?: HTMLElement;

  readonly #resize = new ResizeObserver(([entry]) => {
    this.room = Math.max(1, Math.floor(entry!.contentRect.width / narrowest));
  });

  override connectedCallback() {
    super.connectedCallback();
    this.#resize.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#resize.disconnect();
  }

  override render() {
    if (!this.connection) return nothing;
    const [least, most] = this.range;
    const { first, end } = stripWindow(this.row - least, most - least + 1, this.room);
    const rows = Array.from({ length: end - first }, (_, i) => least + first + i);
    return html`<nav aria-label=${this.words.step.tape} @keydown=${this.#onKey}>
      ${repeat(
        rows,
        (row) => row,
        (row) => this.#letter(row),
      )}
    </nav>`;
  }

  #letter(row: number) {
    const table = this.connection!.segments;
    const { flags, from } = segmentAt(table, row);
    const chosen = row === this.row;
    return html`<button
      class=${flags & RST ? 'reset' : from === 0 ? 'client' : 'server'}
      tabindex=${chosen ? 0 : -1}
      aria-current=${chosen ? 'step' : nothing}
      aria-label=${this.words.step.stripEntry({ row, flags: flagNames(flags).join(' '), who: from })}
      @click=${() => this.#go(row)}
    >
      ${stripLetter(this.connection!, row)}
    </button>`;
  }

  #onKey(event: KeyboardEvent) {
    const [first, last] = this.range;
    const target = {
      ArrowLeft: this.row - 1,
      ArrowRight: this.row + 1,
      Home: first,
      End: last,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.#go(Math.max(first, Math.min(last, target)));
    void this.#focusChosen();
  }

  async #focusChosen() {
    await this.updateComplete;
    this.chosen?.focus();
  }

  #go(row: number) {
    this.row = row;
    this.dispatchEvent(new CustomEvent<number>('step', { detail: row }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-step-tape': StepTape;
  }
}
