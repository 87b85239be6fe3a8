// <tcp-ladder>: one connection of a capture, in any page. Its children are the fallback: shown
// until the ladder is drawn, and kept if it cannot be.
import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { analysisPart } from '#analysis-part';
import { spawnStrategies } from '#element-spawn';
import type { LoadCurves } from '../curves/curves_view';
import { Player } from '../ui/player';
import { saveFile } from '../ui/save_file';
import type { EngineClient } from '../engine/client';
import { ConnectionClient, EngineFailure } from '../engine/connection_client';
import { declaredLanguage, pickLanguage } from '../words/language';
import { elementWords, type ElementWords } from '../words/element';
import type { Language } from '../words';
import '../ladder/ladder_view';
import type { LadderEvents, LadderView, RowSpan } from '../ladder/ladder_view';
import type { Connection } from '../model/connection';
import { stepLink } from '../model/step_link';
import { parseNumber } from '../model/connection_number';
import { ladderWords } from '../story/ladder_words';
import { flagNames, segmentAt } from '../model/segment';
import { addInsight } from '../model/sent_by_others';
import { drawingStyles, hostTokens } from '../theme/styles';
import { attributeFaults } from './attribute_faults';
import { Caption, type Subject } from './caption';
import { Captions } from './captions';
import { commentedRows, commentsOn, mostCommented } from './commented';
import { controlRow } from './control_row';
import { elementStyles, explanationStyles } from './element_styles';
import { NotACapture, failureText } from './failure_text';
import { controlSets, explanations, lengthOf, oneOf, views } from './options';
import type { Controls, Explanation } from './options';
import { groundFor, type Ground } from './ground';
import { isPlace, rowsAt } from './place';
import { fetchCapture, fileName, inlineCapture } from './source';
import type { TextTarget, WrittenText } from './text_part';
import { inlineText, writtenText } from './text_source';
import type { Place, TcpStep } from './tcp_step';
import { whichConnection } from './which_connection';

type AnalysisPart = Awaited<ReturnType<typeof analysisPart>>;

/** Distance from the viewport at which the element starts to load. */
const ahead = '600px';

/** A ladder of more segments scrolls in a box of its own if the author sets no height. */
const mostUnboxed = 100;

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
 * Each attribute is also a property; types/element.d.ts documents them. The exception is `part`,
 * which every element has as the list of names for ::part(). The part of the connection can
 * therefore also be given as `show`, which takes precedence; a `part` that is no position in a
 * connection keeps its usual meaning. Language: `lang`, else that of the surrounding page, else the
 * browser's.
 * Events: `load` (LoadDetail), `select` (SelectDetail), `error` (an Error as detail).
 */
@customElement('tcp-ladder')
export class TcpLadder extends LitElement {
  static override styles = [hostTokens, drawingStyles, elementStyles, explanationStyles];

  static override get observedAttributes() {
    return [...super.observedAttributes, 'part'];
  }

  @property() src: string | null = null;
  @property({ attribute: 'src-server' }) srcServer: string | null = null;
  @property() view: 'ladder' | 'curves' = 'ladder';
  @property() sender: 'client' | 'server' | null = null;
  @property() time: string | null = null;
  @property({ type: Boolean }) zoom = false;
  @property() stream: string | number | null = null;
  @property() show: string | null = null;
  @property({ type: Number }) step = 1;
  @property() numbers: 'relative' | 'absolute' = 'relative';
  @property() controls: Controls | null = null;
  @property() explain: Explanation | null = null;
  @property() height: string | null = null;
  @property({ reflect: true }) theme: 'auto' | 'light' | 'dark' = 'auto';
  @property() loading: 'lazy' | 'eager' = 'lazy';
  @property() page: string | null = null;
  @property() worker: string | null = null;
  @property({ type: Boolean }) edit = false;
  @property({ type: Boolean }) save = false;
  @property({ type: Boolean }) resets = false;

  @state() private connection: Connection | null = null;
  @state() private failure: string | null = null;
  /** The ground of the surrounding page; null if it is unknown. */
  @state() private ground: Ground | null = null;
  /** Number of connections in the capture. */
  @state() private count = 0;
  /** The capture on view, in the form that a link to `page` contains. */
  @state() private pageCapture = '#';
  @query('tcp-ladder-view') private ladder?: LadderView;
  @query('.frame') private frame?: HTMLElement;
  @query('.drawing') private drawing?: HTMLElement;
  @query('.stage') readonly stage!: HTMLElement | null;

  #client = new ConnectionClient(spawnStrategies(() => this.worker));
  /** The part for two captures and curves; null until one of them is needed. */
  #analysis: { part: AnalysisPart; client: EngineClient } | null = null;
  readonly #captions = new Captions(this);
  readonly #caption: Caption = new Caption(this, () =>
    this.#explanation === 'none' && !this.#player.playing ? null : this.#subject,
  );
  readonly #player: Player = new Player(
    this,
    () => this.#advance(),
    () => this.#caption.text,
  );
  /** The source text of the capture on view; null for capture files. */
  #text: WrittenText | null = null;
  readonly #target: TextTarget = {
    language: () => this.#language,
    redraw: (capture) => this.#redraw(capture),
    choose: (frame) => {
      const row = this.connection!.segments.frame.indexOf(frame);
      if (row >= 0) this.#choose(row);
    },
    requestUpdate: () => this.requestUpdate(),
  };
  /** The capture on view, unless it is two captures. */
  #file: Blob | null = null;
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

  override attributeChangedCallback(name: string, old: string | null, value: string | null) {
    super.attributeChangedCallback(name, old, value);
    if (name === 'part') this.requestUpdate('show');
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    const other = (['src', 'srcServer', 'view', 'resets'] as const).some((name) =>
      changed.has(name),
    );
    if (other && this.#near) void this.#load();
    else if (changed.has('stream') && this.connection) void this.#showStream().catch(this.#fail);
    if (changed.has('height')) {
      this.style.setProperty('--tcp-ladder-height', lengthOf(this.height));
    }
    // A new part starts at its first segment; the selection stays inside the part.
    if (this.connection && !this.#range) {
      const part = this.#part;
      this.connection = null;
      this.#fail(new Error(this.#words.embed.noSuchPart({ part })));
    }
  }

  protected override firstUpdated() {
    if (this.#near && !this.#loading) void this.#load();
  }

  protected override updated() {
    this.#look();
    if (!this.connection) this.#captions.release();
    else this.#captions.bind();
  }

  protected override render() {
    const { connection } = this;
    const boxed = lengthOf(this.height) !== null;
    if (!connection) {
      return html`<div class=${boxed ? 'frame waiting boxed' : 'frame'} data-ground=${this.#ground}>
        <slot></slot>${this.#failed()}
      </div>`;
    }
    const told = this.#captions.any;
    return html`<div class="frame" data-ground=${this.#ground} @transitionend=${this.#onTransition}>
      ${this.#figure(connection, told, boxed)}
    </div>`;
  }

  #figure(connection: Connection, told: boolean, boxed: boolean) {
    const words = this.#words;
    const { client, server } = connection;
    return html`<figure
      part="figure"
      class="${told ? 'told' : ''} ${boxed ? 'boxed' : ''} ${this.#isTall ? 'tall' : ''}"
      lang=${words.lang}
      aria-label=${words.embed.embedLabel({
        client: `${client.address}:${client.port}`,
        server: `${server.address}:${server.port}`,
      })}
    >
      <div class="stage" part="stage">
        ${this.#text?.field ?? nothing}
        ${this.#isCurves ? this.#curves(connection) : this.#drawn(connection, told)}
        ${this.#aboutTaps(connection)}
        ${controlRow(this.#controls(told), {
          connection,
          range: this.#range!,
          row: this.#row,
          playing: this.#player.playing,
          words,
          page: this.#pageLink(connection),
          edited: this.edit && this.#text ? this.#text.field !== null : null,
          saves: this.save && this.#file !== null,
          go: (row) => this.#go(row),
          toggle: () => this.#player.toggle(),
          edit: () => this.#text!.toggle(),
          save: () => void this.#save().catch(this.#fail),
        })}
        ${this.#which(connection, told)}
        ${this.#caption.render(this.#subject!, this.#explanation, words)}
        ${
          this.#text?.mistakes.length
            ? html`<p class="failure" role="status">${this.#text.mistakes.join(' ')}</p>`
            : nothing
        }${this.#faults()}${this.#failed()}
      </div>
      ${
        told
          ? html`<div class="captions" part="captions">
              <slot name="steps"></slot>${this.#commentCaptions()}
            </div>`
          : nothing
      }
    </figure>`;
  }

  /** The author chose no connection and there are several. */
  #which({ index }: Connection, told: boolean) {
    if (this.stream !== null || this.count < 2 || this.#controls(told) !== 'all') return nothing;
    return whichConnection(index, this.count, this.#words, (other) => {
      this.#player.stop();
      void this.#showIndex(other).catch(this.#fail);
    });
  }

  #faults() {
    const faults = attributeFaults(this, this.#words);
    return faults.length > 0
      ? html`<p class="failure" role="status">${this.#words.punctuation.sentences(faults)}</p>`
      : nothing;
  }

  /** Comments of the file as captions, if the author gave none. */
  #commentCaptions() {
    const rows = this.#captions.made;
    const more = rows.length - mostCommented;
    return html`${rows
      .slice(0, mostCommented)
      .map((row) => html`<tcp-step at=${row + 1}></tcp-step>`)}${
      more > 0 ? html`<p>${this.#words.embed.moreComments({ n: more })}</p>` : nothing
    }`;
  }

  #failed() {
    return this.failure ? html`<p class="failure" role="alert">${this.failure}</p>` : nothing;
  }

  #drawn(connection: Connection, told: boolean) {
    const taps = connection.passages && this.#analysis?.part.ladderTexts(this.#language);
    return html`<div class="drawing" part="drawing" ?data-moves=${told}>
      <tcp-ladder-view
        part="ladder"
        .connection=${connection}
        .words=${ladderWords(this.#words, taps)}
        .options=${{ numbers: this.numbers }}
        .range=${this.#range}
        .selected=${this.#row}
        .marked=${this.#captions.rows}
        @select=${this.#onSelect}
        @keydown=${this.#onKey}
      ></tcp-ladder-view>
    </div>`;
  }

  /** The analysis part defines this element. */
  #curves(connection: Connection) {
    const rows = this.#captions.rows ?? (this.#part === 'all' ? null : this.#range);
    return html`<div class="curves" part="drawing">
      <tcp-curves-view
        part="curves"
        .connection=${connection}
        .insight=${connection.insight ?? null}
        .load=${this.#points}
        .place=${{ dir: this.sender?.[0], t: this.time ?? undefined }}
        .rows=${rows}
        .selected=${this.#row}
        .numbers=${this.numbers}
        .language=${this.#language}
        .figure=${!this.zoom}
        @select=${this.#onSelect}
        @keydown=${this.#onKey}
      ></tcp-curves-view>
    </div>`;
  }

  readonly #points: LoadCurves = ({ index }, ...asked) =>
    this.#analysis!.client.curves(index, ...asked);

  /** With two captures: sentences about their clocks and the fates of the segments. */
  #aboutTaps(connection: Connection) {
    const texts = this.#analysis?.part.aboutTaps(connection, this.#words) ?? [];
    const { sentences } = this.#words.punctuation;
    return texts.length > 0 ? html`<p class="taps" part="taps">${sentences(texts)}</p>` : nothing;
  }

  get #isCurves(): boolean {
    return this.#analysis !== null && oneOf(views, this.view) === 'curves';
  }

  // A text that is being edited and two captures cannot be put in a link.
  #pageLink({ passages }: Connection): string | null {
    if (!this.page || this.#text?.field || passages) return null;
    return `${this.page}${this.pageCapture}${this.#isCurves ? '&view=curves' : ''}`;
  }

  /** A ladder with captions needs no other controls by default. */
  #controls(told: boolean): Controls {
    return oneOf(controlSets, this.controls) ?? (told ? 'none' : 'all');
  }

  /** The drawing scrolls in a box, though the author set no height. */
  get #isTall(): boolean {
    const [first, last] = this.#range ?? [0, 0];
    return last - first >= mostUnboxed && lengthOf(this.height) === null && !this.#captions.any;
  }

  /** The ground to draw for; an explicit theme paints its own. */
  get #ground(): Ground | typeof nothing {
    const explicit = oneOf(['light', 'dark'], this.theme);
    return explicit ? nothing : (this.ground ?? nothing);
  }

  /** The colour of text is inherited; a transition, without duration to speak of, tells that it changed. */
  readonly #onTransition = ({ target, propertyName }: TransitionEvent) => {
    if (target === this.frame && propertyName === 'color') this.#look();
  };

  #look() {
    if (this.frame) this.ground = groundFor(getComputedStyle(this.frame).outlineColor);
  }

  get #explanation(): Explanation {
    return oneOf(explanations, this.explain) ?? (this.#captions.any ? 'none' : 'caption');
  }

  get #subject(): Subject | null {
    const { connection, numbers } = this;
    return connection && { connection, row: this.#row, language: this.#language, numbers };
  }

  get #language(): Language {
    return pickLanguage(this.lang, declaredLanguage(this.parentElement), navigator.languages);
  }

  get #words(): ElementWords {
    return elementWords.of(this.#language);
  }

  /** Renders once the words of the language are loaded; in English if they cannot be. */
  protected override async scheduleUpdate() {
    const language = this.#language;
    await elementWords.load(language)?.catch(() => {});
    await this.#analysis?.part.loadWords(language);
    return super.scheduleUpdate();
  }

  /** The requested part, as the author wrote it. */
  get #part(): string {
    const part = this.getAttribute('part');
    return this.show ?? (part !== null && isPlace(part) ? part : 'all');
  }

  /** First and last row on view; null if the connection has no such part. */
  get #range(): RowSpan | null {
    const rows = this.connection && rowsAt(this.connection, this.#part);
    return rows && [rows.first, rows.last];
  }

  /** The selected segment, from 0. */
  get #row(): number {
    const [first, last] = this.#range ?? [0, 0];
    return Math.max(first, Math.min(last, Math.trunc(this.step || 1) - 1));
  }

  /** Called by the captions: the segments that their `at` refers to in this connection. */
  placeOf(at: string): Place | null {
    const { connection } = this;
    const found = connection && rowsAt(connection, at);
    const [first, last] = this.#range ?? [0, -1];
    if (!connection || !found || found.last < first || found.first > last) return null;
    const row = Math.max(first, found.first);
    const { flags, from } = segmentAt(connection.segments, row);
    const label = this.#words.step.stripEntry({
      row,
      flags: flagNames(flags).join(' '),
      who: from,
    });
    const rows: RowSpan = [row, Math.min(last, found.last)];
    return { rows, label, comment: commentsOn(connection, rows) };
  }

  /** Called by the captions. */
  get commented(): readonly number[] {
    const { connection } = this;
    const range = this.#range;
    return connection && range ? commentedRows(connection, range) : [];
  }

  /**
   * The capture as pcapng, with the captions as comments on their packets. Rejects if none is on view,
   * or two are.
   */
  async pcapng(): Promise<Blob> {
    const connection = this.connection;
    const file = this.#file;
    if (!connection || !file) throw new Error('there is no capture to save');
    const captions = this.#captions.steps.flatMap(({ rows, ownText: text }) =>
      rows && text ? [{ rows, text }] : [],
    );
    return (await analysisPart()).annotated(file, connection, captions);
  }

  async #save() {
    const file = await this.pcapng();
    const stem = fileName(this.src).replace(/\.[^.]*$/, '') || 'tcp-ladder';
    saveFile(`${stem}.pcapng`, file);
  }

  /** Called by the captions: shows the segments that are being read. */
  follow(step: TcpStep): void {
    const { rows } = step;
    if (!rows) return;
    this.#player.stop();
    if (this.#row !== rows[0]) this.#choose(rows[0]);
    else this.requestUpdate();
    void this.#bringIntoStage(rows);
  }

  // Only the drawing's own box scrolls, never the page.
  async #bringIntoStage([first, last]: RowSpan) {
    await this.updateComplete;
    await this.ladder?.updateComplete;
    const { ladder, drawing } = this;
    if (!ladder?.plan || !drawing) return;
    const [top, bottom] = ladder.bandOf(first, last);
    const room = drawing.clientHeight;
    const middle = bottom - top > room ? top - 8 : (top + bottom - room) / 2;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    drawing.scrollTo({ top: middle, behavior: still ? 'instant' : 'smooth' });
  }

  async #load() {
    this.#loading?.abort();
    const loading = (this.#loading = new AbortController());
    this.failure = null;
    try {
      // An element that is upgraded while the page is being parsed has no children yet.
      if (!this.src && document.readyState === 'loading') await parsed();
      const { signal } = loading;
      const text = inlineText(this);
      const [given, second] = await Promise.all([
        text === null ? this.#capture(0, this.src, signal) : new Blob([text]),
        text === null ? this.#capture(1, this.srcServer, signal) : null,
      ]);
      if (signal.aborted || !given) return;
      const curves = oneOf(views, this.view) === 'curves';
      if (second || curves || this.resets) await this.#analyse();
      if (signal.aborted) return;
      const script = text !== null || /\.pkt$/i.test(this.src ?? '');
      const written = await writtenText(given, script, this.#target);
      if (loading.signal.aborted) return;
      this.#text = written;
      this.#file = second ? null : (written?.capture ?? given);
      const opened = await this.#client.open(written?.capture ?? given, undefined, {
        second: second && { file: second, names: this.#names },
      });
      const { info, innerKind } = opened;
      if (loading.signal.aborted) return;
      if (this.page) this.pageCapture = await this.#carried(written?.capture ?? given);
      if (loading.signal.aborted) return;
      if (info.status === 1) throw new NotACapture(innerKind);
      this.#analysis?.part.needShared(opened, this.#language);
      await this.#showStream(info.connections);
      if (loading.signal.aborted || !this.#range) return;
      const detail: LoadDetail = { connections: info.connections, segments: info.segments };
      this.dispatchEvent(new CustomEvent('load', { detail }));
      await this.#begin();
    } catch (error) {
      if (!loading.signal.aborted) this.#fail(error);
    }
  }

  /** The client's capture (0) or the server's (1); null if it is not specified. */
  async #capture(which: 0 | 1, src: string | null, signal: AbortSignal): Promise<Blob | null> {
    return inlineCapture(this, which) ?? (src ? fetchCapture(src, signal) : null);
  }

  /** Names of two captures: their file names, or the ends at which they were taken. */
  get #names(): readonly [string, string] {
    const [one, two] = [fileName(this.src), fileName(this.srcServer)];
    const { side } = this.#words.step;
    return one && two && one !== two ? [one, two] : [side({ who: 0 }), side({ who: 1 })];
  }

  /** Replaces the element's own engine by the whole engine. */
  async #analyse() {
    if (this.#analysis) return;
    const part = await analysisPart();
    await part.loadWords(this.#language);
    if (this.#analysis) return;
    this.#client.dispose();
    const client = part.client();
    this.#analysis = { part, client };
    this.#client = client;
  }

  /** Fragment with the capture, or with its file name if the capture is too long for a link. */
  async #carried(file: Blob): Promise<string> {
    const { fragment } = await stepLink(file, '').catch(() => ({ fragment: null }));
    if (fragment !== null) return fragment.slice(0, -1);
    return `#${new URLSearchParams({ file: fileName(this.src) }).toString()}`;
  }

  // If the drawing has its own scrolling box, it starts at the selected step.
  async #begin() {
    await this.updateComplete;
    await this.ladder?.updateComplete;
    if (this.#captions.any) await this.#bringIntoStage([this.#row, this.#row]);
    else if (this.#isTall || lengthOf(this.height) !== null) this.ladder?.reveal(this.#row);
  }

  async #showStream(count?: number) {
    if (count !== undefined) this.count = count;
    this.connection = await this.#find(count);
    this.failure = null;
  }

  async #showIndex(index: number) {
    this.connection = await this.#told(index);
    this.step = 1;
    this.failure = null;
    await this.#begin();
  }

  /** The requested connection. */
  async #find(count?: number): Promise<Connection> {
    const { embed } = this.#words;
    const of = count ?? (await this.#client.connections()).count;
    const { stream } = this;
    const number = parseNumber(String(stream ?? ''));
    const index = stream === null ? 0 : number ? await this.#client.find(number) : null;
    if (index === null || of === 0) {
      throw new Error(embed.noSuchStream({ stream: String(stream ?? 0), of }));
    }
    return this.#told(index);
  }

  /** The connection, with what tells who sent its segments if the whole engine reads it. */
  async #told(index: number): Promise<Connection> {
    const connection = await this.#client.connection(index);
    if (this.#analysis) addInsight(connection, await this.#analysis.client.insight(index));
    return connection;
  }

  // The current drawing stays if there is nothing to replace it.
  async #redraw(capture: Blob) {
    const { info } = await this.#client.openAgain(capture);
    const connection = await this.#find(info.connections);
    const part = this.#part;
    if (!rowsAt(connection, part)) throw new Error(this.#words.embed.noSuchPart({ part }));
    this.#file = capture;
    this.connection = connection;
  }

  #fail = (error: unknown) => {
    if (error instanceof EngineFailure && error.kind === 'superseded') return;
    const words = this.#words;
    void failureText(error, this.src ?? words.embed.name, this.#language, words)
      .catch(() => words.embed.partMissing)
      .then((text) => {
        this.failure = text;
        this.dispatchEvent(new CustomEvent('error', { detail: error }));
      });
  };

  #advance(): boolean {
    if (!this.#range || this.#row >= this.#range[1]) return false;
    this.#choose(this.#row + 1);
    this.#keepInView();
    return true;
  }

  #go(row: number) {
    this.#player.stop();
    this.#choose(row);
    this.#keepInView();
  }

  #keepInView() {
    if (this.#captions.any) void this.#bringIntoStage([this.#row, this.#row]);
    else this.ladder?.reveal(this.#row);
  }

  #choose(row: number) {
    this.step = row + 1;
    this.#captions.showRow(this.#row);
    const detail: SelectDetail = { step: this.step };
    this.dispatchEvent(new CustomEvent('select', { detail }));
  }

  #onSelect = (event: LadderEvents['select']) => {
    // Stops the view's own event; the element fires another one below.
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
