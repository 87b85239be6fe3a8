// On paper the chosen step stands in two columns, and its drawings are laid out for the width of one
// of them. Printing waits for no observer of sizes, so the width of a page is known beforehand.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Between the columns, as in the styles: 12 mm. */
const GAP = 45.4;
/** Of A4 within the margins of page.css: 210 mm less twice 13 mm. */
const PAGE = 695;

/** A host that can be drawn before the browser goes on. */
interface Host extends ReactiveControllerHost {
  /** Width of the ladder beside it, which goes to the printer as it is; 0 without one. */
  readonly ladderWidth: number;
  drawNow(): void;
}

export class Paper implements ReactiveController {
  private printing = false;
  private readonly media = typeof matchMedia === 'undefined' ? null : matchMedia('print');

  constructor(private readonly host: Host) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('beforeprint', this.onPrint);
    window.addEventListener('afterprint', this.onPrint);
    this.media?.addEventListener('change', this.onMedia);
  }

  hostDisconnected(): void {
    window.removeEventListener('beforeprint', this.onPrint);
    window.removeEventListener('afterprint', this.onPrint);
    this.media?.removeEventListener('change', this.onMedia);
  }

  /** Width for a drawing where the screen, or a page shown on it, gives `width` px. */
  widthOf(width: number): number {
    if (!this.printing) return this.media?.matches ? Math.floor((width - GAP) / 2) : width;
    // Where the ladder is wider than the paper, browsers make the whole page smaller until it fits.
    return Math.floor((Math.max(PAGE, this.host.ladderWidth) - GAP) / 2);
  }

  private readonly onPrint = ({ type }: Event): void => {
    this.printing = type === 'beforeprint';
    this.host.requestUpdate();
    this.host.drawNow();
  };

  private readonly onMedia = (): void => this.host.requestUpdate();
}
