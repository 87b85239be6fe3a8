// <tcp-step at="syn-ack">: a caption inside <tcp-ladder>, which selects its segment while it is
// being read. Without scripts, it is plain text.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RowSpan } from '../ladder/ladder_view';

/** The segments to which a caption's `at` refers. */
export interface Place {
  rows: RowSpan;
  /** Label of the button for screen readers: "#2 SYN ACK, server". */
  label: string;
  /** Comments of the file on these segments: the text of a caption that has none of its own. */
  comment: string;
}

/** Fires `tcp-step-choose` when the reader chooses it. */
@customElement('tcp-step')
export class TcpStep extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    :host([hidden]) {
      display: none;
    }
    .caption {
      border-inline-start: 2px solid var(--hair2);
      padding-inline-start: 16px;
      cursor: pointer;
    }
    .current {
      border-color: var(--ink);
    }
    button {
      all: unset;
      display: block;
      min-height: 24px;
      min-width: 24px;
      box-sizing: border-box;
      font: 600 13px/24px var(--sans);
      font-variant-numeric: tabular-nums lining-nums;
      color: var(--ink3);
      cursor: pointer;
    }
    .current button {
      color: var(--ink);
    }
    button:focus-visible {
      outline: 2px solid var(--ink);
      outline-offset: 2px;
      border-radius: 4px;
    }
    .text {
      display: block;
    }
    .comment {
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
    ::slotted(:first-child) {
      margin-block-start: 0 !important;
    }
    ::slotted(:last-child) {
      margin-block-end: 0 !important;
    }
    @media print {
      .caption {
        break-inside: avoid;
      }
    }
  `;

  /** Position: a segment `4`, segments `8-15`, `frame 17`, or a name such as `syn-ack`. */
  @property() at = '';
  /** Set by the ladder while this is the current caption. */
  @property({ type: Boolean, reflect: true }) current = false;
  @state() private place: Place | null = null;

  constructor() {
    super();
    this.addEventListener('click', this.#onClick);
  }

  /** Called by the ladder: the position to show, or null to become plain text again. */
  settle(place: Place | null) {
    const same = (['label', 'comment', 'rows'] as const).every(
      (name) => String(place?.[name]) === String(this.place?.[name]),
    );
    if (same) return;
    this.place = place;
    if (!place) this.current = false;
  }

  /** The author's text, as rendered; empty if there is none. */
  get ownText(): string {
    return this.innerText.trim();
  }

  get rows(): RowSpan | null {
    return this.place?.rows ?? null;
  }

  protected override render() {
    const { place } = this;
    if (!place) return html`<slot></slot>`;
    const [first, last] = place.rows;
    return html`<div part="caption" class=${this.current ? 'caption current' : 'caption'}>
      <button part="mark" aria-label=${place.label} aria-current=${this.current ? 'step' : nothing}>
        #${first + 1}${last > first ? `\u2013${last + 1}` : nothing}
      </button>
      <slot class="text"
        >${place.comment ? html`<bdi class="comment">${place.comment}</bdi>` : nothing}</slot
      >
    </div>`;
  }

  #onClick = (event: MouseEvent) => {
    const marks = String(document.getSelection()) !== '';
    const link = event.composedPath().some((node) => node instanceof HTMLAnchorElement);
    if (this.place && !link && !marks && !event.defaultPrevented) {
      // Composed, as captions made of comments are in the ladder's own tree.
      this.dispatchEvent(new CustomEvent('tcp-step-choose', { bubbles: true, composed: true }));
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-step': TcpStep;
  }
}
