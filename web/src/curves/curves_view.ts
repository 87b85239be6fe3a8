// The curves in a page: one direction, the chosen time span, and the selected segment as a vertical
// line through all panels.
import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { CurveTable } from '../../../wasm/engine.mjs';
import type { Connection } from '../model/connection';
import type { Insight } from '../model/insight';
import { senderAt } from '../model/segment';
import type { Side } from '../model/side';
import { drawn } from '../svg/live';
import { browserMeasure } from '../svg/measure_text';
import type { TextMeasure } from '../svg/text';
import { drawingStyles } from '../theme/styles';
import type { Language } from '../words';
import { curvesWords, type CurvesWords } from '../words/curves';
import { barStyles, curvesBar } from './curves_bar';
import type { CurvesFile } from './curves_file';
import { curvesTable, tableStyles } from './curves_table';
import { drawCurves, type Figure } from './draw';
import { spanOf, type Span } from './frame';
import { nearestRow } from './nearest';
import { busierSide } from './points';
import { subjectOf, transferIn, type Subject } from './subject';
import { limitedSpan, moved, parseSpan, showing, spanText, zoomed } from './view_span';

/** State of the view in a link: `dir` is c or s, `t` a time span in seconds. */
export interface CurvesPlace {
  dir?: 'c' | 's' | undefined;
  t?: string | undefined;
}

/** `select`: the reader selected a segment. `place`: the direction or time span changed. */
export interface CurvesEvents {
  select: CustomEvent<{ row: number }>;
  place: CustomEvent<CurvesPlace>;
}

/**
 * The points about the data of `sender`. Without `options`, there are no SACK blocks and
 * timestamps, and nothing has to be read from the file.
 */
export type LoadCurves = (
  connection: Connection,
  sender: Side,
  options: boolean,
) => Promise<CurveTable>;

/**
 * Number of segments from which on the curves are drawn before the options are read, which would
 * take longer than the drawing.
 */
const manySegments = 20_000;

const isSame = (a: Connection, b: Connection) =>
  a.index === b.index &&
  a.client.address === b.client.address &&
  a.client.port === b.client.port &&
  a.segments.time[0] === b.segments.time[0];

let instances = 0;

@customElement('tcp-curves-view')
export class CurvesView extends LitElement {
  static override styles = [
    drawingStyles,
    barStyles,
    tableStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      svg.lad {
        overflow: visible;
        touch-action: pan-y;
        user-select: none;
      }
      svg.lad:focus-visible {
        outline: 2px solid var(--ink);
        outline-offset: 4px;
        border-radius: 4px;
      }
      .room {
        min-height: 480px;
      }
      @media print {
        .bar,
        details {
          display: none;
        }
        svg.lad {
          max-width: 100%;
          height: auto;
        }
      }
    `,
  ];

  @property({ attribute: false }) connection: Connection | null = null;
  /** Findings about the connection; null until they are loaded. */
  @property({ attribute: false }) insight: Insight | null = null;
  /** Requests the points from the engine. */
  @property({ attribute: false }) load: LoadCurves | null = null;
  /** Selected row. */
  @property({ type: Number }) selected = 0;
  @property({ attribute: false }) numbers: 'relative' | 'absolute' = 'relative';
  @property({ attribute: false }) language: Language = 'en';
  /** Initial state; the view does not follow later changes. */
  @property({ attribute: false }) place: CurvesPlace = {};
  /** For use in an article: drawn without controls. */
  @property({ type: Boolean }) figure = false;
  /** Rows whose time span is on view, if they are more than one; null uses `place`. */
  @property({ attribute: false, hasChanged: (now, before) => String(now) !== String(before) })
  rows: readonly [first: number, last: number] | null = null;
  @state() private subject: Subject | null = null;
  @state() private side: Side = 1;
  @state() private span: Span | null = null;
  @state() private fullWindow = false;
  @state() private width = 0;
  @state() private hovered: number | null = null;
  @state() private tableOpen = false;
  @query('svg.lad') private svg?: SVGSVGElement;

  readonly #id = `k${(instances += 1)}-`;
  readonly #subjects = new Map<Side, Subject>();
  /** The side that is being loaded. */
  #awaited: Side | null = null;
  readonly #watcher =
    typeof ResizeObserver === 'undefined'
      ? null
      : new ResizeObserver(([entry]) => {
          if (entry) this.width = Math.floor(entry.contentRect.width);
        });
  #loaded: Connection | null = null;
  #figure: Figure | null = null;
  #measure: TextMeasure | null = null;
  /** During a drag: its start, and what it changes. */
  #brush: {
    kind: 'new' | 'from' | 'to' | 'move';
    at: number;
    span: Span;
    overview: boolean;
  } | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watcher?.observe(this);
    this.addEventListener('wheel', this.#onWheel, { passive: false });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watcher?.disconnect();
    this.removeEventListener('wheel', this.#onWheel);
  }

  protected override async scheduleUpdate() {
    // If the words cannot be loaded, English remains.
    await curvesWords.load(this.language)?.catch(() => {});
    return super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('connection') && this.connection !== this.#loaded) void this.#bring();
    if (changed.has('insight') && this.subject) this.#takeInsight();
    if (changed.has('rows')) this.#showRows();
    if (changed.has('selected') && this.span) {
      const time = this.connection?.segments.time[this.selected];
      if (time !== undefined) this.span = this.#limited(showing(this.span, time));
    }
    if (changed.has('language')) this.#measure = null;
  }

  async #bring() {
    const { connection, load } = this;
    this.#loaded = connection;
    // A connection that is read further has a new object; its drawing stays until it is loaded.
    if (!this.subject || !connection || !isSame(this.subject.connection, connection)) {
      this.subject = null;
      this.span = null;
    }
    this.#subjects.clear();
    if (!connection || !load) return;
    const { dir } = this.place;
    if (this.subject) await this.#bringSide(this.side);
    else await this.#bringSide(dir === 'c' ? 0 : dir === 's' ? 1 : busierSide(connection));
  }

  async #bringSide(side: Side) {
    const { connection, load } = this;
    if (!connection || !load) return;
    this.#awaited = side;
    const known = this.#subjects.get(side);
    if (known) return this.#take(known);
    const many = connection.segments.count >= manySegments;
    for (const options of many ? [false, true] : [true]) {
      const table = await load(connection, side, options);
      if (this.connection !== connection || this.#awaited !== side) return;
      const subject = subjectOf(connection, table, side);
      if (options) this.#subjects.set(side, subject);
      this.#take(subject);
    }
  }

  #take(subject: Subject) {
    const first = this.subject === null;
    this.side = subject.direction.sender;
    this.subject = subject;
    if (first) this.span = this.#placed();
    if (first && this.rows) this.#showRows();
  }

  #takeInsight() {
    const transfer = transferIn(this.connection!, this.side);
    this.subject = { ...this.subject!, transfer };
    this.#subjects.clear();
  }

  #placed(t = this.place.t): Span | null {
    const span = t ? parseSpan(t, this.connection?.segments.time[0] ?? 0) : null;
    return span && this.#limited(span);
  }

  #showRows() {
    const time = this.connection?.segments.time;
    if (!time || !this.subject) return;
    const [first, last] = this.rows ?? [0, 0];
    const [from, to] = [time[first]!, time[last]!];
    const margin = (to - from) * 0.05;
    this.span =
      last > first ? this.#limited({ from: from - margin, to: to + margin }) : this.#placed();
  }

  get #words(): CurvesWords {
    return curvesWords.of(this.language);
  }

  protected override render() {
    return this.#drawn();
  }

  /** Draws the figure and keeps its regions, which pointer events use. */
  #drawn() {
    const { subject } = this;
    const words = this.#words;
    if (!subject || this.width === 0) return html`<div class="room"></div>`;
    this.#measure ??= browserMeasure(this);
    const figure = (this.#figure = drawCurves({
      subject,
      words,
      span: this.span,
      width: this.width,
      selected: this.hovered ?? this.selected,
      numbers: this.numbers,
      id: this.#id,
      measure: this.#measure,
      fullWindow: this.fullWindow,
      figure: this.figure,
    }));
    return html`${this.figure ? nothing : this.#bar(subject, words)}
      <svg
        class="lad"
        width=${figure.width}
        height=${figure.height}
        viewBox="0 0 ${figure.width} ${figure.height}"
        role="graphics-document document"
        aria-roledescription=${words.drawing}
        aria-label=${figure.label}
        tabindex="0"
        @keydown=${this.#onKey}
        @pointerdown=${this.#onDown}
        @pointermove=${this.#onMove}
        @pointerup=${this.#onUp}
        @pointercancel=${this.#onUp}
        @pointerleave=${() => (this.hovered = null)}
        @dblclick=${() => this.figure || this.#show(null)}
      >
        ${drawn(figure.node)}
      </svg>
      ${
        this.figure
          ? nothing
          : curvesTable(subject, words, this.tableOpen, (open) => (this.tableOpen = open), {
              span: spanOf({ subject, span: this.span }),
              choose: (row) => this.#select(row),
            })
      }`;
  }

  #bar(subject: Subject, words: CurvesWords) {
    return curvesBar(
      {
        side: this.side,
        seconds: subject.end - subject.start,
        zoomedIn: this.span !== null,
        fullWindow: this.fullWindow,
      },
      words,
      {
        turn: (side) => void this.#turn(side),
        zoom: (factor) => this.#zoom(factor),
        all: () => this.#show(null),
        toggleWindow: () => (this.fullWindow = !this.fullWindow),
      },
    );
  }

  /** The current view as a file (`svg`), or all points (`csv`). */
  async file(kind: 'svg' | 'csv', options: Pick<CurvesFile, 'title' | 'theme'>): Promise<string> {
    const { connection, subject, load } = this;
    if (!connection || !subject || !load) throw new RangeError('no curves');
    const { curvesCsv, curvesSvg } = await import('./curves_file');
    const { sender: side } = subject.direction;
    if (kind === 'csv') {
      const client = await load(connection, 0, true);
      return curvesCsv(connection, [client, await load(connection, 1, true)]);
    }
    const table = await load(connection, side, true);
    const { span, selected, numbers, fullWindow } = this;
    const shown = { side, span, selected, numbers, fullWindow };
    return curvesSvg(connection, table, { ...options, ...shown, words: this.#words });
  }

  /** Focuses the drawing. */
  override focus(): void {
    this.svg?.focus({ preventScroll: true });
  }

  get #all(): Span {
    return spanOf({ subject: this.subject!, span: null });
  }

  get #span(): Span {
    return this.span ?? this.#all;
  }

  #limited(span: Span): Span | null {
    const { subject } = this;
    return subject ? limitedSpan(span, this.#all, Math.max(200, this.width)) : span;
  }

  #show(span: Span | null) {
    this.span = span && this.#limited(span);
    this.#tell();
  }

  async #turn(side: Side) {
    await this.#bringSide(side);
    this.#tell();
  }

  #zoom(factor: number, at?: number) {
    if (this.figure) return;
    const span = this.#span;
    const chosen = this.connection!.segments.time[this.selected]!;
    const inside = chosen >= span.from && chosen <= span.to;
    const middle = (span.from + span.to) / 2;
    this.#show(zoomed(span, factor, at ?? (inside ? chosen : middle)));
  }

  #select(row: number) {
    this.dispatchEvent(new CustomEvent('select', { detail: { row } }));
  }

  #tell() {
    const detail: CurvesPlace = {
      dir: this.side === 0 ? 'c' : 's',
      t: this.span ? spanText(this.span, this.subject!.start) : undefined,
    };
    this.dispatchEvent(new CustomEvent('place', { detail }));
  }

  // Keys: up and down for segments, left and right for those of one sender, with Shift for the
  // span.
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { segments } = this.connection!;
    const step = (by: 1 | -1, same: boolean) => {
      const sender = senderAt(segments, this.selected);
      let row = this.selected + by;
      while (same && row >= 0 && row < segments.count && senderAt(segments, row) !== sender) {
        row += by;
      }
      if (row >= 0 && row < segments.count) this.#select(row);
    };
    const pan = (share: number) => {
      if (!this.figure) this.#show(moved(this.#span, share));
    };
    const actions: Record<string, () => void> = {
      ArrowUp: () => step(-1, false),
      ArrowDown: () => step(1, false),
      ArrowLeft: () => (event.shiftKey ? pan(-0.1) : step(-1, true)),
      ArrowRight: () => (event.shiftKey ? pan(0.1) : step(1, true)),
      Home: () => this.#select(0),
      End: () => this.#select(segments.count - 1),
      '+': () => this.#zoom(1.5),
      '=': () => this.#zoom(1.5),
      '-': () => this.#zoom(1 / 1.5),
      '0': () => this.figure || this.#show(null),
      d: () => void this.#turn(this.side === 0 ? 1 : 0),
      w: () => (this.fullWindow = !this.fullWindow),
    };
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };

  // The wheel alone scrolls the page; a pinch arrives as a wheel event with Ctrl.
  readonly #onWheel = (event: WheelEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || !this.#figure || this.figure) return;
    event.preventDefault();
    this.#zoom(Math.exp(-event.deltaY / 240), this.#timeAt(this.#placeOf(event).x));
  };

  #placeOf(event: MouseEvent): { x: number; y: number } {
    const box = this.svg!.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  #timeAt(at: number, { x } = this.#figure!.frame): number {
    return x.from + ((at - x.first) / (x.last - x.first)) * (x.to - x.from);
  }

  readonly #onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const { regions } = this.#figure!;
    const { x, y } = this.#placeOf(event);
    const within = (region: { top: number; bottom: number } | null) =>
      region !== null && y >= region.top && y <= region.bottom;
    const overview = within(regions.overview);
    if (this.figure && (overview || within(regions.axis))) return;
    if (overview || within(regions.axis)) {
      const span = this.#span;
      const scale = overview ? regions.overview!.x : this.#figure!.frame.x;
      const reach = event.pointerType === 'touch' ? 22 : 8;
      const at =
        scale.from + ((x - scale.first) / (scale.last - scale.first)) * (scale.to - scale.from);
      const near = (time: number) => Math.abs(scale(time) - x) <= reach;
      const kind = !overview
        ? 'new'
        : near(span.from)
          ? 'from'
          : near(span.to)
            ? 'to'
            : this.span && at > span.from && at < span.to
              ? 'move'
              : 'new';
      this.#brush = { kind, at, span, overview };
      this.svg!.setPointerCapture(event.pointerId);
      event.preventDefault();
      this.svg!.focus({ preventScroll: true });
      return;
    }
    const row = nearestRow(this.#figure!.frame, x, y);
    if (row !== null) this.#select(row);
  };

  readonly #onMove = (event: PointerEvent): void => {
    const figure = this.#figure;
    if (!figure) return;
    const { x, y } = this.#placeOf(event);
    const brush = this.#brush;
    if (!brush) {
      const inside =
        x >= figure.frame.x.first && x <= figure.frame.x.last && y < figure.regions.axis.top;
      this.hovered =
        inside && event.pointerType !== 'touch' ? nearestRow(figure.frame, x, y) : null;
      return;
    }
    const { kind, at, span, overview } = brush;
    if (!overview) return;
    const scale = figure.regions.overview!.x;
    const time =
      scale.from + ((x - scale.first) / (scale.last - scale.first)) * (scale.to - scale.from);
    if (kind === 'move') {
      const by = time - at;
      this.span = this.#limited({ from: span.from + by, to: span.to + by });
    } else if (kind === 'new') {
      if (Math.abs(scale(time) - scale(at)) > 4) {
        this.span = this.#limited({ from: Math.min(at, time), to: Math.max(at, time) });
      }
    } else {
      const other = kind === 'from' ? span.to : span.from;
      this.span = this.#limited({ from: Math.min(other, time), to: Math.max(other, time) });
    }
  };

  readonly #onUp = (event: PointerEvent): void => {
    const brush = this.#brush;
    this.#brush = null;
    if (!brush) return;
    if (!brush.overview && event.type === 'pointerup') {
      const time = this.#timeAt(this.#placeOf(event).x);
      const { x } = this.#figure!.frame;
      if (Math.abs(x(time) - x(brush.at)) > 4) {
        this.span = this.#limited({ from: Math.min(brush.at, time), to: Math.max(brush.at, time) });
      }
    }
    this.#tell();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-curves-view': CurvesView;
  }
}
