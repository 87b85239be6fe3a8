// Decides which rows of a long table are in the DOM: those in view and some around them. All rows
// have the same height, so that a row's position is a product, and filtering needs no list of
// positions.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface RowMeasures {
  /** Height of a row, and of the header that stays above the rows, in px. */
  row: number;
  head: number;
  /** Number of rows kept above and below those in view. */
  around: number;
}

export class RowWindow implements ReactiveController {
  /** Last known height of the box, in px. Reading it would force a synchronous layout. */
  #height = 188;
  #top = 0;
  /** Position of a row to reveal once the size of the box is known. */
  #awaited: number | null = null;
  #told = false;
  #box: HTMLElement | null = null;
  /** Range of rows last drawn. */
  #drawn = { from: 0, to: 0 };
  #count = 0;
  readonly #resize = new ResizeObserver(() => this.#look());
  readonly #host: ReactiveControllerHost;
  readonly #measures: RowMeasures;
  readonly #scroller: () => HTMLElement | null;

  /** `scroller` returns the scrolling box once it is rendered. */
  constructor(
    host: ReactiveControllerHost,
    measures: RowMeasures,
    scroller: () => HTMLElement | null,
  ) {
    this.#host = host;
    this.#measures = measures;
    this.#scroller = scroller;
    host.addController(this);
  }

  hostConnected(): void {
    // The next update finds the box again.
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const box = this.#scroller();
    if (box === this.#box) return;
    this.hostDisconnected();
    this.#box = box;
    this.#top = 0;
    this.#told = false;
    box?.addEventListener('scroll', this.#look, { passive: true });
    if (box) this.#resize.observe(box);
  }

  hostDisconnected(): void {
    this.#box?.removeEventListener('scroll', this.#look);
    this.#resize.disconnect();
    this.#box = null;
  }

  /** Range of the rows to draw, out of `count`; `to` is exclusive. */
  range(count: number): { from: number; to: number } {
    this.#count = count;
    this.#drawn = this.#inView(this.#measures.around);
    return this.#drawn;
  }

  /** Scrolls the row into view by the shortest distance. */
  reveal(at: number): void {
    this.#awaited = this.#told ? null : at;
    if (!this.#told) return;
    const { row, head } = this.#measures;
    const [highest, lowest] = [at * row, (at + 1) * row + head - this.#height];
    const top = Math.max(lowest, Math.min(highest, this.#top));
    if (this.#box && top !== this.#top) this.#box.scrollTop = this.#top = top;
  }

  #inView(around: number): { from: number; to: number } {
    const { row, head } = this.#measures;
    const count = this.#count;
    // After filtering, the scroll position may still be beyond the last row.
    const last = Math.max(0, count * row + head - this.#height);
    const top = Math.min(this.#top, last);
    return {
      from: Math.max(0, Math.floor(top / row) - around),
      to: Math.min(count, Math.ceil((top + this.#height - head) / row) + around),
    };
  }

  readonly #look = (): void => {
    // A hidden box has no size.
    if (!this.#box?.clientHeight) return;
    this.#height = this.#box.clientHeight;
    this.#top = this.#box.scrollTop;
    this.#told = true;
    if (this.#awaited !== null) this.reveal(this.#awaited);
    const { from, to } = this.#inView(0);
    if (from < this.#drawn.from || to > this.#drawn.to) this.#host.requestUpdate();
  };
}
