// Which rows of a long table are in the document: those in view and some around them. All rows have
// one height, so that a row's place is a product, and no list of the places of all has to be made
// when a filter leaves others.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface RowMeasures {
  /** Px, of each row and of the head that stays above them. */
  row: number;
  head: number;
  /** Rows kept on either side of those in view. */
  around: number;
}

export class RowWindow implements ReactiveController {
  /** Of the box, px, as it told last: to ask it would have everything laid out at once. */
  #height = 188;
  #top = 0;
  /** Place of a row to reveal once the box has told. */
  #awaited: number | null = null;
  #told = false;
  #box: HTMLElement | null = null;
  /** As they were drawn last. */
  #drawn = { from: 0, to: 0 };
  #count = 0;
  readonly #resize = new ResizeObserver(() => this.#look());
  readonly #host: ReactiveControllerHost;
  readonly #measures: RowMeasures;
  readonly #scroller: () => HTMLElement | null;

  /** `scroller` finds the box that scrolls, once it is drawn. */
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
    // The box is found again when it is drawn.
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

  /** Places of the rows to draw, of `count` in all: from the first to behind the last. */
  range(count: number): { from: number; to: number } {
    this.#count = count;
    this.#drawn = this.#inView(this.#measures.around);
    return this.#drawn;
  }

  /** Scrolls as little as it takes to have the row at a place in view. */
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
    // The box may still stand where rows were that a filter took away.
    const last = Math.max(0, count * row + head - this.#height);
    const top = Math.min(this.#top, last);
    return {
      from: Math.max(0, Math.floor(top / row) - around),
      to: Math.min(count, Math.ceil((top + this.#height - head) / row) + around),
    };
  }

  readonly #look = (): void => {
    // Of a box that is not shown there is nothing to know.
    if (!this.#box?.clientHeight) return;
    this.#height = this.#box.clientHeight;
    this.#top = this.#box.scrollTop;
    this.#told = true;
    if (this.#awaited !== null) this.reveal(this.#awaited);
    const { from, to } = this.#inView(0);
    if (from < this.#drawn.from || to > this.#drawn.to) this.#host.requestUpdate();
  };
}
