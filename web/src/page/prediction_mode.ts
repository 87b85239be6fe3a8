// Whether the reader predicts the states, and what was predicted of the connection on view.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Connection } from '../model/connection';
import { Prediction } from '../story/predicted';

export class PredictionMode implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #connection: () => Connection | null;
  #on = false;
  #prediction: Prediction | undefined;

  /** `connection`: the one on view. */
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

  /** Of the connection on view; null while states are simply told. */
  get current(): Prediction | null {
    const connection = this.#connection();
    if (!this.#on || !connection) return null;
    if (this.#prediction?.connection !== connection) this.#prediction = new Prediction(connection);
    return this.#prediction;
  }
}
