// Whether a text is being edited on the page, and how editing starts.
import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { LadderOptions } from '../ladder/options';
import type { PageWords } from '../words/page';
import type { CaptureController } from './capture_controller';
import { mostWritten } from './capture_opener';
import type { WriteEvents } from './write/write_pane';

/** Maximum number of segments of a connection that is offered as a script. */
const mostSegments = 400;

export class Writing implements ReactiveController {
  /** The editor is next to the drawing. */
  on = false;
  /** On a page too narrow for both, the text is in view instead of the ladder. */
  textInView = true;
  /** Notes of lines that are not drawn, for the ladder. */
  undrawn: LadderOptions['notes'] = new Map();
  readonly #host: ReactiveControllerHost;
  readonly #capture: CaptureController;
  readonly #go: (row: number) => void;
  #turn = 0;

  constructor(host: ReactiveControllerHost, capture: CaptureController, go: (row: number) => void) {
    this.#host = host;
    this.#capture = capture;
    this.#go = go;
    host.addController(this);
  }

  hostConnected() {}

  readonly toggle = () => {
    if (this.on) this.stop();
    else void this.start();
  };

  stop() {
    this.#turn += 1;
    this.on = false;
    this.#host.requestUpdate();
  }

  /** Starts with `text`, or else with the capture's text, or with its connection as a script. */
  async start(text?: string) {
    this.#turn += 1;
    const turn = this.#turn;
    const [written] = await Promise.all([text ?? this.#textInView(), import('./write/write_pane')]);
    if (turn !== this.#turn) return;
    this.on = this.textInView = true;
    this.#host.requestUpdate();
    if (written !== this.#capture.written) await this.#capture.write(written);
  }

  async #textInView(): Promise<string> {
    const { written, text, file, size, connection } = this.#capture;
    if (written !== null) return written;
    if (text && file && size <= mostWritten) return file.text();
    const short = connection !== null && connection.segments.count <= mostSegments;
    return short ? this.#capture.ask.script(1).catch(() => '') : '';
  }

  /** Called while the page renders, so the update is queued for afterwards. */
  #setUndrawn(undrawn: LadderOptions['notes']) {
    const said = (notes: LadderOptions['notes']) => JSON.stringify([...notes]);
    if (said(undrawn) === said(this.undrawn)) return;
    this.undrawn = undrawn;
    queueMicrotask(() => this.#host.requestUpdate());
  }

  /** Classes of the grid that holds text, drawing and panel. */
  get classes(): string {
    if (!this.on) return '';
    return this.textInView ? 'writing text-in-view' : 'writing ladder-in-view';
  }

  tabs({ page }: PageWords) {
    if (!this.on) return nothing;
    const tab = (name: string, text: boolean) =>
      html`<button
        aria-pressed=${this.textInView === text ? 'true' : 'false'}
        @click=${() => {
          this.textInView = text;
          this.#host.requestUpdate();
        }}
      >
        ${name}
      </button>`;
    const n = this.#capture.text?.problemCount ?? 0;
    return html`<div class="tabs">
      ${tab(page.writtenText, true)}${tab(page.ladder, false)}${
        n > 0 ? html`<span class="wrong">${page.mistakes({ n })}</span>` : nothing
      }
    </div>`;
  }

  pane(words: PageWords) {
    if (!this.on) return nothing;
    const { written, text, connection, row } = this.#capture;
    return html`<tcp-write-pane
      .words=${words}
      .text=${written ?? ''}
      .notes=${text}
      .connection=${connection}
      .row=${row}
      .capture=${this.#capture.ask.capture}
      .address=${location.href.replace(/#.*$/, '')}
      @edit=${(event: WriteEvents['edit']) => void this.#capture.write(event.detail)}
      @undrawn=${(event: WriteEvents['undrawn']) => this.#setUndrawn(event.detail)}
      @go=${(event: WriteEvents['go']) => this.#go(event.detail)}
    ></tcp-write-pane>`;
  }
}
