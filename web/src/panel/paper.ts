// In print, the selected step has two columns, and its drawings are laid out for the width of one.
// Printing does not wait for a ResizeObserver, so the width of the page must be known in advance.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { PAPER } from '../theme/paper';

/** Gap between the columns, as in the styles: 12 mm, in px. */
const GAP = 45.4;
/** Scale of a step in print, so that it fits on one page. */
export const PRINT_ZOOM = 0.82;

/** A host that can be rendered synchronously. */
interface Host extends ReactiveControllerHost {
  drawNow(): void;
}

export class Paper implements ReactiveController {
  #printing = false;
  readonly #media = typeof matchMedia === 'undefined' ? null : matchMedia('print');
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('beforeprint', this.#onPrint);
    window.addEventListener('afterprint', this.#onPrint);
    this.#media?.addEventListener('change', this.#onMedia);
  }

  hostDisconnected(): void {
    window.removeEventListener('beforeprint', this.#onPrint);
    window.removeEventListener('afterprint', this.#onPrint);
    this.#media?.removeEventListener('change', this.#onMedia);
  }

  /** Width for a drawing for which the screen has `width` px. */
  widthOf(width: number): number {
    if (!this.#printing && !this.#media?.matches) return width;
    const paper = this.#printing ? PAPER.width : width;
    return Math.floor((paper / PRINT_ZOOM - GAP) / 2);
  }

  readonly #onPrint = ({ type }: Event): void => {
    this.#printing = type === 'beforeprint';
    this.#host.requestUpdate();
    this.#host.drawNow();
  };

  readonly #onMedia = (): void => this.#host.requestUpdate();
}
