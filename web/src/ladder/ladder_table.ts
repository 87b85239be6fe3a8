// The rows of the drawing as an HTML table, in parts, for screen readers and for copying.
import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Connection } from '../model/connection';
import type { LadderOptions } from './options';
import { LadderPlan } from './plan';
import { tableHead, tableRow } from './table';
import type { LadderWords } from './words';

/** Number of rows in the DOM at a time. */
const PART = 500;

@customElement('tcp-ladder-table')
export class LadderTable extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    .frame {
      overflow-x: auto;
    }
    table {
      border-collapse: collapse;
      font-size: 12.5px;
      line-height: 18px;
      white-space: nowrap;
    }
    th {
      font-weight: 500;
      text-align: left;
      color: var(--ink3);
    }
    :is(td, th) {
      padding: 4px 18px 4px 0;
      border-bottom: 1px solid var(--hair);
    }
    .number {
      text-align: right;
    }
    p {
      display: flex;
      gap: 14px;
      align-items: baseline;
      margin: 8px 0 0;
      color: var(--ink2);
      font-size: 12.5px;
    }
    button {
      min-height: 24px;
      border: 0;
      padding: 0 2px;
      background: none;
      color: var(--ink);
      font: inherit;
      text-decoration: underline;
      text-underline-offset: 3px;
      cursor: pointer;
    }
    .frame:focus-visible,
    button:focus-visible {
      outline: 2px solid var(--ink);
      outline-offset: 2px;
      border-radius: 4px;
    }
  `;

  @property({ attribute: false }) connection: Connection | null = null;
  @property({ attribute: false }) words: LadderWords | null = null;
  @property({ attribute: false }) options: Partial<LadderOptions> = {};
  /** Accessible name of the table. */
  @property({ attribute: false }) label = '';
  /** "rows 1 to 500 of 1,200", and the names of both buttons. */
  @property({ attribute: false }) pages: {
    position: (p: { first: number; last: number; of: number }) => string;
    previous: string;
    next: string;
  } | null = null;
  @state() private first = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('connection')) this.first = 0;
  }

  protected override render() {
    const { connection, words, options, first } = this;
    if (!connection || !words) return nothing;
    const plan = new LadderPlan({ connection, words, width: 904, options });
    const { count } = plan.rows;
    const end = Math.min(count, first + PART);
    const rows = Array.from({ length: end - first }, (_, i) => tableRow(plan, first + i));
    return html`<div class="frame" tabindex="0" role="region" aria-label=${this.label}>
        <table>
          <thead>
            <tr>
              ${tableHead(words).map((head) => html`<th scope="col">${head}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ([number, ...cells]) =>
                html`<tr>
                  <th scope="row" class="number">${number}</th>
                  ${cells.map((cell) => html`<td>${cell}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${count > PART ? this.#pager(end, count) : nothing}`;
  }

  #pager(end: number, count: number) {
    const { pages, first } = this;
    const go = (to: number) => () => {
      this.first = to;
    };
    return html`<p role="status">
      ${pages?.position({ first: first + 1, last: end, of: count })}
      ${first > 0 ? html`<button @click=${go(first - PART)}>${pages?.previous}</button>` : nothing}
      ${end < count ? html`<button @click=${go(end)}>${pages?.next}</button>` : nothing}
    </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-ladder-table': LadderTable;
  }
}
