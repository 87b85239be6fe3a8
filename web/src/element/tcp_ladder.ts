// <tcp-ladder>: one connection of a capture in anyone's page. Its own children stay on view until
// the ladder is drawn, and for good where it cannot be.
import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { spawn } from '#spawn';
import { Player } from '../app/player';
import { icons } from '../app/logo';
import { EngineClient, EngineFailure } from '../engine/client';
import { declaredLanguage, pickLanguage } from '../i18n/language';
import { wordsFor, type Words } from '../i18n/words';
import '../ladder/ladder-view';
import type { LadderEvents, LadderView } from '../ladder/ladder-view';
import type { Connection } from '../model';
import { ladderWords } from '../story/ladder-words';
import { storyOf } from '../story/story';
import { drawingStyles, hostTokens } from '../theme/styles';
import { elementStyles } from './element_styles';
import { SourceError, fetchCapture, inlineCapture } from './source';
import './step_tape';

/** How far outside the window the element begins to load. */
const ahead = '600px';

/** Detail of `load`. */
export interface LoadDetail {
  connections: number;
  segments: number;
}

/** Detail of `select`; `step` counts from 1, as the attribute does. */
export interface SelectDetail {
  step: number;
}

/**
 * Attributes, each also a property: `src` address of a capture (or a base64 script inside), `stream`
 * ordinal of the connection from 0, `step` segment to begin with from 1, `numbers` relative or
 * absolute, `theme` auto, light or dark, `loading` lazy or eager, `page` address of the TCP Ladder
 * page to link to. Language: `lang`, else that of the surrounding page, else the browser's.
 *
 * Events: `load` (LoadDetail), `select` (SelectDetail), `error` (an Error as detail).
 */
@customElement('tcp-ladder')
export class TcpLadder extends LitElement {
  static override styles = [
    hostTokens,
    drawingStyles,
    elementStyles,
    css`
      :host([hidden]) {
        display: none;
      }
    `,
  ];

  @property() src: string | null = null;
  @property({ type: Number }) stream = 0;
  @property({ type: Number }) step = 1;
  @property() numbers: 'relative' | 'absolute' = 'relative';
  @property({ reflect: true }) theme: 'auto' | 'light' | 'dark' = 'auto';
  @property() loading: 'lazy' | 'eager' = 'lazy';
  @property() page: string | null = null;

  @state() private connection: Connection | null = null;
  @state() private failure: string | null = null;
  @query('tcp-ladder-view') private view?: LadderView;

  readonly #client = new EngineClient(spawn);
  readonly #player = new Player(
    this,
    () => this.#advance(),
    () => this.#caption(),
  );
  #near = false;
  #seen: IntersectionObserver | undefined;
  #loading: AbortController | undefined;

  override connectedCallback() {
    super.connectedCallback();
    this.#near = this.loading === 'eager' || typeof IntersectionObserver === 'undefined';
    if (this.#near) return;
    this.#seen = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.#seen?.disconnect();
        this.#near = true;
        void this.#load();
      },
      { rootMargin: ahead },
    );
    this.#seen.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#seen?.disconnect();
    this.#loading?.abort();
    this.#client.dispose();
    this.connection = null;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('src') && this.#near) void this.#load();
    if (changed.has('stream') && !changed.has('src') && this.connection) void this.#showStream();
  }

  protected override firstUpdated() {
    if (this.#near && !this.#loading) void this.#load();
  }

  protected override render() {
    const words = this.#words;
    const { connection } = this;
    if (!connection) {
      return html`<slot></slot>${
          this.failure ? html`<p class="failure" role="alert">${this.failure}</p>` : nothing
        }`;
    }
    const row = this.#row;
    const last = connection.segments.count - 1;
    const { client, server } = connection;
    const { panel, page } = words;
    return html`<figure
      part="figure"
      lang=${page.lang}
      aria-label=${words.page.embedLabel({
        client: `${client.address}:${client.port}`,
        server: `${server.address}:${server.port}`,
      })}
    >
      <tcp-ladder-view
        part="ladder"
        .connection=${connection}
        .words=${ladderWords(words)}
        .options=${{ numbers: this.numbers }}
        .selected=${row}
        @select=${this.#onSelect}
        @keydown=${this.#onKey}
      ></tcp-ladder-view>
      <div class="controls" part="controls">
        <button
          aria-label=${panel.previous}
          ?disabled=${row === 0}
          @click=${() => this.#go(row - 1)}
        >
          ${icons.previous}
        </button>
        <button
          aria-label=${this.#player.playing ? panel.pause : panel.play}
          ?disabled=${row === last && !this.#player.playing}
          @click=${() => this.#player.toggle()}
        >
          ${this.#player.playing ? icons.pause : icons.play}
        </button>
        <button
          aria-label=${panel.next}
          ?disabled=${row === last}
          @click=${() => this.#go(row + 1)}
        >
          ${icons.next}
        </button>
        <tcp-step-tape
          .connection=${connection}
          .row=${row}
          .words=${words}
          @step=${(event: CustomEvent<number>) => this.#go(event.detail)}
        ></tcp-step-tape>
        ${
          this.page
            ? html`<a class="page" href=${`${this.page}#stream=${connection.index}&step=${row + 1}`}
                >${page.openInPage}</a
              >`
            : nothing
        }
      </div>
      <figcaption part="caption" aria-live="polite">
        <b>#${row + 1}</b>&ensp;${this.#caption()}
      </figcaption>
    </figure>`;
  }

  get #words(): Words {
    const declared = declaredLanguage(this.parentElement);
    return wordsFor(pickLanguage(this.lang, declared, navigator.languages));
  }

  /** The chosen segment, from 0. */
  get #row(): number {
    const last = (this.connection?.segments.count ?? 1) - 1;
    return Math.max(0, Math.min(last, Math.trunc(this.step || 1) - 1));
  }

  #caption(): string {
    if (!this.connection) return '';
    const { numbers } = this;
    return storyOf(this.connection, this.#row, { words: this.#words, numbers }).caption;
  }

  async #load() {
    this.#loading?.abort();
    const loading = (this.#loading = new AbortController());
    this.failure = null;
    try {
      // An element that is upgraded while the page is being parsed has no children yet.
      if (!this.src && document.readyState === 'loading') await parsed();
      const file =
        inlineCapture(this) ?? (this.src && (await fetchCapture(this.src, loading.signal)));
      if (loading.signal.aborted || !file) return;
      const { info, innerKind } = await this.#client.open(file);
      if (loading.signal.aborted) return;
      if (info.status === 1) {
        const { notACapture, fileKinds } = this.#words.findings;
        throw new Error(`${notACapture} (${fileKinds[innerKind]})`);
      }
      await this.#showStream(info.connections);
      const detail: LoadDetail = { connections: info.connections, segments: info.segments };
      this.dispatchEvent(new CustomEvent('load', { detail }));
    } catch (error) {
      if (!loading.signal.aborted) this.#fail(error);
    }
  }

  async #showStream(count?: number) {
    const { page } = this.#words;
    const of = count ?? (await this.#client.connections()).count;
    if (!(this.stream >= 0 && this.stream < of)) {
      throw new Error(page.noSuchStream({ stream: this.stream, of }));
    }
    this.connection = await this.#client.connection(this.stream);
  }

  #fail(error: unknown) {
    if (error instanceof EngineFailure && error.kind === 'superseded') return;
    const { page } = this.#words;
    this.failure =
      error instanceof SourceError
        ? page.fetchFailed(error)
        : `${page.embedFailed({ file: this.src ?? page.name })}: ${error instanceof Error ? error.message : String(error)}`;
    this.dispatchEvent(new CustomEvent('error', { detail: error }));
  }

  #advance(): boolean {
    const last = (this.connection?.segments.count ?? 0) - 1;
    if (this.#row >= last) return false;
    this.#choose(this.#row + 1);
    return true;
  }

  #go(row: number) {
    this.#player.stop();
    this.#choose(row);
    this.view?.reveal(this.#row);
  }

  #choose(row: number) {
    this.step = row + 1;
    const detail: SelectDetail = { step: this.step };
    this.dispatchEvent(new CustomEvent('select', { detail }));
  }

  #onSelect = (event: LadderEvents['select']) => {
    // The event of the part inside; the element tells of its own below.
    event.stopPropagation();
    this.#player.stop();
    this.#choose(event.detail.row);
  };

  #onKey = (event: KeyboardEvent) => {
    if (event.key !== ' ' || event.defaultPrevented) return;
    event.preventDefault();
    this.#player.toggle();
  };
}

const parsed = () =>
  new Promise<void>((resolve) =>
    document.addEventListener('DOMContentLoaded', () => resolve(), { once: true }),
  );

declare global {
  interface HTMLElementTagNameMap {
    'tcp-ladder': TcpLadder;
  }
}
