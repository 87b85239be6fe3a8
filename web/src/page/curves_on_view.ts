// Whether curves are on view in place of the ladder, and which part of them; the address says the same.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CurvesPlace } from '../curves/curves_view';
import { parsePlace, type Place } from './address_bar';

export class CurvesOnView implements ReactiveController {
  /** What is on view of the curves; null while the ladder is. */
  place: CurvesPlace | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #onShow: () => void;

  /** `onShow` is called when curves take the ladder's place. */
  constructor(host: ReactiveControllerHost, onShow: () => void) {
    this.#host = host;
    this.#onShow = onShow;
    host.addController(this);
  }

  hostConnected() {
    window.addEventListener('hashchange', this.#followAddress);
    this.#followAddress();
  }

  hostDisconnected() {
    window.removeEventListener('hashchange', this.#followAddress);
  }

  /** Curves in place of the ladder, or the ladder where `place` is null. */
  readonly show = (place: CurvesPlace | null) => {
    if (place) {
      this.#onShow();
      void import('../curves/curves_view');
    }
    this.place = place;
    this.#host.requestUpdate();
  };

  toggle() {
    this.show(this.place ? null : {});
  }

  /** What the address says of the view. */
  get address(): Place {
    if (!this.place) return {};
    const { dir, t } = this.place;
    return { view: 'curves', ...(dir && { dir }), ...(t && { t }) };
  }

  readonly #followAddress = () => {
    const { view, dir, t } = parsePlace(location.hash);
    this.show(view ? { ...(dir && { dir }), ...(t && { t }) } : null);
  };
}
