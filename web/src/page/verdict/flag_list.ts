// Notes about a connection below its verdict: the notable ones, and the rest on demand.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { unbroken } from '../../base/format';
import type { PanelWords } from '../../words/panel';
import type { TwoMsl } from '../../model/two_msl';
import type { Connection } from '../../model/connection';
import { base, controls } from '../../ui/styles';
import { flagSentences } from './flag_sentences';
import type { FlagSentence } from './flag_sentences';

export interface FactsListEvents {
  /** The reader chose a segment, counted from 0. */
  row: CustomEvent<number>;
  /** The reader chose another connection. */
  connection: CustomEvent<number>;
  /** The reader chose another length of 2MSL. */
  'two-msl': CustomEvent<TwoMsl>;
}

@customElement('tcp-facts')
export class FactsList extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      /*
       * The list is part of the wrapping row of the verdict's facts: the summary ends the row, and
       * lists have lines of their own.
       */
      :host,
      details {
        display: contents;
      }
      ul,
      details::details-content {
        flex-basis: 100%;
      }
      .notable {
        padding-top: 4px;
      }
      li {
        max-width: 76ch;
        text-wrap: pretty;
      }
      summary {
        cursor: pointer;
        color: var(--ink2);
        font-size: 13px;
      }
      summary::marker {
        color: var(--ink3);
      }
      details ul {
        padding: 4px 0 0 16px;
        color: var(--ink2);
      }
      @media (max-width: 719px) {
        summary {
          padding: 8px 0;
        }
      }
      @media print {
        details {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) connection: Connection | null = null;
  @property({ attribute: false }) words: PanelWords | null = null;
  @property({ attribute: false }) twoMsl: TwoMsl = 'linux';

  protected override render() {
    const { connection, words } = this;
    if (!connection || !words) return nothing;
    const told = flagSentences(connection, words, this.twoMsl);
    const items = (notable: boolean) =>
      told.filter((fact) => fact.notable === notable).map((fact) => this.#item(fact, words));
    const notable = items(true);
    return html`<details>
        <summary>${words.flags.more}</summary>
        <ul>
          ${items(false)}
        </ul>
      </details>
      ${
        notable.length > 0
          ? html`<ul class="notable">
              ${notable}
            </ul>`
          : nothing
      }`;
  }

  #item({ text, evidence, choice, connection }: FlagSentence, words: PanelWords) {
    return html`<li>
      ${unbroken(text)}${choice ? this.#choice(words) : nothing}${evidence.map(
        (row) =>
          html` <button class="link" @click=${() => this.#ask('row', row)}>#${row + 1}</button>`,
      )}${
        connection === undefined
          ? nothing
          : html` <button class="link" @click=${() => this.#ask('connection', connection)}>
              ${words.page.previousConnection}
            </button>`
      }
    </li>`;
  }

  #choice(words: PanelWords) {
    const own = words.flags;
    const other = this.twoMsl === 'linux' ? 'rfc' : 'linux';
    return html` <button class="link" @click=${() => this.#ask('two-msl', other)}>
      ${own.otherTwoMsl({ linux: other === 'linux' })}
    </button>`;
  }

  #ask(kind: keyof FactsListEvents, detail: number | TwoMsl) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-facts': FactsList;
  }
}
