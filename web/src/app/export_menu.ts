// Takes the chosen connection away: as a drawing, a picture, a text, or a link to this step.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Format } from '../export';
import type { Language } from '../i18n/format';
import type { Words } from '../i18n/words';
import type { LadderOptions } from '../ladder/options';
import type { Connection } from '../model';
import { saveFile } from './save_file';
import { base, controls } from './styles';
import { pageWords } from './words';

type Choice = Format | 'png' | 'link';

const choices: readonly Choice[] = ['svg', 'png', 'text', 'mermaid', 'json', 'csv', 'link'];

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
      ul {
        position: absolute;
        right: 0;
        top: calc(100% + 6px);
        z-index: 4;
        min-width: 210px;
        padding: 6px 0;
        background: var(--paper);
        border: 1px solid var(--hair2);
        border-radius: 6px;
      }
      li button {
        width: 100%;
        min-height: 32px;
        padding: 4px 14px;
        border: 0;
        background: none;
        text-align: left;
        font-size: 13px;
        cursor: pointer;
      }
      li button:hover {
        background: var(--sel);
      }
      p {
        padding: 4px 14px;
        font-size: 12px;
        line-height: 17px;
        color: var(--ink2);
      }
      @media (max-width: 719px) {
        li button {
          min-height: 44px;
        }
      }
    `,
  ];

  @property({ attribute: false }) connection: Connection | null = null;
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) language: Language = 'en';
  @property({ attribute: false }) numbers: LadderOptions['numbers'] = 'relative';
  /** Of the capture, as the reader knows it. */
  @property({ attribute: false }) name = '';
  @state() private open = false;
  /** What came of the last choice, where it is not a file. */
  @state() private said = '';
  @query('button') private button!: HTMLButtonElement;

  override connectedCallback() {
    super.connectedCallback();
    document.addEventListener('pointerdown', this.#onElsewhere);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.#onElsewhere);
  }

  override render() {
    const more = pageWords(this.language);
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
          ? html`<ul id="formats" @keydown=${this.#onKey}>
              ${choices.map(
                (choice) =>
                  html`<li>
                    <button @click=${() => void this.#choose(choice)}>
                      ${more.exports[choice]}
                    </button>
                  </li>`,
              )}
              <li role="status">${this.said ? html`<p>${this.said}</p>` : nothing}</li>
            </ul>`
          : nothing
      }`;
  }

  async #choose(choice: Choice) {
    const more = pageWords(this.language);
    try {
      if (choice === 'link') {
        await navigator.clipboard.writeText(location.href);
        this.said = more.copied;
        return;
      }
      await this.#save(choice);
      this.#close();
    } catch (error) {
      this.said = more.exportFailed({ reason: error instanceof Error ? error.message : '' });
    }
  }

  async #save(choice: Exclude<Choice, 'link'>) {
    const { connection } = this;
    if (!connection) return;
    const { exporters, toPng, toSvg } = await import('../export');
    const options = {
      words: this.words,
      numbers: this.numbers,
      part: 'all' as const,
      title: this.name || null,
    };
    const stem = `tcp-ladder-${connection.index}`;
    if (choice === 'png') {
      saveFile(`${stem}.png`, await toPng(toSvg(connection, { ...options, theme: 'light' })));
      return;
    }
    const { make, extension, mediaType } = exporters[choice];
    const text = make(connection, options);
    saveFile(`${stem}.${extension}`, new Blob([text], { type: `${mediaType};charset=utf-8` }));
  }

  #toggle = () => {
    this.open = !this.open;
    this.said = '';
  };

  #close() {
    this.open = false;
    this.button.focus();
  }

  #onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#close();
  };

  #onElsewhere = (event: Event) => {
    if (!event.composedPath().includes(this)) this.open = false;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-export-menu': ExportMenu;
  }
}
