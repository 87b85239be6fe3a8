// The button that opens the sharing panel, which is loaded on first use.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { PageWords } from '../../words/page';
import type { Connection } from '../../model/connection';
import type { ShareChoices } from '../../model/share_choices';
import { Dismissal } from '../../ui/dismissal';
import { base, controls } from '../../ui/styles';

@customElement('tcp-share-menu')
export class ShareMenu extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        position: relative;
        display: block;
      }
      .panel {
        position: absolute;
        right: 0;
        top: calc(100% + 6px);
        z-index: 4;
        width: 380px;
        max-height: calc(100vh - 70px);
        overflow: auto;
        background: var(--paper);
        border: 1px solid var(--hair2);
        border-radius: 6px;
      }
      @media (max-width: 719px) {
        .panel {
          position: fixed;
          left: 8px;
          right: 8px;
          top: 64px;
          width: auto;
        }
      }
    `,
  ];

  @property({ attribute: false }) connection: Connection | null = null;
  @property({ attribute: false }) row = 0;
  @property({ attribute: false }) words!: PageWords;
  @property({ attribute: false }) share!: (choices: ShareChoices) => Promise<Blob>;
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
    const label = this.words.page.share;
    return html`<button
        class="button"
        aria-expanded=${this.open}
        aria-controls="panel"
        @click=${this.#toggle}
      >
        ${label}
      </button>
      ${
        this.open
          ? html`<div id="panel" class="panel" role="group" aria-label=${label}>
              <tcp-share-panel
                .connection=${this.connection}
                .row=${this.row}
                .words=${this.words}
                .share=${this.share}
              ></tcp-share-panel>
            </div>`
          : nothing
      }`;
  }

  #toggle = async () => {
    if (!this.open) await import('./share_panel');
    this.open = !this.open;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-share-menu': ShareMenu;
  }
}
