// The capture over time, above the table: connections opened, and those that failed. Dragging
// filters the table by a time span.
import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PageWords } from '../../words/page';
import type { TimeSpan } from './connection_filter';
import type { ConnectionRows } from './connection_rows';
import { base } from '../../ui/styles';
import { markTexts, timeMarks } from './time_axis';
import { binConnections, findBurst, type Burst, type TimeBins } from './time_bins';

const height = 58;
/** Height above the bars for the label of a burst, in px; only present with a burst. */
const headroom = 15;
/** y of the baseline of bars and ticks. */
const ground = 34;
const tallest = 19;
const binWidth = 5.8;

/** Fires `span` with a TimeSpan during a drag, and with null on a click. */
@customElement('tcp-time-strip')
export class TimeStrip extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
        min-height: ${height - headroom}px;
        touch-action: pan-y;
        cursor: crosshair;
        user-select: none;
      }
      svg {
        display: block;
        overflow: visible;
        font-size: 11px;
      }
      text {
        fill: var(--ink3);
        font-variant-numeric: tabular-nums;
      }
      .burst {
        fill: var(--st);
        font-size: 11.5px;
        font-weight: 600;
        /* Separates the line from bars behind it. */
        stroke: var(--paper);
        stroke-width: 4px;
        stroke-linejoin: round;
        paint-order: stroke;
      }
      .opened {
        fill: var(--edge);
      }
      .half-open {
        fill: var(--s2);
      }
      .broken {
        stroke: var(--rst);
        stroke-width: 2;
      }
      .axis {
        stroke: var(--hair2);
      }
      .mark {
        stroke: var(--edge);
      }
      .chosen {
        fill: none;
        stroke: var(--ink);
        stroke-width: 2;
      }
      .ground {
        fill: none;
        pointer-events: all;
      }
      .span {
        fill: var(--ink);
        opacity: 0.12;
      }
      @media (forced-colors: active) {
        .opened,
        .half-open,
        text {
          fill: CanvasText;
        }
        .broken,
        .axis,
        .chosen {
          stroke: CanvasText;
        }
      }
    `,
  ];

  @property({ attribute: false }) rows!: ConnectionRows;
  /** Duration of the capture in seconds. */
  @property({ type: Number }) duration = 0;
  /** Time span of the connection on view, in seconds since the capture's first frame. */
  @property({ attribute: false, hasChanged: differs }) chosen: TimeSpan | null = null;
  /** Time span that filters the table. */
  @property({ attribute: false, hasChanged: differs }) span: TimeSpan | null = null;
  @property({ attribute: false }) words!: PageWords;

  @state() private width = 0;
  #bins: TimeBins | undefined;
  #dragFrom: number | undefined;
  readonly #resize = new ResizeObserver(([entry]) => {
    this.width = Math.round(entry!.contentRect.width);
  });

  override connectedCallback() {
    super.connectedCallback();
    this.#resize.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#resize.disconnect();
  }

  override willUpdate(changed: Map<PropertyKey, unknown>) {
    if (
      this.width > 0 &&
      (changed.has('rows') || changed.has('width') || changed.has('duration'))
    ) {
      const count = Math.max(10, Math.floor(this.width / binWidth));
      this.#bins = binConnections(this.rows, this.duration, count);
    }
  }

  override render() {
    if (!this.#bins) return nothing;
    const bins = this.#bins;
    const { words, width } = this;
    const burst = findBurst(bins);
    const top = burst ? 0 : headroom;
    const sum = (column: Uint32Array) => column.reduce((total, n) => total + n, 0);
    const label = words.page.stripLabel({
      connections: this.rows.count,
      seconds: this.duration,
      halfOpen: sum(bins.halfOpen),
      refused: sum(bins.broken),
    });
    return html`<svg
      width=${width}
      height=${height - top}
      viewBox=${`0 ${top} ${width} ${height - top}`}
      role="img"
      aria-label=${label}
      @pointerdown=${this.#onDown}
      @pointermove=${this.#onMove}
      @pointerup=${this.#onUp}
    >
      <rect class="ground" width=${width} height=${height} />
      ${this.span ? this.#spanBand(this.span) : nothing} ${this.#bars(bins)} ${this.#axis()}
      ${burst ? this.#burst(burst) : nothing} ${this.chosen ? this.#bracket(this.chosen) : nothing}
    </svg>`;
  }

  #x(seconds: number) {
    return (Math.max(0, seconds) / Math.max(this.duration, 1e-6)) * this.width;
  }

  #bars({ opened, halfOpen, broken }: TimeBins) {
    const pitch = this.width / opened.length;
    const unit = tallest / Math.max(1, ...opened);
    let grey = '';
    let amber = '';
    let ticks = '';
    const bar = (i: number, from: number, count: number) =>
      `M${(i * pitch + 0.6).toFixed(1)} ${(ground - from * unit).toFixed(1)}` +
      `v${(-count * unit).toFixed(1)}h${(pitch - 1.2).toFixed(1)}v${(count * unit).toFixed(1)}z`;
    const longestTick = 8 / Math.max(1, ...broken);
    for (let i = 0; i < opened.length; i++) {
      const rest = opened[i]! - halfOpen[i]!;
      if (rest > 0) grey += bar(i, 0, rest);
      if (halfOpen[i]! > 0) amber += bar(i, rest, halfOpen[i]!);
      if (broken[i]! > 0) {
        const length = Math.max(4, broken[i]! * Math.min(4, longestTick));
        ticks += `M${((i + 0.5) * pitch).toFixed(1)} ${ground + 3}v${length.toFixed(1)}`;
      }
    }
    return svg`<path class="opened" d=${grey} /><path class="half-open" d=${amber} /><path class="broken" d=${ticks} />`;
  }

  #axis() {
    const marks = timeMarks(this.duration, Math.max(2, Math.floor(this.width / 110)));
    const texts = markTexts(marks);
    return svg`<path class="axis" d=${`M0 ${ground + 0.5}H${this.width}`} />
      ${marks.map((seconds, i) => {
        const x = this.#x(seconds);
        const anchor = i === 0 ? 'start' : x > this.width - 24 ? 'end' : 'middle';
        return svg`<path class="mark" d=${`M${Math.min(this.width - 0.5, x + 0.5)} ${ground}v4`} />
          <text x=${x} y=${height - 4} text-anchor=${anchor}>${texts[i]}</text>`;
      })}`;
  }

  #burst(burst: Burst) {
    const text = this.words.page.burst({ halfOpen: burst.count, seconds: burst.duration });
    const after = this.#x(burst.start + burst.duration) + 4;
    const fits = after + text.length * 7 < this.width;
    return svg`<text class="burst" y="11" x=${fits ? after : this.#x(burst.start) - 4}
      text-anchor=${fits ? 'start' : 'end'}>${text}</text>`;
  }

  // The bracket lies below the axis and its ends point up; below this width they would merge.
  #bracket({ from, to }: TimeSpan) {
    const least = 9;
    const [first, last] = [this.#x(from), this.#x(to)];
    const spare = Math.max(0, least - (last - first));
    const start = Math.min(this.width - 1 - least, Math.max(1, first - spare / 2));
    const end = Math.min(this.width - 1, Math.max(start + least, last));
    return svg`<path class="chosen" d=${`M${start} ${ground - 6}V${ground + 1}H${end}V${ground - 6}`} />`;
  }

  #spanBand({ from, to }: TimeSpan) {
    const x = this.#x(from);
    return svg`<rect class="span" x=${x} y="0" height=${ground} width=${Math.max(1, this.#x(to) - x)} />`;
  }

  #seconds(event: PointerEvent) {
    const { left, width } = this.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - left) / width)) * this.duration;
  }

  #onDown(event: PointerEvent) {
    if (event.button !== 0) return;
    this.#dragFrom = this.#seconds(event);
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
  }

  #onMove(event: PointerEvent) {
    if (this.#dragFrom === undefined) return;
    const at = this.#seconds(event);
    const span = { from: Math.min(this.#dragFrom, at), to: Math.max(this.#dragFrom, at) };
    if (this.#x(span.to) - this.#x(span.from) < 3) return;
    this.dispatchEvent(new CustomEvent<TimeSpan>('span', { detail: span }));
  }

  #onUp(event: PointerEvent) {
    const from = this.#dragFrom;
    this.#dragFrom = undefined;
    if (from === undefined) return;
    const moved = Math.abs(this.#x(this.#seconds(event)) - this.#x(from));
    if (moved < 3) this.dispatchEvent(new CustomEvent<null>('span', { detail: null }));
  }
}

// An equal span in a new object needs no update.
function differs(one: TimeSpan | null, other: TimeSpan | null | undefined): boolean {
  return one?.from !== other?.from || one?.to !== other?.to;
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-time-strip': TimeStrip;
  }
}
