// The ladder in a page, as a custom element. It has the height of the whole connection in the flow
// of the page, and draws only what is near the viewport.
import { LitElement, html } from 'lit';
import type { PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Connection } from '../model/connection';
import type { Insight } from '../model/insight';
import { drawingStyles } from '../theme/styles';
import { anotherTask } from '../base/another_task';
import { browserMeasure } from '../svg/measure_text';
import { appear, drawArrow, growLanes, slide } from './motion';
import { defaultOptions, optionsDiffer } from './options';
import type { LadderOptions } from './options';
import { LadderPlan } from './plan';
import type { PlanInput } from './plan';
import type { LadderForm } from './measures';
import { cutOf, cutShape, drawCutHead, runsAcross } from './render/excerpt';
import type { Cut } from './render/excerpt';
import { LadderPainter } from './render/ladder';
import type { Slice } from './render/ladder';
import { group, h, toElement } from '../svg/node';
import { hatches } from './render/shapes';
import { Surface } from './render/surface';
import { rowsOf } from '../model/rows';
import { rowsOfOthers } from '../model/sent_by_others';
import type { Rows } from '../model/rows';
import { drawSheets } from './sheets';
import type { TextMeasure } from '../svg/text';
import { keyTarget } from './view_keys';
import { viewStyles } from './view_styles';
import { VisibleRange, scrollerOf } from './visible_range';
import type { LadderWords } from './words';

/** Number of entries drawn beyond each edge of the viewport. */
const MARGIN = 20;
/** The same for a new drawing; the rest follows a frame later. */
const FIRST_MARGIN = 2;
/** Maximum number of printed entries. */
const PRINTED = 2000;
/** The drawing moves in steps of this many px, so that coordinates stay small and exact. */
const STEP = 16384;

let instances = 0;

/** Rows first … last, from 0, both included. */
export type RowSpan = readonly [first: number, last: number];

/**
 * `select`: a row was selected. `fold-toggle`: a run was opened or closed. `zoom`: a new time
 * scale.
 */
export interface LadderEvents {
  select: CustomEvent<{ row: number }>;
  'fold-toggle': CustomEvent<{ run: number; open: boolean }>;
  zoom: CustomEvent<{ zoom: number }>;
}

@customElement('tcp-ladder-view')
export class LadderView extends LitElement {
  static override styles = [drawingStyles, viewStyles];

  @property({ attribute: false }) connection: Connection | null = null;
  @property({ attribute: false }) words: LadderWords | null = null;
  /** The reader's options; `openRuns` belongs to the view. */
  @property({ attribute: false, hasChanged: optionsDiffer }) options: Partial<LadderOptions> = {};
  /** Repeats `connection.insight`, which is known only after the first drawing. */
  @property({ attribute: false, hasChanged: labelsDiffer }) insight: Insight | null = null;
  /** Selected row, or null. */
  @property({ type: Number }) selected: number | null = null;
  /** The rows shown; null for all. */
  @property({ attribute: false, hasChanged: spanDiffers }) range: RowSpan | null = null;
  /** Rows that share one band while one of them is selected. */
  @property({ attribute: false, hasChanged: spanDiffers }) marked: RowSpan | null = null;
  /**
   * Height of what is printed above the ladder, in px, on a page laid out for `PAPER`; null in
   * other people's pages. Called when printing begins.
   */
  @property({ attribute: false }) above: (() => number) | null = null;
  @query('svg') private svg!: SVGSVGElement;

  readonly #identity = `l${(instances += 1)}-`;
  readonly #inView = new VisibleRange(this, () => this.#follow());
  readonly #opened = new Set<number>();
  #input: PlanInput | null = null;
  #painter: LadderPainter | null = null;
  #sheets: Element[] = [];
  #surface: Surface | null = null;
  #rows: Rows | null = null;
  #measure: TextMeasure | null = null;
  #slice: Slice = { first: 0, last: -1 };
  /** The cut while only a part of the drawing is shown, and the head above it. */
  #cut: Cut | null = null;
  #cutHead: SVGSVGElement | null = null;
  #stop = -1;
  #width = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeprint', this.#onPrint);
    window.addEventListener('afterprint', this.#onPrint);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeprint', this.#onPrint);
    window.removeEventListener('afterprint', this.#onPrint);
  }

  /** The form for the current width. */
  get form(): LadderForm | null {
    return this.#painter?.plan.measures.form ?? null;
  }

  /** Positions of the rows as drawn now; null before the first drawing. */
  get plan(): LadderPlan | null {
    return this.#painter?.plan ?? null;
  }

  protected override render(): unknown {
    return html`<svg
      class="lad"
      role="graphics-document document"
      @click=${this.#onClick}
      @keydown=${this.#onKey}
      @pointermove=${this.#onHover}
      @pointerleave=${this.#onHover}
    ></svg>`;
  }

  protected override firstUpdated(): void {
    // No title: a browser would show it as a tooltip over the whole drawing. The label says the same.
    const id = `${this.#identity}d`;
    this.svg.append(toElement(h('desc', { id }, '')), toElement(hatches(this.#identity)));
    this.svg.setAttribute('aria-describedby', id);
    this.#surface = new Surface(this.svg);
  }

  protected override async scheduleUpdate() {
    if (this.connection !== this.#rows?.connection) await anotherTask();
    return super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('connection')) {
      this.#opened.clear();
      this.#rows = this.connection ? rowsOf(this.connection) : null;
    }
    if (changed.has('words')) this.#measure = null;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Selecting another row moves nothing, unless it is in a folded run.
    const painter = this.#painter;
    const only = [...changed.keys()].every((key) => key === 'selected' || key === 'marked');
    if (only && painter && !this.#isFolded(painter.plan, this.selected)) {
      painter.selected = this.selected;
      painter.marked = this.marked;
      this.#draw(true);
    } else {
      this.#rebuild();
    }
  }

  #rebuild(): void {
    const { connection, words } = this;
    const rows = this.#rows;
    const surface = this.#surface;
    if (!connection || !words || !rows || !surface) {
      this.style.height = '0';
      return;
    }
    this.#width = this.clientWidth;
    this.#measure ??= browserMeasure(this.svg);
    const options: Partial<LadderOptions> = {
      utcOffset: -new Date(connection.captureStart * 1000).getTimezoneOffset(),
      ...this.options,
      openRuns: new Set(this.#opened),
    };
    const input = { connection, words, width: this.#width, options, measure: this.#measure };
    let plan = new LadderPlan(input);
    const across = this.range ? runsAcross(plan, ...this.range) : [];
    const opening = across.map(({ first }) => first).filter((run) => !this.#opened.has(run));
    // A selected row is never hidden in a folded run.
    if (this.#isFolded(plan, this.selected)) {
      opening.push(plan.entry(plan.entryOf(this.selected!)).first);
    }
    if (opening.length > 0) {
      for (const run of opening) this.#opened.add(run);
      input.options.openRuns = new Set(this.#opened);
      plan = new LadderPlan(input);
    }
    this.#input = input;
    this.#painter = new LadderPainter(plan, this.#identity, this.selected);
    this.#painter.marked = this.marked;
    this.#cut = this.range && cutOf(plan, plan.entryOf(this.#first), plan.entryOf(this.#last));
    this.#drawCutHead(plan);
    surface.hover(null);
    this.style.height = `${Math.ceil(this.#cut ? this.#cut.end + this.#cut.shift : plan.height)}px`;
    this.svg.setAttribute('aria-label', words.title(connection));
    this.svg.setAttribute('aria-roledescription', words.drawing);
    this.svg.setAttribute('lang', words.lang);
    this.svg.querySelector('desc')!.textContent = words.description(connection);
    this.#draw(true, FIRST_MARGIN);
    this.#inView.soon();
  }

  /** First and last row shown. */
  get #first(): number {
    return Math.max(0, this.range?.[0] ?? 0);
  }

  get #last(): number {
    const last = (this.#rows?.count ?? 1) - 1;
    return Math.min(last, this.range?.[1] ?? last);
  }

  /** Offset from a height in the drawing to one in this element. */
  get #shift(): number {
    return this.#cut?.shift ?? 0;
  }

  #drawCutHead(plan: LadderPlan): void {
    const nodes = this.#cut ? drawCutHead(plan, this.#cut) : [];
    this.#cutHead?.remove();
    this.#cutHead = null;
    if (nodes.length === 0) return;
    const { width, firstRow } = plan.measures;
    const head = h('svg', { class: 'lad', width, height: firstRow }, group(nodes));
    this.#cutHead = toElement(head) as SVGSVGElement;
    this.svg.after(this.#cutHead);
  }

  #isFolded(plan: LadderPlan, row: number | null): boolean {
    if (row === null || row < 0 || row >= plan.rows.count) return false;
    const { run, first } = plan.entry(plan.entryOf(row));
    return run !== null && row !== first;
  }

  #follow(): void {
    if (this.#painter && this.clientWidth !== this.#width) this.#rebuild();
    else this.#draw(false);
  }

  #draw(all: boolean, margin = MARGIN): void {
    const painter = this.#painter;
    const surface = this.#surface;
    if (!painter || !surface || painter.plan.count === 0) return;
    this.#inView.measure();
    const slice = this.#sliceInView(painter.plan, margin);
    const near = slice.near;
    const kept = near.first >= this.#slice.first && near.last <= this.#slice.last;
    if (!all && kept) return;
    this.#slice = slice.drawn;
    this.#place(painter.plan);
    const stop = this.#tabStop(painter.plan);
    const moved = new Set([stop, this.#stop]);
    this.#stop = stop;
    // Scrolling changes no row; at most the tab stop moves.
    const drawn = (row: number): boolean => !all && !moved.has(row) && surface.entry(row) !== null;
    surface.show(painter.draw(this.#slice, stop, drawn));
  }

  // Print shows everything, not only the viewport, and has its own layout.
  readonly #onPrint = ({ type }: Event): void => {
    const input = this.#input;
    const rows = this.#rows;
    for (const sheet of this.#sheets) sheet.remove();
    const printing = type === 'beforeprint' && input !== null && (rows?.count ?? 0) > 0;
    this.#sheets = printing ? this.#printed(input) : [];
    this.renderRoot.append(...this.#sheets);
    this.toggleAttribute('printing', printing);
  };

  #printed(input: PlanInput): Element[] {
    const printed = {
      ...input,
      id: `${this.#identity}p`,
      rows: [this.#first, this.#last] as const,
      selected: this.selected,
      above: this.above?.() ?? null,
      begins: this.getBoundingClientRect().top + scrollY,
    };
    return drawSheets(printed, PRINTED).map((node) => toElement(node));
  }

  // The slice in view with half the margin, and the slice drawn with all of it.
  #sliceInView(plan: LadderPlan, margin: number): { near: Slice; drawn: Slice } {
    const cut = this.#cut;
    const shift = this.#shift;
    const top = plan.entryAt(this.#inView.top - shift);
    const bottom = plan.entryAt(this.#inView.bottom - shift) + 1;
    const least = cut?.first ?? 0;
    const most = cut?.last ?? plan.count - 1;
    const clamp = (by: number): Slice => ({
      first: Math.min(most, Math.max(least, top - by)),
      last: Math.max(least, Math.min(most, bottom + by)),
    });
    return { near: clamp(margin / 2), drawn: clamp(margin) };
  }

  // The SVG covers only the slice; further down, its own coordinates begin at a later step.
  #place(plan: LadderPlan): void {
    const cut = this.#cut;
    const shift = this.#shift;
    const [y0, y1] = this.#painter!.range(this.#slice);
    const origin = cut?.top ?? 0;
    const base = origin + Math.floor(Math.max(0, y0 - origin) / STEP) * STEP;
    const height = Math.ceil(Math.min(cut?.end ?? plan.height, y1 + 60) - base);
    const { width } = plan.measures;
    this.svg.style.top = `${base + shift}px`;
    this.svg.style.clipPath = cut ? cutShape(cut, base, width) : '';
    this.svg.setAttribute('width', String(width));
    this.svg.setAttribute('height', String(height));
    this.svg.setAttribute('viewBox', `0 ${base} ${width} ${height}`);
  }

  #tabStop(plan: LadderPlan): number {
    const chosen = this.selected ?? plan.entry(this.#slice.first).first;
    const row = Math.max(this.#first, Math.min(this.#last, chosen));
    return plan.entry(plan.entryOf(row)).first;
  }

  #rowOf(event: Event): { row: number; run: number | null } | null {
    const target =
      event.target instanceof Element ? event.target.closest('[data-row],[data-run]') : null;
    if (!(target instanceof SVGElement)) return null;
    const { row, run } = target.dataset;
    return { row: Number(row ?? run), run: run === undefined ? null : Number(run) };
  }

  readonly #onClick = (event: MouseEvent): void => {
    const hit = this.#rowOf(event);
    if (!hit) return;
    if (hit.run !== null) this.#toggle(hit.run, event.clientY);
    else this.#choose(hit.row);
  };

  readonly #onHover = (event: PointerEvent): void => {
    const hit = event.type === 'pointerleave' ? null : this.#rowOf(event);
    this.#surface?.hover(this.#painter?.hoverBand(hit?.row ?? null) ?? null);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const plan = this.#painter?.plan;
    const at = this.#rowOf(event);
    if (!plan || !at) return;
    const target = keyTarget(plan, event.key, at.row, [this.#first, this.#last]);
    if (target !== null) {
      event.preventDefault();
      this.#choose(target);
      void this.focusRow(target);
      return;
    }
    if (event.key === 'f' || event.key === 'F') this.#toggleAt(plan, at.row);
    else if (event.key === 'Enter' && at.run !== null) this.#toggle(at.run);
    else if (event.key === '+' || event.key === '=') this.#zoomBy(1);
    else if (event.key === '-') this.#zoomBy(-1);
    else if (event.key === '0') this.#zoomBy(-plan.options.zoom);
    else return;
    event.preventDefault();
  };

  #choose(row: number): void {
    this.selected = row;
    this.#dispatch('select', { row });
  }

  #zoomBy(steps: number): void {
    const zoom = (this.options.zoom ?? defaultOptions.zoom) + steps;
    this.options = { ...this.options, zoom };
    this.#dispatch('zoom', { zoom });
  }

  #toggleAt(plan: LadderPlan, row: number): void {
    const run = plan.runs.find((r) => r.first <= row && row <= r.last);
    if (run) this.#toggle(run.first);
  }

  /** Opens or closes a run; the content at `clientY` under the pointer does not move. */
  #toggle(run: number, clientY?: number): void {
    const plan = this.#painter?.plan;
    if (!plan) return;
    const open = !this.#opened.has(run);
    const before = plan.tail(run) + this.#shift;
    if (open) this.#opened.add(run);
    else {
      this.#opened.delete(run);
      const facts = plan.runs.find((r) => r.first === run);
      const inside =
        this.selected !== null && facts && this.selected > run && this.selected <= facts.last;
      if (inside) this.#choose(run);
    }
    this.#rebuild();
    const moved = this.#painter!.plan.tail(run) + this.#shift - before;
    if (clientY !== undefined && moved !== 0)
      scrollerOf(this).scrollBy({ top: moved, behavior: 'instant' });
    if (open) this.#unfold(plan, run);
    this.#dispatch('fold-toggle', { run, open });
  }

  /** Rows of the run appear, and those below move down from their previous places. */
  #unfold(before: LadderPlan, run: number): void {
    const surface = this.#surface;
    const painter = this.#painter;
    const facts = painter?.plan.runs.find((r) => r.first === run);
    if (!surface || !painter || !facts) return;
    const entries = [...surface.entries];
    const below = entries.filter(([row]) => row > facts.last).map(([, element]) => element);
    const inside = entries.filter(([row]) => row > run && row <= facts.last);
    const next = Math.min(facts.last + 1, painter.plan.rows.count - 1);
    slide(below, painter.plan.tail(next) - before.tail(next));
    appear([...inside.map(([, element]) => element), surface.front]);
  }

  #dispatch<K extends keyof LadderEvents>(name: K, detail: LadderEvents[K]['detail']): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** Plays a row: the arrow moves, then the lanes change. */
  play(row: number): void {
    const painter = this.#painter;
    const surface = this.#surface;
    if (!painter || !surface || this.#isFolded(painter.plan, row)) return;
    const entry = surface.entry(painter.plan.entry(painter.plan.entryOf(row)).first);
    if (!entry) return;
    drawArrow(entry);
    growLanes(surface.cover(painter.covers(row)));
  }

  /** Moves the keyboard focus to a row; scrolls only if the row is out of view. */
  async focusRow(row: number): Promise<void> {
    await this.updateComplete;
    this.reveal(row);
    this.#draw(false);
    const plan = this.#painter?.plan;
    if (!plan) return;
    this.#surface?.entry(plan.entry(plan.entryOf(row)).first)?.focus({ preventScroll: true });
  }

  /** Top and bottom of rows in this element, in px; the rows must be shown. */
  bandOf(first: number, last: number): [top: number, bottom: number] {
    const { plan } = this.#painter!;
    const [top] = plan.band(plan.entry(plan.entryOf(first)));
    const [, bottom] = plan.band(plan.entry(plan.entryOf(last)));
    return [top + this.#shift, bottom + this.#shift];
  }

  /** Scrolls until a row is in view; does nothing if it is. */
  reveal(row: number): void {
    const plan = this.#painter?.plan;
    if (!plan || row < this.#first || row > this.#last) return;
    this.#inView.measure();
    const [y0, y1] = this.bandOf(row, row);
    const { top, bottom } = this.#inView;
    const by = y0 < top + 8 ? y0 - top - 60 : y1 > bottom - 8 ? y1 - bottom + 60 : 0;
    if (by !== 0) scrollerOf(this).scrollBy({ top: by, behavior: 'instant' });
    this.#inView.measure();
  }
}

function spanDiffers(a: RowSpan | null, b: RowSpan | null | undefined): boolean {
  return a?.[0] !== b?.[0] || a?.[1] !== b?.[1];
}

/** Whether two insights give different labels; nearly always, neither gives any. */
function labelsDiffer(a: Insight | null, b: Insight | null | undefined): boolean {
  return a !== b && rowsOfOthers(a).size + rowsOfOthers(b).size > 0;
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-ladder-view': LadderView;
  }
}
