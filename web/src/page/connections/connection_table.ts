// The connections as a grid; only the rows on view are in the DOM.
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { plainText } from '../../base/plain_text';
import { bytes, count, duration } from '../../base/format';
import { numberText } from '../../model/connection_number';
import { mainLimitOf } from '../../model/insight';
import type { PageWords } from '../../words/page';
import { clockForm } from '../../base/moment';
import { clockPieces } from '../../ladder/clock';
import { anotherTask } from '../../base/another_task';
import { lifeMark } from '../../marks/life';
import { drawingStyles } from '../../theme/styles';
import { findingNames } from './connection_findings';
import type { ExtraKey, Order, SortKey } from './connection_order';
import type { ConnectionRow, ConnectionRows } from './connection_rows';
import { limitWords } from '../../words/limit';
import { RowWindow } from './row_window';
import { shorten } from './shorten';
import { base } from '../../ui/styles';
import { columnGap, columnsFor, leastName, markOnly, type Column } from './table_columns';
import { nameGap, tableNeeds, textMeasure } from './table_needs';

export const rowHeight = 27;
const headHeight = 27;

/** Fires `choose` with the index of a connection, and `sort` with the key of a column. */
@customElement('tcp-connection-table')
export class ConnectionTableElement extends LitElement {
  static override styles = [
    base,
    drawingStyles,
    css`
      :host {
        display: block;
        font-size: 12.5px;
        line-height: 18px;
      }
      :host([hidden]) {
        display: none;
      }
      .scroller {
        overflow: hidden auto;
        scrollbar-width: thin;
        /* Whole rows only; the border replaces the line below the last one. */
        max-height: var(--table-height, 188px);
        border-bottom: 1px solid var(--hair);
      }
      /* Two rows fewer in a low window, because the ladder matters most. */
      @media (max-height: 960px) {
        .scroller {
          max-height: var(--table-height, 134px);
        }
      }
      [role='grid']:focus-visible {
        outline: none;
      }
      [role='grid']:focus-visible .active {
        outline: 2px solid var(--ink);
        outline-offset: -2px;
        border-radius: 4px;
      }
      [role='row'] {
        display: grid;
        column-gap: ${columnGap}px;
        align-items: center;
        white-space: nowrap;
      }
      .head {
        position: sticky;
        top: 0;
        z-index: 1;
        height: ${headHeight}px;
        background: var(--paper);
        border-bottom: 1px solid var(--hair2);
        color: var(--ink3);
      }
      .head button {
        all: unset;
        position: relative;
        cursor: pointer;
        line-height: 26px;
        font-weight: 500;
      }
      .head button:hover {
        color: var(--ink);
      }
      .head button:focus-visible {
        outline: 2px solid var(--ink);
        outline-offset: 1px;
        border-radius: 3px;
      }
      /* In the gap next to its column, so that no column changes when it is sorted. */
      .arrow {
        position: absolute;
        left: calc(100% + 2px);
      }
      .right .arrow {
        left: auto;
        right: calc(100% + 2px);
      }
      .body {
        position: relative;
      }
      .row {
        position: absolute;
        inset: 0 0 auto;
        height: ${rowHeight}px;
        border-bottom: 1px solid var(--hair);
        cursor: pointer;
      }
      .row:hover,
      .row.chosen {
        background: var(--sel);
      }
      .row.chosen {
        box-shadow: inset 2px 0 0 var(--ink);
      }
      @media (forced-colors: active) {
        .row.chosen {
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }
      .right {
        text-align: right;
      }
      [role='gridcell'] {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .name {
        margin-left: 4px;
        color: var(--ink3);
      }
      .outcome {
        display: flex;
        align-items: center;
        gap: 9px;
        overflow: hidden;
      }
      .outcome svg {
        flex: none;
      }
      .index {
        color: var(--ink3);
        padding-left: 4px;
      }
      .row.chosen .index {
        color: var(--ink2);
      }
      .start {
        color: var(--ink2);
      }
    `,
  ];

  @property({ attribute: false }) rows: ConnectionRows | null = null;
  /** Indices of the connections to show, in order. */
  @property({ attribute: false }) shown: Uint32Array = new Uint32Array(0);
  /** Index of the connection on view. */
  @property({ type: Number }) chosen = -1;
  @property({ attribute: false }) order: Order = { key: 'index', descending: false };
  /** Columns in addition to the usual ones. */
  @property({ attribute: false }) extras: readonly ExtraKey[] = [];
  @property({ attribute: false }) words!: PageWords;

  @state() private active = 0;
  /** The connection last chosen here; the reader may choose another before it is on view. */
  #choosing = -1;
  @state() private width = 0;
  @query('.scroller') private scroller?: HTMLElement;
  @query('[role=grid]') private grid?: HTMLElement;

  readonly #window = new RowWindow(
    this,
    { row: rowHeight, head: headHeight, around: 12 },
    () => this.scroller ?? null,
  );
  /** Measures text widths for the column layout. */
  #measure: (text: string) => number = (text) => 8 * text.length;
  #columns: Column[] = [];
  /** Inputs of the current column layout. */
  #laidOut: [ConnectionRows?, PageWords?, number?, (readonly ExtraKey[])?] = [];
  #drawn: ConnectionRows | null | undefined;
  readonly #resize = new ResizeObserver(([entry]) => {
    // The width is 0 while the table is hidden.
    this.width = Math.round(entry!.contentRect.width) || this.width;
  });

  override connectedCallback() {
    super.connectedCallback();
    this.#resize.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#resize.disconnect();
  }

  protected override async scheduleUpdate() {
    if (this.rows !== this.#drawn || this.#columns.length === 0) {
      await anotherTask();
      // Lays out the columns in a task of its own, before the drawing uses them.
      this.#layOut();
      await anotherTask();
    }
    return super.scheduleUpdate();
  }

  /** Columns change neither on scrolling nor on filtering. */
  #layOut() {
    const { rows, words, width, extras } = this;
    if (!rows || width === 0) return;
    const layOut = [rows, words, width, extras] as const;
    if (layOut.every((value, i) => value === this.#laidOut[i])) return;
    this.#laidOut = [...layOut];
    const measure = (this.#measure = textMeasure(this));
    const needs = tableNeeds(rows, words, width, measure);
    this.#columns = columnsFor(width, needs, measure('255.255.255.255:65535'), extras);
  }

  override willUpdate(changed: Map<PropertyKey, unknown>) {
    this.#drawn = this.rows;
    this.#layOut();
    const chosenHere = this.chosen === this.#choosing;
    if (changed.has('chosen')) this.#choosing = -1;
    if (changed.has('shown') || (changed.has('chosen') && !chosenHere)) {
      const before = changed.get('shown') as typeof this.shown | undefined;
      // A list of the same length was sorted, or more is known of it: the reader stays at the row.
      const same = !changed.has('chosen') && before?.length === this.shown.length;
      const reached = same ? before[this.active] : undefined;
      const kept = reached === undefined ? -1 : this.shown.indexOf(reached);
      const at = kept >= 0 ? kept : this.shown.indexOf(this.chosen);
      if (at >= 0) this.active = at;
      else this.active = Math.max(0, Math.min(this.active, this.shown.length - 1));
    }
  }

  override updated(changed: Map<PropertyKey, unknown>) {
    if (changed.has('chosen') && this.shown[this.active] === this.chosen) this.#reveal();
  }

  override render() {
    if (!this.rows || this.width === 0) return html`<div class="scroller"></div>`;
    const columns = this.#columns;
    const tracks = columns.map(({ width }) => `${width.toFixed(1)}px`).join(' ');
    const { from, to } = this.#window.range(this.shown.length);
    return html`<div class="scroller">
      <div
        role="grid"
        tabindex="0"
        aria-label=${this.words.page.connections}
        aria-rowcount=${this.shown.length + 1}
        aria-activedescendant=${this.shown.length > 0 ? `row-${this.shown[this.active]}` : nothing}
        @keydown=${this.#onKey}
      >
        <div role="rowgroup" class="head-group">
          <div
            role="row"
            class="head"
            aria-rowindex="1"
            .style=${`grid-template-columns: ${tracks}`}
          >
            ${columns.map((column) => this.#head(column))}
          </div>
        </div>
        <div role="rowgroup" class="body" .style=${`height: ${this.shown.length * rowHeight}px`}>
          ${
            // Keyed by position, so that a new filter result reuses the existing rows.
            repeat(
              Array.from(this.shown.subarray(from, to)),
              (_, place) => from + place,
              (index, place) => this.#row(index, from + place, columns, tracks),
            )
          }
        </div>
      </div>
    </div>`;
  }

  #head({ key, align }: Column) {
    const sorted = this.order.key === key;
    const heads = this.words.summary.heads;
    const name = { ...heads, index: heads.ordinal, duration: heads.lasted }[key];
    return html`<span
      role="columnheader"
      class=${align}
      aria-sort=${sorted ? (this.order.descending ? 'descending' : 'ascending') : nothing}
      ><button @click=${() => this.#fire('sort', key)}>
        ${name}${
          sorted
            ? html`<span class="arrow" aria-hidden="true"
                >${this.order.descending ? '↓' : '↑'}</span
              >`
            : nothing
        }
      </button></span
    >`;
  }

  #row(index: number, at: number, columns: Column[], tracks: string) {
    const row = this.rows!.at(index);
    const chosen = index === this.chosen;
    return html`<div
      role="row"
      id=${`row-${index}`}
      class=${`row${chosen ? ' chosen' : ''}${at === this.active ? ' active' : ''}`}
      aria-rowindex=${at + 2}
      aria-selected=${chosen}
      .style=${`grid-template-columns: ${tracks}; transform: translateY(${at * rowHeight}px)`}
      @click=${() => this.#fire('choose', index)}
    >
      ${columns.map(
        (column) =>
          html`<span role="gridcell" class=${`${column.key} ${column.align}`}
            >${this.#cell(column, row)}</span
          >`,
      )}
    </div>`;
  }

  #cell({ key, width }: Column, row: ConnectionRow): TemplateResult | TemplateResult[] | string {
    switch (key) {
      case 'index':
        return numberText(row.number);
      case 'start': {
        return clockPieces(row.start, clockForm(this.rows!.lastStart)).map(
          ({ text, dx }) => html`<span .style=${`margin-left: ${dx}px`}>${text}</span>`,
        );
      }
      case 'client':
      case 'server': {
        const names = row.names[key === 'client' ? 0 : 1].map(plainText);
        const shown = shorten(row[key], (text) => this.#measure(text) <= width);
        const [name = ''] = names;
        const room = width - this.#measure(shown);
        const named = name !== '' && room >= Math.min(leastName, this.#measure(name) + nameGap);
        return html`<span title=${[row[key], ...names].join(' ')}
          >${shown}${named ? html` <bdi class="name">${name}</bdi>` : nothing}</span
        >`;
      }
      case 'outcome': {
        const word = this.words.summary.outcomes[row.outcome];
        return html`<span class="outcome" title=${word}
          >${lifeMark(row.outcome)}<span class=${this.width < markOnly ? 'hidden' : ''}
            >${word}</span
          ></span
        >`;
      }
      case 'zeek':
        return html`<span title=${this.words.summary.zeek[row.zeekState]}>${row.zeekState}</span>`;
      case 'history':
        return html`<span class="mono">${row.history}</span>`;
      case 'duration':
        return duration(row.duration);
      case 'sent':
        return bytes(row.sent);
      case 'received':
        return bytes(row.received);
      case 'segments':
        return count(row.segments);
      case 'findings': {
        const names = findingNames(this.rows!, row.index, this.words);
        return html`<span title=${names}>${names}</span>`;
      }
      default:
        return this.#extra(key, row);
    }
  }

  /** Empty if the value is unknown or zero. */
  #extra(key: Exclude<ExtraKey, 'findings'>, row: ConnectionRow): string {
    const { measures, table } = this.rows!;
    if (key === 'frame') return String(table.frame[row.index]);
    if (key === 'retransmissions') return row.retransmissions ? count(row.retransmissions) : '';
    if (key === 'limit') return this.#limit(row.index);
    const value = measures?.[key][row.index] ?? 0;
    if (value <= 0) return '';
    return key === 'throughput' ? `${bytes(Math.round(value))}/s` : duration(value);
  }

  /** What limited it most, and for which share of the transfer. */
  #limit(index: number): string {
    const { limits } = this.rows!;
    const main = limits && mainLimitOf(limits, index);
    if (!main) return '';
    const { lang } = this.words;
    void limitWords.load(lang)?.then(() => this.requestUpdate());
    return `${limitWords.of(lang).names[main.limit]} ${Math.round(100 * main.share)} %`;
  }

  /** Focuses the rows. */
  override focus() {
    this.grid?.focus();
  }

  #onKey(event: KeyboardEvent) {
    // The column headers are buttons with their own keys.
    if (event.target instanceof HTMLButtonElement) return;
    const page = Math.max(1, Math.floor((this.scroller?.clientHeight ?? 0) / rowHeight) - 2);
    const last = this.shown.length - 1;
    const target = {
      ArrowUp: this.active - 1,
      ArrowDown: this.active + 1,
      PageUp: this.active - page,
      PageDown: this.active + page,
      Home: 0,
      End: last,
    }[event.key];
    if (target !== undefined) {
      this.active = Math.min(last, Math.max(0, target));
      this.#reveal();
    } else if (event.key === 'Enter') {
      const index = this.shown[this.active];
      if (index !== undefined) {
        this.#choosing = index;
        this.#fire('choose', index);
      }
    } else {
      return;
    }
    event.preventDefault();
  }

  #reveal() {
    this.#window.reveal(this.active);
  }

  #fire(name: 'choose', detail: number): void;
  #fire(name: 'sort', detail: SortKey): void;
  #fire(name: string, detail: unknown) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-connection-table': ConnectionTableElement;
  }
}
