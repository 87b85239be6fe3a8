// Two connections side by side: which capture and connection B is, where they part, and both ladders with
// rows that are level.
import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, queryAll, state } from 'lit/decorators.js';
import { endpoint, unbroken } from '../../base/format';
import type { LadderEvents, LadderView } from '../../ladder/ladder_view';
import type { LadderOptions } from '../../ladder/options';
import type { LadderWords } from '../../ladder/words';
import { divergencesOf, lineOfRows, linesOf } from '../../model/comparison';
import type { AlignedLine, Both, Compared, Divergence } from '../../model/comparison';
import type { Connection } from '../../model/connection';
import type { ConnectionNumber } from '../../model/connection_number';
import { divergenceText } from '../../story/comparison';
import { drawingStyles } from '../../theme/styles';
import { saveFile } from '../../ui/save_file';
import { base, controls } from '../../ui/styles';
import { compareWords } from '../../words/compare';
import type { PageWords } from '../../words/page';
import type { ConnectionRows } from '../connections/connection_rows';
import { comparisonStyles } from './comparison_styles';

/** Which connection is B: null where none is chosen yet. */
export interface ComparisonPlace {
  other: ConnectionNumber | null;
  /** Name of its capture; null where it is that of A. */
  beside: string | null;
}

/** How the page gets at captures. */
export interface ComparisonSource {
  /** The second connection is ready to be drawn. */
  compare(index: number, other: number, beside: boolean): Promise<Compared>;
  openBeside(file: File): Promise<ConnectionRows>;
}

/** What the page has loaded already: imported here, it would be torn out of the first load's files. */
export interface ComparisonTools {
  ladderWords: (words: PageWords) => LadderWords;
  numberText: (number: ConnectionNumber) => string;
  parseNumber: (text: string) => ConnectionNumber | undefined;
  plainText: (text: string) => string;
}

export interface ComparisonEvents {
  place: CustomEvent<ComparisonPlace>;
  select: CustomEvent<{ row: number }>;
  swap: CustomEvent<ConnectionNumber>;
}

/** Connections that are offered by name; the others are chosen in the table. */
const mostOffered = 500;

/** The capture of B where it is another one. */
interface BesideCapture {
  file: File;
  rows: ConnectionRows;
}

@customElement('tcp-comparison')
export class ComparisonView extends LitElement {
  static override styles = [base, controls, drawingStyles, comparisonStyles];

  @property({ attribute: false }) connection: Connection | null = null;
  /** Of the capture of A. */
  @property({ attribute: false }) rows: ConnectionRows | null = null;
  @property({ attribute: false }) words!: PageWords;
  @property({ attribute: false }) options!: LadderOptions;
  @property({ attribute: false }) tools!: ComparisonTools;
  @property({ attribute: false }) place: ComparisonPlace = { other: null, beside: null };
  /** Other files that were opened together with this one. */
  @property({ attribute: false }) files: readonly File[] = [];
  /** Name of the capture of A. */
  @property() name = '';
  @property({ attribute: false }) source!: ComparisonSource;

  @state() private compared: Compared | null = null;
  @state() private problem: 'failed' | 'refused' | null = null;
  @state() private selected: Both<number | null> = [null, null];
  /** Which of both is on view where there is room for one. */
  @state() private shown: 0 | 1 = 0;
  @query('input[type=file]') private chooser!: HTMLInputElement;
  @queryAll('tcp-ladder-view') private views!: NodeListOf<LadderView>;

  #beside: BesideCapture | null = null;
  #opened: readonly File[] = [];
  #turn = 0;
  #lines: AlignedLine[] = [];
  #lineOf: [Uint32Array, Uint32Array] = [new Uint32Array(), new Uint32Array()];
  #found: Divergence[] = [];

  get #compare() {
    return compareWords.of(this.words.lang);
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    void compareWords.load(this.words.lang)?.then(() => this.requestUpdate());
    if (changed.has('connection') || changed.has('place')) void this.#follow();
  }

  /** Compares what is chosen now. */
  async #follow() {
    const { connection, place } = this;
    if (!connection) return;
    const turn = ++this.#turn;
    this.problem = null;
    try {
      if (place.beside !== null && this.#beside?.file.name !== place.beside) {
        const file = this.#known.find(({ name }) => name === place.beside);
        if (!file) return this.#take(null);
        await this.#open(file);
        if (turn !== this.#turn) return;
      }
      const beside = place.beside !== null;
      const rows = beside ? (this.#beside?.rows ?? null) : this.rows;
      if (!rows || rows.count === 0) {
        this.#take(null);
        this.problem = beside ? 'refused' : null;
        return;
      }
      const other = place.other && indexOf(rows, place.other);
      if (other === null) {
        const usual = mostAlike(rows, connection, beside);
        if (usual !== null) this.#choose({ ...place, other: rows.at(usual).number });
        else this.#take(null);
        return;
      }
      const compared = await this.source.compare(connection.index, other, beside);
      if (turn === this.#turn) this.#take(compared);
    } catch (error) {
      console.warn(error);
      if (turn !== this.#turn) return;
      this.#take(null);
      this.problem = 'failed';
    }
  }

  get #known(): readonly File[] {
    return [...this.files, ...this.#opened];
  }

  async #open(file: File) {
    this.#beside = null;
    this.#beside = { file, rows: await this.source.openBeside(file) };
  }

  #take(compared: Compared | null) {
    this.compared = compared;
    this.#lines = compared ? linesOf(compared.lines) : [];
    this.#found = compared ? divergencesOf(compared.divergences) : [];
    this.#lineOf = compared
      ? [lineOfRows(compared.lines, 0), lineOfRows(compared.lines, 1)]
      : [new Uint32Array(), new Uint32Array()];
    this.selected = this.#found[0]?.rows ?? [null, null];
    this.requestUpdate();
  }

  protected override render() {
    const compare = this.#compare;
    const { connection, compared, words } = this;
    if (!connection) return nothing;
    return html`<section aria-label=${compare.title}>
      ${this.#choices()}
      <div role="status">${this.#said()}</div>
      ${compared ? this.#saving() : nothing}
      ${compared ? this.#ladders(connection, compared) : nothing}
      <input type="file" hidden aria-label=${words.page.open} @change=${this.#onFile} />
    </section>`;
  }

  #choices() {
    const compare = this.#compare;
    const { place, connection } = this;
    const { numberText, plainText } = this.tools;
    const beside = place.beside !== null;
    const rows = beside ? this.#beside?.rows : this.rows;
    const offered = Math.min(rows?.count ?? 0, mostOffered);
    return html`<div class="choices">
      <label
        >${compare.chooseFile}<select @change=${this.#onCapture}>
          <option value="" ?selected=${!beside}>${compare.thisCapture}</option>
          ${this.#known.map(
            ({ name }, i) =>
              html`<option value=${String(i)} ?selected=${name === place.beside}>
                ${plainText(name)}
              </option>`,
          )}
          <option value="open">${compare.openFile}</option>
        </select></label
      >
      <label
        >${compare.choose}<select ?disabled=${offered === 0} @change=${this.#onConnection}>
          ${Array.from({ length: offered }, (_, i) => rows!.at(i)).map(
            ({ number, client, server, segments }) => {
              const own = !beside && sameNumber(number, connection!.number);
              const chosen = place.other !== null && sameNumber(number, place.other);
              return html`<option
                value=${numberText(number)}
                ?disabled=${own}
                ?selected=${chosen}
                .selected=${chosen}
              >
                ${numberText(number)}: ${client} → ${server}, ${compare.segments(segments)}
              </option>`;
            },
          )}
        </select></label
      >
      ${(rows?.count ?? 0) > offered ? this.#numberField() : nothing}
      ${!beside && (this.rows?.count ?? 0) > 1 ? html`<span class="count">${compare.chooseHint}</span>` : nothing}
      ${
        this.compared && !beside
          ? html`<button
              class="button"
              @click=${() => this.#dispatch('swap', this.compared!.second.number)}
            >
              ${compare.swap}
            </button>`
          : nothing
      }
    </div>`;
  }

  /** For the connections beyond those that are offered by name. */
  #numberField() {
    return html`<label
      >${this.#compare.byNumber}<input
        inputmode="decimal"
        size="6"
        @change=${this.#onNumber}
        @keydown=${typed}
    /></label>`;
  }

  #said() {
    const compare = this.#compare;
    const { punctuation } = this.words;
    const { place } = this;
    const { plainText } = this.tools;
    if (this.problem === 'failed') return html`<p class="first">${compare.failed}</p>`;
    if (this.problem) {
      return html`<p class="first">${compare.refused({ file: plainText(place.beside ?? '') })}</p>`;
    }
    if (!this.compared) {
      const missing =
        place.beside !== null && !this.#known.some(({ name }) => name === place.beside);
      if (!missing) return nothing;
      return html`<p class="first">${compare.missing({ file: plainText(place.beside!) })}</p>`;
    }
    const sentence = (divergence: Divergence) =>
      html`<button class="link" @click=${() => this.#show(divergence)}>
        ${unbroken(punctuation.sentence(divergenceText(divergence, compare)))}
      </button>`;
    const [first, ...later] = this.#found;
    if (!first) return html`<p class="first">${compare.none}</p>`;
    return html`<p class="first"><b>${compare.first}${punctuation.colon}</b>${sentence(first)}</p>
      ${
        later.length > 0
          ? html`<details class="later" open>
              <summary>${compare.later} (${later.length})</summary>
              <ul>
                ${later.slice(0, mostOffered).map((divergence) => html`<li>${sentence(divergence)}</li>`)}
              </ul>
            </details>`
          : nothing
      }`;
  }

  #saving() {
    const { saveText, saveJson } = this.#compare;
    return html`<p class="saving">
      <button class="link" @click=${() => void this.#save('txt')}>${saveText}</button>
      <button class="link" @click=${() => void this.#save('json')}>${saveJson}</button>
    </p>`;
  }

  /** What `tcp-ladder diff` writes. */
  async #save(kind: 'txt' | 'json') {
    const { connection, compared, words } = this;
    const { diffJson, diffText } = await import('../../export');
    if (!connection || !compared) return;
    const two = [
      { file: this.name, connection },
      { file: this.place.beside ?? this.name, connection: compared.second },
    ] as const;
    const { punctuation } = words;
    const text =
      kind === 'json'
        ? diffJson(two, compared)
        : diffText(two, compared, { compare: this.#compare, punctuation });
    const type = kind === 'json' ? 'application/json' : 'text/plain;charset=utf-8';
    saveFile(`tcp-ladder-comparison.${kind}`, new Blob([text], { type }));
  }

  #ladders(connection: Connection, { second }: Compared) {
    const compare = this.#compare;
    const both = [connection, second] as const;
    const { ladderWords, numberText, plainText } = this.tools;
    const files = [this.name, this.place.beside ?? this.name];
    return html`<div class="shown" role="group" aria-label=${compare.side}>
        ${compare.names.map(
          (name, i) =>
            html`<button
              aria-pressed=${this.shown === i}
              @click=${() => (this.shown = i === 0 ? 0 : 1)}
            >
              ${name}
            </button>`,
        )}
      </div>
      <div class="ladders" data-shown=${this.shown}>
        ${both.map((one, side) => {
          const { client, server, number, segments } = one;
          return html`<div class="one">
            <h2>
              <b>${compare.names[side]}</b>${plainText(files[side]!)} · ${numberText(number)} ·
              ${endpoint(client.address, client.port)} → ${endpoint(server.address, server.port)} ·
              ${compare.segments(segments.count)}
            </h2>
            <tcp-ladder-view
              .connection=${one}
              .words=${ladderWords(this.words)}
              .options=${this.#optionsOf(side === 0 ? 0 : 1)}
              .selected=${this.selected[side]}
              @select=${(event: LadderEvents['select']) => this.#onSelect(event, side === 0 ? 0 : 1)}
            ></tcp-ladder-view>
          </div>`;
        })}
      </div>`;
  }

  #optionsOf(side: 0 | 1): LadderOptions {
    return { ...this.options, lines: this.#lineOf[side], moments: 'captured', predictAfter: null };
  }

  /** The row chosen on one side, and the one that faces it. */
  #onSelect(event: LadderEvents['select'], side: 0 | 1) {
    event.stopPropagation();
    const line = this.#lineOf[side][event.detail.row];
    if (line !== undefined) this.#select(this.#lines[line]!.rows);
  }

  #select(rows: Both<number | null>) {
    this.selected = rows;
    if (rows[0] !== null) this.#dispatch('select', { row: rows[0] });
  }

  /** Scrolls to the segments that show a divergence. */
  #show({ rows }: Divergence) {
    this.#select(rows);
    const [a, b] = rows;
    if (a === null) this.shown = 1;
    else if (b === null) this.shown = 0;
    void this.updateComplete.then(() => {
      const [first, second] = this.views;
      if (b !== null) second?.reveal(b);
      if (a !== null) first?.reveal(a);
    });
  }

  readonly #onConnection = ({ target }: Event) => {
    const beside = this.place.beside !== null;
    const rows = beside ? this.#beside?.rows : this.rows;
    const row = rows?.at((target as HTMLSelectElement).selectedIndex);
    if (row) this.#choose({ ...this.place, other: row.number });
  };

  readonly #onNumber = ({ target }: Event) => {
    const number = this.tools.parseNumber((target as HTMLInputElement).value.trim());
    const rows = this.place.beside === null ? this.rows : this.#beside?.rows;
    const exists = number && rows && indexOf(rows, number) !== null;
    if (exists) this.#choose({ ...this.place, other: number });
    else (target as HTMLInputElement).value = '';
  };

  readonly #onCapture = ({ target }: Event) => {
    const select = target as HTMLSelectElement;
    const { value } = select;
    if (value === 'open') {
      // Until a file is chosen, nothing changes.
      const known = this.#known.findIndex(({ name }) => name === this.place.beside);
      select.selectedIndex = known + 1;
      this.chooser.click();
    } else {
      const beside = value === '' ? null : this.#known[Number(value)]!.name;
      this.#choose({ other: null, beside });
    }
  };

  readonly #onFile = () => {
    const [file] = this.chooser.files ?? [];
    this.chooser.value = '';
    if (!file) return;
    // A file of the same name takes the place of the one before.
    this.#opened = [...this.#opened.filter(({ name }) => name !== file.name), file];
    if (this.#beside?.file.name === file.name) this.#beside = null;
    const same = this.place.beside === file.name;
    this.#choose({ other: same ? this.place.other : null, beside: file.name });
  };

  #choose(place: ComparisonPlace) {
    this.#dispatch('place', place);
  }

  #dispatch<K extends keyof ComparisonEvents>(name: K, detail: ComparisonEvents[K]['detail']) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** The keys of the ladders do not apply to what is typed. */
const typed = (event: KeyboardEvent) => event.stopPropagation();

const sameNumber = (a: ConnectionNumber, b: ConnectionNumber) =>
  a.stream === b.stream && a.part === b.part;

/** Null where there is none. */
function indexOf({ table, count }: ConnectionRows, { stream, part }: ConnectionNumber) {
  for (let i = 0; i < count; i += 1) {
    if (table.stream[i] === stream && table.streamPart[i] === part) return i;
  }
  return null;
}

/** The first connection to the same port, or the first other one; null where there is none. */
function mostAlike(rows: ConnectionRows, connection: Connection, beside: boolean): number | null {
  const other = (i: number) => beside || i !== connection.index;
  let any: number | null = null;
  for (let i = 0; i < rows.count; i += 1) {
    if (!other(i)) continue;
    if (rows.table.ports[2 * i + 1] === connection.server.port) return i;
    any ??= i;
  }
  return any;
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-comparison': ComparisonView;
  }
}
