// The button that opens the list of exports, which is loaded on first use.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { PageWords } from '../../words/page';
import { Dismissal } from '../../ui/dismissal';
import { base, controls } from '../../ui/styles';
import type { Exported } from './export_choices';

@customElement('tcp-export-menu')
export class ExportMenu extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        position: relative;
        display: block;
      }
    `,
  ];

  @property({ attribute: false }) words!: PageWords;
  /** What is on view. */
  @property({ attribute: false }) exported!: Exported;
  @state() private open = false;
  @query('button') private button!: HTMLButtonElement;

  constructor() {
    super();
    new Dismissal(
      this,
      () => this.open,
      () => (this.open = false),
      () => this.button,
    );
  }

  override render() {
    return html`<button
        class="button"
        aria-expanded=${this.open}
        aria-controls="formats"
        @click=${this.#toggle}
      >
        ${this.words.page.export}
      </button>
      ${
        this.open
          ? html`<tcp-export-choices
              id="formats"
              .words=${this.words}
              .exported=${this.exported}
              @done=${this.#close}
            ></tcp-export-choices>`
          : nothing
      }`;
  }

  readonly #toggle = async () => {
    if (!this.open) await import('./export_choices');
    this.open = !this.open;
  };

  readonly #close = () => {
    this.open = false;
    this.button.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-export-menu': ExportMenu;
  }
}
