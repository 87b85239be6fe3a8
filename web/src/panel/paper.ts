// On paper, the selected step has two columns, and its drawings are laid out for the width of one
// of them. Printing does not wait for a ResizeObserver, so the width of a page has to be known
// beforehand.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { PAPER } from '../theme/paper';

/** Between the columns, as in the styles: 12 mm. */
const GAP = 45.4;
/** How much smaller a step is printed than shown, so that it fits on one page. */
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

  /** Width for a drawing where the screen, or a page shown on it, gives `width` px. */
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
