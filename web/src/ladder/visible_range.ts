// Tracks which part of an element is in view while any box around it scrolls. The element stays in
// the flow of the page; scrolling is never hijacked.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class VisibleRange implements ReactiveController {
  /** Range in view from the element's top, in px; may be outside the element. */
  top = 0;
  bottom = 0;
  #frame = 0;
  /** The boxes that scroll the host; null until it is first measured. */
  #scrollers: Element[] | null = null;
  readonly #resize = new ResizeObserver(() => this.#schedule());
  readonly #intersection = new IntersectionObserver(() => this.#schedule());
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #changed: () => void;

  /** `changed` is called at most once per frame. */
  constructor(host: ReactiveControllerHost & HTMLElement, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected(): void {
    for (const event of ['scroll', 'resize']) {
      window.addEventListener(event, this.#schedule, { passive: true });
    }
    this.#resize.observe(this.#host);
    // Content above may move the element without scrolling; entering the viewport is always
    // observed.
    this.#intersection.observe(this.#host);
  }

  hostDisconnected(): void {
    for (const target of [window, ...(this.#scrollers ?? [])]) {
      target.removeEventListener('scroll', this.#schedule);
    }
    this.#scrollers = null;
    window.removeEventListener('resize', this.#schedule);
    this.#resize.disconnect();
    this.#intersection.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  /** Calls `changed` in the frame after the next, so that the latest drawing is painted first. */
  soon(): void {
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (this.#host.isConnected) this.#schedule();
      }),
    );
  }

  readonly #schedule = (): void => {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.measure();
      this.#changed();
    });
  };

  /**
   * Reads the position now. The boxes around the host are searched for here and not when it is
   * connected: then, their styles would have to be computed in the middle of a large rendering.
   */
  measure(): void {
    this.#scrollers ??= this.#watch();
    const own = this.#host.getBoundingClientRect().top;
    let top = 0;
    let bottom = window.innerHeight;
    for (const target of this.#scrollers) {
      const box = target.getBoundingClientRect();
      top = Math.max(top, box.top);
      bottom = Math.min(bottom, box.bottom);
    }
    this.top = top - own;
    this.bottom = Math.max(bottom, top) - own;
  }

  #watch(): Element[] {
    const scrollers = scrollersOf(this.#host);
    for (const target of scrollers) {
      target.addEventListener('scroll', this.#schedule, { passive: true });
    }
    return scrollers;
  }
}

/** The scrolling boxes around an element, through slots and shadow roots. */
function scrollersOf(element: Element): Element[] {
  const found: Element[] = [];
  for (let at = parentOf(element); at !== null; at = parentOf(at)) {
    if (at === document.documentElement || at === document.body) break;
    const { overflowY } = getComputedStyle(at);
    const scrolls = overflowY === 'auto' || overflowY === 'scroll' || overflowY === 'overlay';
    // A box with this attribute scrolls its content only by script.
    if (scrolls || at.hasAttribute('data-moves')) found.push(at);
  }
  return found;
}

function parentOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** The nearest box that scrolls an element, else the page. */
export function scrollerOf(element: Element): Element {
  return scrollersOf(element)[0] ?? document.scrollingElement ?? document.documentElement;
}
