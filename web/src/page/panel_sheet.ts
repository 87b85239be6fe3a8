// The panel as a sheet over a page that is too narrow for it. Moves the focus when it opens and
// closes.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { StepPanel } from '../panel/step_panel';

export class PanelSheet implements ReactiveController {
  #open = false;
  readonly #host: ReactiveControllerHost;
  readonly #panel: () => StepPanel | undefined;
  readonly #backToDrawing: () => void;

  constructor(
    host: ReactiveControllerHost,
    panel: () => StepPanel | undefined,
    /** Moves the focus from the panel to the drawing. */
    backToDrawing: () => void,
  ) {
    this.#host = host;
    this.#panel = panel;
    this.#backToDrawing = backToDrawing;
    host.addController(this);
  }

  hostConnected() {}

  get isOpen(): boolean {
    return this.#open;
  }

  /** Opens the sheet and moves the focus to the panel. */
  readonly open = () => {
    this.#set(true);
    void this.focus();
  };

  /** Opens the sheet without moving the focus. */
  readonly show = () => this.#set(true);

  /** Closes the sheet and moves the focus to the drawing. */
  readonly close = () => {
    this.#set(false);
    void this.#host.updateComplete.then(this.#backToDrawing);
  };

  /** Closes the sheet without moving the focus. */
  readonly hide = () => this.#set(false);

  async focus() {
    await customElements.whenDefined('tcp-step-panel');
    await this.#host.updateComplete;
    this.#panel()?.focusStep();
  }

  #set(open: boolean) {
    this.#open = open;
    this.#host.requestUpdate();
  }
}
