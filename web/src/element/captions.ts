// The captions of a ladder: which one is being read. The page scrolls as it always does; the ladder
// follows the caption that is nearest to a line in the window.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RowSpan } from '../ladder/ladder_view';
import { TcpStep } from './tcp_step';
import type { Place } from './tcp_step';

/** Where a caption is read, as a share of the room below the ladder or beside it. */
const readingLine = 0.36;

export interface CaptionsHost extends ReactiveControllerHost, HTMLElement {
  /** What an `at` means here; null for nothing. */
  placeOf: (at: string) => Place | null;
  /** The box that stays in the window while the captions pass; null before the first drawing. */
  readonly stage: HTMLElement | null;
  /** A caption came to the reading line, or was asked for. */
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

  /** Whether there are captions at all. */
  get any(): boolean {
    return this.#own().length > 0;
  }

  /** The segments that the current caption is about. */
  get rows(): RowSpan | null {
    return this.#current?.rows ?? null;
  }

  /** Binds the captions to the drawing; called with each of its updates. */
  bind() {
    this.steps = this.#own();
    for (const step of this.steps) {
      step.slot = 'steps';
      const place = this.#host.placeOf(step.at);
      if (!place) this.#complain(step.at);
      step.settle(place);
    }
    if (this.steps.length > 0) this.#near.observe(this.#host);
    if (this.#active) this.#onScroll();
  }

  /** Gives the captions back to the page as plain text. */
  release() {
    for (const step of this.steps) {
      step.removeAttribute('slot');
      step.settle(null);
    }
    this.steps = [];
    this.#current = this.#line = null;
  }

  /** The caption about a row becomes the current one; a row that none is about ends that. */
  showRow(row: number) {
    const about = (step: TcpStep) =>
      step.rows !== null && step.rows[0] <= row && row <= step.rows[1];
    if (this.#current && about(this.#current)) return;
    this.#settleLine();
    this.#mark(this.steps.find(about) ?? null);
  }

  // For the author of the page, whose readers see a caption like any other.
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
    // Captures the scrolling of any box around the element, not only that of the page.
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

  /** The caption that came to the line last. */
  #line: TcpStep | null = null;

  // Only the reading on moves the ladder: a segment that was chosen by hand stays chosen until
  // another caption comes to the line.
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
    const step = event.target;
    if (!(step instanceof TcpStep) || step.parentElement !== this.#host) return;
    this.#settleLine();
    this.#mark(step);
    this.#host.follow(step);
  };

  // Scrolling that ended before a choice, but was not looked at yet, does not undo the choice.
  #settleLine() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#line = this.#nearest();
  }
}
