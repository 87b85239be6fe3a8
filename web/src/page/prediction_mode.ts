// Whether the reader is predicting states, and the predictions for the connection on view.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Connection } from '../model/connection';
import { Prediction } from '../story/predicted';

export class PredictionMode implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #connection: () => Connection | null;
  #on = false;
  #prediction: Prediction | undefined;

  /** `connection` returns the connection on view. */
  constructor(host: ReactiveControllerHost, connection: () => Connection | null) {
    this.#host = host;
    this.#connection = connection;
    host.addController(this);
  }

  hostConnected() {}

  get on(): boolean {
    return this.#on;
  }

  set on(on: boolean) {
    this.#on = on;
    this.#host.requestUpdate();
  }

  /** The prediction for the connection on view; null if the reader is not predicting. */
  get current(): Prediction | null {
    const connection = this.#connection();
    if (!this.#on || !connection) return null;
    if (this.#prediction?.connection !== connection) this.#prediction = new Prediction(connection);
    return this.#prediction;
  }
}
