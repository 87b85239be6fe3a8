// The captions of a ladder, and which of them is being read. The page scrolls normally; the ladder
// follows the caption nearest to a reading line in the window.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RowSpan } from '../ladder/ladder_view';
import { TcpStep } from './tcp_step';
import type { Place } from './tcp_step';

/** Position of the reading line, as a fraction of the height below the ladder or next to it. */
const readingLine = 0.36;

export interface CaptionsHost extends ReactiveControllerHost, HTMLElement {
  /** The segments that an `at` refers to; null for none. */
  placeOf: (at: string) => Place | null;
  /** The box that stays in the window while captions scroll; null before the first drawing. */
  readonly stage: HTMLElement | null;
  readonly renderRoot: ParentNode;
  /** Segments with comments of the file, which are captions if the author gave none. */
  readonly commented: readonly number[];
  /** A caption reached the reading line, or the reader chose it. */
  follow: (step: TcpStep) => void;
}

export class Captions implements ReactiveController {
  steps: readonly TcpStep[] = [];
  #current: TcpStep | null = null;
  #frame = 0;
  #active = false;
  readonly #missing = new Set<string>();
  readonly #children = new MutationObserver(() => this.#host.requestUpdate());
  readonly #near = new IntersectionObserver(([entry]) => this.#listen(entry!.isIntersecting));
  readonly #host: CaptionsHost;

  constructor(host: CaptionsHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    this.#children.observe(this.#host, {
      childList: true,
      subtree: true,
      attributeFilter: ['at'],
    });
    this.#host.addEventListener('tcp-step-choose', this.#onChoose);
  }

  hostDisconnected() {
    this.#children.disconnect();
    this.#near.disconnect();
    this.#listen(false);
    this.#host.removeEventListener('tcp-step-choose', this.#onChoose);
    this.release();
  }

  /** Whether the ladder has captions. */
  get any(): boolean {
    return this.#own().length > 0 || this.#host.commented.length > 0;
  }

  /** The rows whose comments are captions: none if the author gave captions. */
  get made(): readonly number[] {
    return this.#own().length > 0 ? [] : this.#host.commented;
  }

  /** The segments that the current caption describes. */
  get rows(): RowSpan | null {
    return this.#current?.rows ?? null;
  }

  /** Connects the captions to the drawing; called on each update. */
  bind() {
    const own = this.#own();
    for (const step of own) step.slot = 'steps';
    const made = this.#host.renderRoot.querySelectorAll<TcpStep>('tcp-step');
    this.steps = own.length > 0 ? own : [...made];
    if (this.#current && !this.steps.includes(this.#current)) this.#current = this.#line = null;
    for (const step of this.steps) {
      const place = this.#host.placeOf(step.at);
      if (!place) this.#complain(step.at);
      step.settle(place);
    }
    if (this.steps.length > 0) this.#near.observe(this.#host);
    if (this.#active) this.#onScroll();
  }

  /** Turns the captions back into plain text. */
  release() {
    for (const step of this.steps) {
      step.removeAttribute('slot');
      step.settle(null);
    }
    this.steps = [];
    this.#current = this.#line = null;
  }

  /** Makes the caption about a row the current one; none if no caption describes the row. */
  showRow(row: number) {
    const about = (step: TcpStep) =>
      step.rows !== null && step.rows[0] <= row && row <= step.rows[1];
    if (this.#current && about(this.#current)) return;
    this.#settleLine();
    this.#mark(this.steps.find(about) ?? null);
  }

  // Warns the author of the page; readers see an ordinary caption.
  #complain(at: string) {
    if (this.#missing.has(at)) return;
    this.#missing.add(at);
    console.warn(`<tcp-step at="${at}">: the ladder shows no such segment`);
  }

  #own(): TcpStep[] {
    return [...this.#host.children].filter((child) => child instanceof TcpStep);
  }

  #mark(step: TcpStep | null) {
    if (this.#current) this.#current.current = false;
    this.#current = step;
    if (step) step.current = true;
  }

  #listen(active: boolean) {
    if (active === this.#active) return;
    this.#active = active;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const change = active ? 'addEventListener' : 'removeEventListener';
    // Captures scroll events of all boxes around the element, not only of the page.
    window[change]('scroll', this.#onScroll, { capture: true, passive: true });
    window[change]('resize', this.#onScroll, { passive: true });
    if (active) this.#onScroll();
  }

  readonly #onScroll = () => {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#read();
    });
  };

  /** The caption that reached the line last. */
  #line: TcpStep | null = null;

  // Only a new caption at the line moves the ladder: a segment chosen by hand stays chosen until
  // then.
  #read() {
    const step = this.#nearest();
    if (!step || step === this.#line) return;
    this.#line = step;
    this.#mark(step);
    this.#host.follow(step);
  }

  #nearest(): TcpStep | null {
    const { stage } = this.#host;
    const placed = this.steps.filter((step) => step.rows !== null);
    if (!stage || placed.length === 0) return null;
    const box = stage.getBoundingClientRect();
    const beside = box.width < 0.9 * this.#host.clientWidth;
    const top = beside ? 0 : Math.max(0, box.bottom);
    const line = top + readingLine * (window.innerHeight - top);
    const distance = (step: TcpStep) => {
      const { top: first, bottom: last } = step.getBoundingClientRect();
      return Math.max(first - line, line - last, 0);
    };
    return placed.reduce((best, step) => (distance(step) < distance(best) ? step : best));
  }

  readonly #onChoose = (event: Event) => {
    const step = this.steps.find((each) => each === event.composedPath()[0]);
    if (!step) return;
    this.#settleLine();
    this.#mark(step);
    this.#host.follow(step);
  };

  // A scroll that ended before the choice but was not yet processed must not undo the choice.
  #settleLine() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#line = this.#nearest();
  }
}
