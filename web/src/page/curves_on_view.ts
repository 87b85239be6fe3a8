// Whether curves are on view instead of the ladder, and which part of them. The URL has the same
// state.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CurvesPlace } from '../curves/curves_view';
import { parsePlace, type Place } from './address_bar';

export class CurvesOnView implements ReactiveController {
  /** The part of the curves on view; null while the ladder is on view. */
  place: CurvesPlace | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #onShow: () => void;

  /** `onShow` is called when curves replace the ladder. */
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

  /** Shows curves instead of the ladder; shows the ladder if `place` is null. */
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

  /** The part of the URL that describes this view. */
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
