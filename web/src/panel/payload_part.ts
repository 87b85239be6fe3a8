// The data that the ends sent, as their applications received it: text or hexadecimal rows, one
// page at a time.
import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { PayloadTable } from '../../../wasm/engine.mjs';
import { hexRows, PayloadText } from '../base/payload_text';
import type { Connection } from '../model/connection';
import { piecesOf, type PayloadPiece, type PayloadReader } from '../model/payload';
import { segmentAt } from '../model/segment';
import { icons } from '../ui/icons';
import { base, controls } from '../ui/styles';
import type { Language } from '../words';
import { payloadWords } from '../words/payload';

/** Number of bytes per page. */
const pageLength = 4096;

@customElement('tcp-payload')
export class PayloadPart extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: block;
        font-size: 12.5px;
        line-height: 18px;
      }
      .choices {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 10px;
        margin: 6px 0;
      }
      [aria-pressed='true'] {
        font-weight: 600;
        text-decoration: underline;
        text-underline-offset: 5px;
      }
      pre {
        margin: 0;
        padding: 8px 10px;
        max-height: 360px;
        overflow: auto;
        border: 1px solid var(--hair);
        border-radius: 4px;
        font: 12px/18px var(--mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        unicode-bidi: plaintext;
      }
      pre.hex {
        white-space: pre;
        overflow-wrap: normal;
      }
      mark {
        background: var(--sel);
        color: inherit;
      }
      i {
        display: block;
        font: 12px/18px var(--sans);
        color: var(--ink3);
      }
      i.differs {
        color: var(--rst);
      }
      p {
        margin: 6px 0 0;
        color: var(--ink3);
      }
    `,
  ];

  @property({ attribute: false }) connection!: Connection;
  /** The selected segment, from 0. */
  @property({ type: Number }) row = 0;
  @property({ attribute: false }) reader!: PayloadReader;
  @property({ attribute: false }) language: Language = 'en';
  @query('mark') private mark?: HTMLElement;
  @state() private end: 0 | 1 = 0;
  @state() private form: 'text' | 'hex' = 'text';
  @state() private from = 0;
  @state() private shown: PayloadTable | 'unreadable' | null = null;
  #asked = 0;

  protected override async scheduleUpdate() {
    await payloadWords.load(this.language)?.catch(() => {});
    return super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('connection') || changed.has('row') || changed.has('reader')) {
      void this.#follow(changed.has('connection'));
    }
  }

  protected override updated() {
    this.mark?.scrollIntoView({ block: 'nearest' });
  }

  protected override render() {
    const words = payloadWords.of(this.language);
    const { shown } = this;
    if (shown === 'unreadable') return html`<p role="status">${words.unreadable}</p>`;
    return html`<div class="choices">
        ${([0, 1] as const).map(
          (end) =>
            html`<button
              class="button quiet"
              aria-pressed=${this.end === end}
              @click=${() => void this.#read(end, 0)}
            >
              ${words.directions[end]}
            </button>`,
        )}
        ${(['text', 'hex'] as const).map(
          (form) =>
            html`<button
              class="button quiet"
              aria-pressed=${this.form === form}
              @click=${() => this.#write(form)}
            >
              ${words.forms[form]}
            </button>`,
        )}
      </div>
      ${shown ? this.#page(shown) : nothing}
      <p>${words.privacy}</p>`;
  }

  #page(table: PayloadTable) {
    const words = payloadWords.of(this.language);
    const { length, acknowledged, fromBeginning } = table;
    if (length === 0) return html`<p>${words.none}</p>`;
    const to = Math.min(this.from + pageLength, length);
    const pieces = piecesOf(table);
    const text = new PayloadText();
    // A line break between the tags would become part of the text.
    const parts = pieces.map((piece, i) => this.#piece(piece, text, i === pieces.length - 1));
    return html`<pre class=${this.form} tabindex="0">${parts}</pre>
      <div class="choices">
        <button
          class="button quiet icon"
          aria-label=${words.earlier}
          ?disabled=${this.from === 0}
          @click=${() => void this.#read(this.end, Math.max(0, this.from - pageLength))}
        >
          ${icons.previous}
        </button>
        <span role="status">${words.position({ from: this.from, to, of: length })}</span>
        <button
          class="button quiet icon"
          aria-label=${words.later}
          ?disabled=${to >= length}
          @click=${() => void this.#read(this.end, to)}
        >
          ${icons.next}
        </button>
      </div>
      ${acknowledged < length ? html`<p>${words.unacknowledged({ n: acknowledged })}</p>` : nothing}
      ${fromBeginning ? nothing : html`<p>${words.midStream}</p>`}`;
  }

  #piece(
    { kind, bytes, from, size, row, differs }: PayloadPiece,
    text: PayloadText,
    last: boolean,
  ) {
    const words = payloadWords.of(this.language);
    if (kind !== 'captured') {
      const note = words.pieces[kind]({ size, step: (row ?? -1) + 1, differs });
      return html`<i class=${differs ? 'differs' : ''}>${note}</i>`;
    }
    const written =
      this.form === 'hex' ? `${hexRows(bytes, from).join('\n')}\n` : text.next(bytes, last);
    return row === this.row ? html`<mark>${written}</mark>` : written;
  }

  #write(form: 'text' | 'hex') {
    this.form = form;
  }

  /** Shows the payload of the selected segment; without payload, the page stays. */
  async #follow(another: boolean) {
    const { connection, row, reader } = this;
    const { from: end } = segmentAt(connection.segments, row);
    const asked = (this.#asked += 1);
    try {
      const first = await reader.firstOf(connection, end, row);
      if (asked !== this.#asked) return;
      if (first !== null) await this.#read(end, first - (first % pageLength));
      else if (another || !this.shown) await this.#read(end, 0);
    } catch {
      if (asked === this.#asked) this.shown = 'unreadable';
    }
  }

  async #read(end: 0 | 1, from: number) {
    const asked = (this.#asked += 1);
    try {
      const table = await this.reader.page(this.connection, end, from, from + pageLength);
      if (asked !== this.#asked) return;
      [this.end, this.from, this.shown] = [end, from, table];
    } catch {
      if (asked === this.#asked) this.shown = 'unreadable';
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-payload': PayloadPart;
  }
}
