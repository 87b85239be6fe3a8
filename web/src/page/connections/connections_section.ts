// The section about all connections: filter, groups, time strip, table. If the reader has closed
// the table, one line with arrows.
import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { count } from '../../base/format';
import { plainText } from '../../base/plain_text';
import type { PageWords } from '../../words/page';
import { anotherTask } from '../../base/another_task';
import type { MeasureTable } from '../../../generated/tables';
import type { Connection } from '../../model/connection';
import type { Incident } from '../../model/incidents';
import { numberText } from '../../model/connection_number';
import './connection_table';
import {
  countGroups,
  filterRows,
  noFilter,
  timeSpan,
  unknownWords,
  withTimeSpan,
  type TimeSpan,
} from './connection_filter';
import { findingsIn } from './connection_findings';
import { groupStyles, groupTable, groupings, groupsOf, type Grouping } from './connection_groups';
import {
  extraKeys,
  isExtra,
  sortRows,
  type ExtraKey,
  type Order,
  type SortKey,
} from './connection_order';
import type { ConnectionRows } from './connection_rows';
import { filterHint, filterHintStyles, type FilterExamples } from './filter_hint';
import { icons } from '../../ui/icons';
import { saveFile } from '../../ui/save_file';
import { payloadTerms } from '../../model/payload_pattern';
import { nearestWords } from './nearest_words';
import { PayloadFilter, type FindPayload } from './payload_filter';
import { outcomeGroups, type OutcomeGroup } from './outcome_groups';
import { base, controls } from '../../ui/styles';
import { sectionStyles } from './section_styles';
import './time_strip';
import { whenIdle } from '../../base/when_idle';

/** A connection to show. */
export interface Chosen {
  index: number;
  /** Step to show, from 1; undefined for the first. */
  step?: number | undefined;
}

/** Fires `choose`. */
@customElement('tcp-connections')
export class ConnectionsSection extends LitElement {
  static override styles = [base, controls, filterHintStyles, groupStyles, sectionStyles];

  @property({ attribute: false }) rows!: ConnectionRows;
  /** Measures of the rows, once they are loaded. */
  @property({ attribute: false }) measures: MeasureTable | null = null;
  /** Incidents in the capture, for the exported list. */
  @property({ attribute: false }) incidents: readonly Incident[] = [];
  @property({ attribute: false }) chosen: Connection | null = null;
  /** Duration of the capture in seconds. */
  @property({ type: Number }) duration = 0;
  @property({ attribute: false }) words!: PageWords;
  /** Searches the payload; null if the capture has none. */
  @property({ attribute: false }) findPayload: FindPayload | null = null;

  @state() private query = '';
  @state() private groups: ReadonlySet<OutcomeGroup> = new Set();
  @state() private order: Order = { key: 'index', descending: false };
  /** On a phone the list covers the screen, so it opens only on request. */
  @state() private open = !matchMedia('(max-width: 719px)').matches;
  /** Created when the filter is first focused. */
  @state() private examples: FilterExamples | null = null;
  @state() private hintAway = false;
  @state() private grouping: Grouping = 'none';
  @state() private extras: readonly ExtraKey[] = [];
  @query('tcp-connection-table') private list?: HTMLElement;
  @query('input') private input?: HTMLInputElement;

  #drawn: ConnectionRows | undefined;
  #shown: Uint32Array = new Uint32Array(0);
  /** The last list of rows that was not empty. */
  #listed: Uint32Array = new Uint32Array(0);
  #counts = new Map<OutcomeGroup, number>();
  readonly #payload = new PayloadFilter(this);

  protected override async scheduleUpdate() {
    if (this.rows !== this.#drawn) await anotherTask();
    return super.scheduleUpdate();
  }

  override willUpdate(changed: Map<PropertyKey, unknown>) {
    this.#drawn = this.rows;
    if (changed.has('rows')) {
      this.#counts = countGroups(this.rows);
      this.#listed = new Uint32Array(0);
      this.#prepare(this.rows);
      this.examples = null;
    }
    const { rest, changed: foundMore } = this.#payload.follow(
      this.query,
      this.rows,
      this.findPayload,
    );
    if (
      foundMore ||
      ['rows', 'measures', 'query', 'groups', 'order', 'words'].some((name) => changed.has(name))
    ) {
      const { outcomes } = this.words.summary;
      const passed = filterRows(
        this.rows,
        { query: rest, groups: this.groups, among: this.#payload.among },
        (outcome) => outcomes[outcome],
      );
      this.#shown = sortRows(this.rows, passed, this.order);
      if (this.#shown.length > 0) this.#listed = this.#shown;
    }
  }

  override render() {
    const { page } = this.words;
    const filtered = this.#shown.length < this.rows.count;
    return html`<div class="frame">
      <section
        class="${this.open ? 'open' : 'closed'} ${this.query === '' ? '' : 'searching'}"
        aria-labelledby="title"
        @keydown=${this.#onKey}
      >
        <div class="head">
          <h2 id="title">
            ${
              this.open
                ? filtered
                  ? page.filtered({ shown: this.#shown.length, of: this.rows.count })
                  : page.connections
                : page.streamOf({
                    stream: this.chosen ? numberText(this.chosen.number) : '',
                    of: this.rows.count,
                  })
            }
          </h2>
          ${this.open ? nothing : this.#arrows()}
          <div class="filter" @focusin=${this.#onFilter} @focusout=${this.#onLeft}>
            <input
              type="search"
              aria-label=${page.filter}
              aria-describedby=${this.examples ? 'filter-hint' : nothing}
              placeholder=${page.filterHint}
              .value=${this.query}
              @input=${this.#onInput}
            />
            ${this.examples ? filterHint(this.examples, this.words, this.hintAway, this.#add) : nothing}
          </div>
          ${this.open ? this.#groupButtons() : nothing} ${this.open ? this.#tools() : nothing}
          <button class="button quiet toggle" aria-expanded=${this.open} @click=${this.#toggle}>
            ${this.open ? page.hideTable : page.showTable} <kbd aria-hidden="true">T</kbd>
          </button>
        </div>
        ${this.#payload.status(this.words.lang)}
        <tcp-time-strip
          .rows=${this.rows}
          .duration=${this.duration}
          .chosen=${
            this.chosen && {
              from: this.chosen.start,
              to: this.chosen.start + this.chosen.duration,
            }
          }
          .span=${this.query.split(/\s+/).map(timeSpan).find(Boolean) ?? null}
          .words=${this.words}
          @span=${this.#onSpan}
        ></tcp-time-strip>
        ${this.open ? (this.#groups() ?? this.#table()) : nothing}
      </section>
    </div>`;
  }

  /** Filters the connections by a query; chooses the first match, or `first` if given. */
  filterBy(query: string, first?: number) {
    this.query = query;
    this.groups = new Set();
    this.open = true;
    if (first !== undefined) return;
    void this.updateComplete.then(() => {
      const [foremost] = this.#shown;
      if (foremost === undefined || this.#shown.includes(this.chosen?.index ?? -1)) return;
      this.dispatchEvent(new CustomEvent<number>('choose', { detail: foremost }));
    });
  }

  /** Moves the focus to the filter. */
  search() {
    this.open = true;
    void this.updateComplete.then(() => this.input?.focus());
  }

  /** Shows the connection `by` rows further down the table. */
  move(by: 1 | -1) {
    const at = this.#shown.indexOf(this.chosen?.index ?? 0);
    const next = this.#shown[Math.max(0, Math.min(this.#shown.length - 1, at + by))];
    if (next !== undefined && next !== this.chosen?.index) this.#choose(next);
  }

  // Prepares in idle time what the first query would wait for, in short steps: indices, and one
  // search for each kind of column, because the first loop over a hundred thousand values takes
  // several times as long as the next.
  #prepare(rows: ConnectionRows) {
    const search = (query: string) => filterRows(rows, { ...noFilter, query }, String);
    const steps = [
      () => rows.addresses,
      () => rows.addresses.prepare(),
      () => search('1'),
      () => search('a >1s'),
      () => search('@0-1 rst sf'),
    ];
    const make = () => {
      if (!this.isConnected || rows !== this.rows) return;
      steps.shift()?.();
      if (steps.length > 0) whenIdle(make);
    };
    whenIdle(make);
  }

  // Without matches, the table is hidden but keeps its rows: rendering them again would delay the
  // next key.
  #table() {
    const { page } = this.words;
    const none = this.#shown.length === 0;
    return html`${
        none
          ? html`<p class="none" role="status">
              ${this.#unknown()} ${page.nothingMatches}
              <button class="link" @click=${this.#clear}>${page.clearFilter}</button>
            </p>`
          : nothing
      }<tcp-connection-table
        ?hidden=${none}
        .rows=${this.rows}
        .shown=${this.#listed}
        .chosen=${this.chosen?.index ?? -1}
        .order=${this.order}
        .extras=${this.extras}
        .words=${this.words}
        @choose=${(event: CustomEvent<number>) => this.#choose(event.detail)}
        @sort=${this.#onSort}
      ></tcp-connection-table>`;
  }

  /** Words that match nothing, each with the nearest names. */
  #unknown() {
    const { outcomes } = this.words.summary;
    const unknown = unknownWords(
      this.rows,
      payloadTerms(this.query).rest,
      (outcome) => outcomes[outcome],
    );
    return unknown.map((word) => {
      const near = nearestWords(word, this.words);
      const replace = (name: string) => (this.query = this.query.replace(word, () => name));
      return html`${this.words.filter.unknown({ word: plainText(word) })}
      ${
        near.length > 0
          ? html`${this.words.filter.nearest}
            ${near.map(
              (name) => html`<button class="link" @click=${() => replace(name)}>${name}</button> `,
            )}`
          : nothing
      }`;
    });
  }

  #arrows() {
    const { page } = this.words;
    return html`<span class="arrows">
      <button
        class="button quiet icon"
        aria-label=${page.previousConnection}
        @click=${() => this.move(-1)}
      >
        ${icons.previous}
      </button>
      <button
        class="button quiet icon"
        aria-label=${page.nextConnection}
        @click=${() => this.move(1)}
      >
        ${icons.next}
      </button>
    </span>`;
  }

  /** The choice of columns and grouping, and the export of the list. */
  #tools() {
    const { page, summary } = this.words;
    const toggled = (key: ExtraKey) =>
      extraKeys.filter((k) => this.extras.includes(k) !== (k === key));
    return html`<div class="tools">
      <label
        >${page.groupBy}
        <select
          @change=${(event: Event) => {
            this.grouping = (event.target as HTMLSelectElement).value as Grouping;
          }}
        >
          ${groupings.map(
            (name) =>
              html`<option .value=${name} ?selected=${name === this.grouping}>
                ${page.groupings[name]}
              </option>`,
          )}
        </select>
      </label>
      <details>
        <summary>${page.columns}</summary>
        <ul>
          ${extraKeys.map(
            (key) =>
              html`<li>
                <label
                  ><input
                    type="checkbox"
                    .checked=${this.extras.includes(key)}
                    @change=${() => (this.extras = toggled(key))}
                  />${summary.heads[key]}</label
                >
              </li>`,
          )}
        </ul>
      </details>
      <details>
        <summary>${page.saveList}</summary>
        <ul>
          ${(['csv', 'json'] as const).map(
            (format) =>
              html`<li>
                <button class="link" @click=${() => void this.#save(format)}>
                  ${format.toUpperCase()}
                </button>
              </li>`,
          )}
        </ul>
      </details>
    </div>`;
  }

  async #save(format: 'csv' | 'json') {
    const { listCsv, listJson } = await import('../../export');
    const { table, measures, limits } = this.rows;
    const list = { table, measures, limits, order: this.#shown };
    const [text, type] =
      format === 'csv'
        ? [listCsv(list), 'text/csv']
        : [listJson(list, this.incidents), 'application/json'];
    saveFile(`tcp-ladder-list.${format}`, new Blob([text], { type: `${type};charset=utf-8` }));
  }

  /** The groups; null if the connections are not grouped. */
  #groups() {
    const { grouping: by } = this;
    if (by === 'none') return null;
    const groups = groupsOf(this.rows, this.#shown, by, this.words);
    return groupTable(groups, by, this.words, (query) => {
      this.grouping = 'none';
      this.#add(query);
    });
  }

  #groupButtons() {
    const present = (Object.keys(outcomeGroups) as OutcomeGroup[]).filter((group) =>
      this.#counts.has(group),
    );
    if (present.length < 2) return nothing;
    return html`<div class="groups">
      ${present.map(
        (group) =>
          html`<button
            aria-pressed=${this.groups.has(group)}
            @click=${() => this.#toggleGroup(group)}
          >
            ${this.words.summary.facets[group]}<span>${count(this.#counts.get(group)!)}</span>
          </button>`,
      )}
    </div>`;
  }

  #choose(index: number) {
    if (matchMedia('(max-width: 719px)').matches) this.open = false;
    const detail: Chosen = { index, step: this.#payload.stepOf(index) };
    this.dispatchEvent(new CustomEvent<Chosen>('choose', { detail }));
  }

  #toggleGroup(group: OutcomeGroup) {
    const groups = new Set(this.groups);
    if (!groups.delete(group)) groups.add(group);
    this.groups = groups;
  }

  #toggle = () => {
    this.open = !this.open;
  };

  #clear = () => {
    this.query = '';
    this.groups = new Set();
  };

  #onInput = () => {
    this.query = this.input!.value;
    // While the reader types, the table matters more than the hint.
    this.hintAway = this.query !== '';
  };

  #onFilter = () => {
    this.examples ??= {
      server: this.rows.at(0).server,
      findings: findingsIn(this.rows),
      payload: this.findPayload !== null,
    };
  };

  #onLeft = (event: FocusEvent) => {
    const { currentTarget: filter, relatedTarget: next } = event;
    if (!(next instanceof Node && (filter as Node).contains(next))) this.hintAway = false;
  };

  #add = (example: string) => {
    const words = this.query.trim();
    if (!` ${words} `.includes(` ${example} `)) this.query = `${words} ${example}`.trim();
    this.input?.focus();
  };

  #onSpan = (event: CustomEvent<TimeSpan | null>) => {
    this.query = withTimeSpan(this.query, event.detail);
  };

  #onSort = ({ detail: key }: CustomEvent<SortKey>) => {
    // Columns of problems sort in descending order first.
    const descending = this.order.key === key ? !this.order.descending : isExtra(key);
    this.order = { key, descending };
  };

  #onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.composedPath()[0] instanceof HTMLInputElement) {
      if (event.key === 'ArrowDown') {
        event.preventDefault();
        this.hintAway = true;
        this.list?.focus();
        return;
      }
      // The first Escape closes the hint, the second clears the query.
      if (event.key !== 'Escape') return;
      event.preventDefault();
      if (this.examples && !this.hintAway) this.hintAway = true;
      else this.#clear();
      return;
    }
    if (event.key === 't' || event.key === 'T') this.#toggle();
    else if (event.key === '/') this.input?.focus();
    else if (event.key === '[') this.move(-1);
    else if (event.key === ']') this.move(1);
    else return;
    event.preventDefault();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-connections': ConnectionsSection;
  }
}
