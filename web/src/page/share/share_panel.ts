// Choices for sharing the connection on view: which part, and as a link that contains it or as a
// capture file.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { partNames, rowsOf, type PartName } from '../../model/parts';
import { bytes } from '../../base/format';
import type { Connection } from '../../model/connection';
import { offeredLength, packCapture } from '../../model/share_link';
import type { ShareChoices } from '../../model/share_choices';
import { saveFile } from '../../ui/save_file';
import { base, controls } from '../../ui/styles';
import type { PageWords } from '../../words/page';
import { shareWords } from '../../words/share';
import { languageOf } from '../language_of';

/** File name of a shared capture; it reveals nothing about the original. */
const fileName = 'shared-connection.pcap';

/** Maximum size of a capture, in bytes, for which a link is attempted. */
const linkable = 4 * 1024 * 1024;

/** The chosen capture as a file, and packed for a link. */
interface Made {
  file: Blob;
  /** Null if the file is too large for a link. */
  packed: string | null;
}

@customElement('tcp-share-panel')
export class SharePanel extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        gap: 10px;
        padding: 14px;
        font-size: 13px;
        line-height: 18px;
      }
      .choices {
        display: grid;
        grid-template-columns: minmax(0, max-content) minmax(216px, 1fr);
        gap: 6px 12px;
        align-items: center;
      }
      label {
        color: var(--ink2);
      }
      select {
        font: inherit;
        color: inherit;
        background: var(--paper);
        border: 1px solid var(--hair2);
        border-radius: 6px;
        min-height: 28px;
        padding: 0 6px;
        min-width: 0;
      }
      select:hover {
        border-color: var(--edge);
      }
      .action {
        display: grid;
        gap: 4px;
        justify-items: start;
      }
      p,
      li {
        font-size: 12px;
        line-height: 17px;
        color: var(--ink2);
      }
      .lead {
        font-size: 13px;
        line-height: 18px;
        color: var(--ink);
      }
      .said:empty {
        display: none;
      }
      .said {
        color: var(--ink);
      }
      .button:disabled {
        color: var(--ink3);
        cursor: default;
        background: none;
      }
      @media (max-width: 719px) {
        select {
          min-height: 44px;
        }
      }
    `,
  ];

  @property({ attribute: false }) connection!: Connection;
  /** The segment on view, counted from 0. */
  @property({ attribute: false }) row = 0;
  @property({ attribute: false }) words!: PageWords;
  @property({ attribute: false }) share!: (choices: ShareChoices) => Promise<Blob>;
  @state() private chosenPart: PartName = 'all';
  @state() private choices: ShareChoices = {};
  @state() private made: Made | null = null;
  /** Result of the last command. */
  @state() private said = '';
  #turn = 0;

  /** Renders once the words of the language are loaded. */
  protected override async scheduleUpdate() {
    await shareWords.load(languageOf(this.words))?.catch(() => {});
    return super.scheduleUpdate();
  }

  override willUpdate(changed: Map<PropertyKey, unknown>) {
    if (changed.has('connection') && !rowsOf(this.connection, this.chosenPart))
      this.chosenPart = 'all';
    if (['connection', 'part', 'choices'].some((name) => changed.has(name))) void this.#make();
  }

  override render() {
    const words = shareWords.of(this.words.lang);
    const parts = partNames.filter((part) => rowsOf(this.connection, part));
    return html`<p class="lead">${words.lead}</p>
      <div class="choices">
        <label for="part">${this.words.notices.part}</label>
        <select id="part" @change=${this.#onPart}>
          ${parts.map(
            (part) =>
              html`<option value=${part} ?selected=${part === this.chosenPart}>
                ${this.words.notices.parts[part]}
              </option>`,
          )}
        </select>
        ${this.#choice('addresses', words.addresses, words.addressChoices)}
        ${this.#choice('ports', words.ports, words.portChoices)}
        ${this.#choice('times', words.times, words.timeChoices)}
        ${this.#choice('path', words.path, words.pathChoices)}
        ${this.#choice('payload', words.payload, words.payloadChoices)}
      </div>
      ${this.#actions()}
      <p class="said" role="status">${this.said}</p>
      <p>${words.never}<br />${words.always}</p>`;
  }

  #actions() {
    const words = shareWords.of(this.words.lang);
    const { made } = this;
    if (!made) return this.said ? nothing : html`<p>${words.working}</p>`;
    return html`<div class="action">
        <button class="button solid" ?disabled=${!this.#link()} @click=${this.#copy}>
          ${words.copy}
        </button>
        <p>${this.#aboutLink(made)}</p>
      </div>
      <div class="action">
        <button class="button" @click=${this.#save}>${words.save}</button>
        <p>${words.fileSize({ size: bytes(made.file.size) })}</p>
      </div>
      <div class="action">
        <button class="button" @click=${this.#copyHtml}>${words.copyHtml}</button>
        <p>${words.aboutHtml}</p>
      </div>`;
  }

  #aboutLink({ packed }: Made): string {
    const words = shareWords.of(this.words.lang);
    const limit = offeredLength;
    if (packed === null) return words.linkMuchTooLong({ limit });
    const characters = this.#address(packed).length;
    if (characters > limit) return words.linkTooLong({ characters, limit });
    const size = words.linkSize({ characters });
    return pageAddress() === '' ? `${size} ${words.fileOnly}` : size;
  }

  #choice<Name extends keyof ShareChoices>(
    name: Name,
    label: string,
    values: Readonly<Record<string, string>>,
  ) {
    // The first option is the default.
    return html`<label for=${name}>${label}</label>
      <select
        id=${name}
        @change=${(event: Event) => {
          this.choices = { ...this.choices, [name]: (event.target as HTMLSelectElement).value };
        }}
      >
        ${Object.entries(values).map(
          ([value, text]) => html`<option value=${value}>${text}</option>`,
        )}
      </select>`;
  }

  async #make() {
    const turn = ++this.#turn;
    this.made = null;
    this.said = '';
    try {
      const rows = rowsOf(this.connection, this.chosenPart);
      const file = await this.share(rows ? { ...this.choices, rows } : this.choices);
      const packed = file.size > linkable ? null : await packCapture(file);
      if (turn === this.#turn) this.made = { file, packed };
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
    }
  }

  #address(packed: string): string {
    const first = rowsOf(this.connection, this.chosenPart)?.first ?? 0;
    const step = Math.max(1, this.row - first + 1);
    return `${pageAddress()}#capture=${packed}&step=${step}`;
  }

  /** The link to copy; null if there is none or it is too long. */
  #link(): string | null {
    const packed = this.made?.packed;
    const link = packed ? this.#address(packed) : null;
    return link && link.length <= offeredLength ? link : null;
  }

  #copy = async () => {
    const link = this.#link();
    if (!link) return;
    try {
      await navigator.clipboard.writeText(link);
      this.said = this.words.notices.copied;
    } catch (error) {
      this.#fail(error);
    }
  };

  #copyHtml = async () => {
    if (!this.made) return;
    const { file, packed } = this.made;
    const words = shareWords.of(this.words.lang);
    try {
      const { pageHtml } = await import('./page_html');
      const language = languageOf(this.words);
      const { html, carries } = await pageHtml(file, packed, fileName, language);
      await navigator.clipboard.writeText(html);
      this.said = carries ? words.copiedHtml : words.copiedHtmlWithout({ name: fileName });
    } catch (error) {
      this.#fail(error);
    }
  };

  #save = () => {
    if (!this.made) return;
    saveFile(fileName, this.made.file);
    this.said = shareWords.of(this.words.lang).saved({ name: fileName });
  };

  #onPart = (event: Event) => {
    this.chosenPart = (event.target as HTMLSelectElement).value as PartName;
  };

  #fail(error: unknown) {
    const reason = error instanceof Error ? error.message : String(error);
    this.said = shareWords.of(this.words.lang).failed({ reason });
  }
}

/** URL of the page without its fragment; empty for file://, because the path is private. */
function pageAddress(): string {
  const { protocol, origin, pathname } = location;
  return protocol === 'file:' ? '' : `${origin}${pathname}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-share-panel': SharePanel;
  }
}
