// Whether another connection is on view beside the first, and which one; the address says the same.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConnectionNumber } from '../model/connection_number';
import { parsePlace, type Place } from './address_bar';
import type { CaptureController } from './capture_controller';
import type { ComparisonPlace } from './compare/comparison_view';

export class ComparisonOnView implements ReactiveController {
  /** Null while one connection is on view. */
  place: ComparisonPlace | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #capture: CaptureController;
  readonly #onShow: () => void;

  /** `onShow` is called when two connections take the place of one. */
  constructor(host: ReactiveControllerHost, capture: CaptureController, onShow: () => void) {
    this.#host = host;
    this.#capture = capture;
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

  readonly show = (place: ComparisonPlace = { other: null, beside: null }) => {
    this.#onShow();
    void import('./compare/comparison_view');
    this.place = place;
    this.#host.requestUpdate();
  };

  readonly end = () => {
    this.place = null;
    this.#host.requestUpdate();
  };

  toggle() {
    if (this.place) this.end();
    else this.show();
  }

  /** Both are of the open capture. */
  readonly swap = async (number: ConnectionNumber) => {
    const index = await this.#capture.find(number);
    const first = this.#capture.connection?.number ?? null;
    if (index === null || !this.place) return;
    await this.#capture.choose(index);
    this.show({ ...this.place, other: first });
  };

  /** Takes a connection of the open capture beside the one on view; false where none is. */
  takes(index: number): boolean {
    const number = this.#capture.rows?.at(index).number;
    if (!this.place || !number) return false;
    this.show({ other: number, beside: null });
    return true;
  }

  /** What the address says of the view. */
  get address(): Place {
    if (!this.place) return {};
    const { other, beside } = this.place;
    return { ...(other && { with: other }), ...(beside !== null && { beside }) };
  }

  readonly #followAddress = () => {
    const { with: other = null, beside = null } = parsePlace(location.hash);
    if (other ?? beside) this.show({ other, beside });
    else this.end();
  };
}
