// The panel next to the drawing: what the selected segment is, does, and changes.
import { LitElement, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { stepButtons } from '../ui/step_buttons';
import type { Prediction } from '../story/predicted';
import { base, controls } from '../ui/styles';
import { unbroken } from '../base/format';
import type { PanelWords } from '../words/panel';
import { glyph } from '../marks/glyph';
import type { HeaderField } from '../marks/header_fields';
import { sequenceStrip } from '../marks/sequence_strip';
import { stateDiagram } from '../marks/state_diagram';
import type { TwoMsl } from '../model/two_msl';
import type { Connection } from '../model/connection';
import type { PayloadReader } from '../model/payload';
import type { Insight } from '../model/insight';
import { flagBits } from '../story/flags';
import type { HalfOpenPort } from '../model/verdict_rows';
import { RST, SYN, segmentAt, unknownAt } from '../model/segment';
import { storyOf } from '../story/story';
import type { SegmentStory, StateMove } from '../story/story';
import { anotherTask } from '../base/another_task';
import { rowsOf } from '../model/rows';
import type { Counting } from '../story/segment_context';
import { drawingStyles } from '../theme/styles';
import { plainLines } from '../base/plain_text';
import { clauses } from './clauses';
import { headerPart } from './header_part';
import type { RawHeader } from './header_part';
import { panelStyles } from './panel_styles';
import { Paper } from './paper';
import './prediction_form';
import type { PredictionForm } from './prediction_form';
import { stepStrip } from './step_strip';
import { wiresharkStory } from './wireshark';
import { wiresharkPart, wiresharkStyles } from './wireshark_part';

/** Width of the drawings until the panel is measured, in px. */
const usualWidth = 424;

/**
 * `step`: the reader selected another segment. `play-toggle`: play or pause. Both bubble and are
 * composed.
 */
export interface StepPanelEvents {
  step: CustomEvent<{ row: number }>;
  'play-toggle': CustomEvent<null>;
}

@customElement('tcp-step-panel')
export class StepPanel extends LitElement {
  static override styles = [drawingStyles, base, controls, panelStyles, wiresharkStyles];

  @property({ attribute: false }) connection: Connection | null = null;
  /** Selected segment, counted from 0. */
  @property({ type: Number }) row = 0;
  @property({ attribute: false }) words: PanelWords | null = null;
  /** The connection's findings, which are loaded later. Setting them triggers an update. */
  @property({ attribute: false }) insight: Insight | null = null;
  @property() numbers: Counting = 'relative';
  @property({ attribute: false }) twoMsl: TwoMsl | null = null;
  /** Half-open connections at the server's port in the whole capture. */
  @property({ attribute: false }) port: HalfOpenPort | null = null;
  @property({ type: Boolean }) playing = false;
  /** The reader's predictions; null if states are simply shown. */
  @property({ attribute: false, hasChanged: () => true }) prediction: Prediction | null = null;
  /** Controls and step strip; false if the surrounding page has its own. */
  @property({ type: Boolean }) controls = true;
  /** Reads the header of a segment again from the file; null if there is no file. */
  @property({ attribute: false }) readHeader:
    ((connection: Connection, row: number) => Promise<RawHeader>) | null = null;
  /** Null if there is no payload to show. */
  @property({ attribute: false }) readPayload: PayloadReader | null = null;
  @query('.tape [aria-current]') private current?: HTMLElement;
  @query('tcp-prediction') private form?: PredictionForm;
  @state() private header: RawHeader | 'missing' | null = null;
  @state() private pointed: HeaderField | null = null;
  @state() private width = usualWidth;
  /** Whether the payload is expanded; kept when the segment changes. */
  @state() private payloadOpen = false;

  readonly #watcher =
    typeof ResizeObserver === 'undefined'
      ? null
      : new ResizeObserver(([entry]) => {
          if (entry) this.width = Math.floor(entry.contentRect.width) || usualWidth;
        });
  readonly #paper = new Paper(this);
  #wanted = 0;
  /** The connection that the panel currently describes. */
  #told: Connection | null = null;
  #refocus = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watcher?.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watcher?.disconnect();
  }

  protected override async scheduleUpdate() {
    if (this.connection !== this.#told) await anotherTask();
    return super.scheduleUpdate();
  }

  /** Renders pending changes synchronously. */
  drawNow(): void {
    if (this.isUpdatePending) this.performUpdate();
  }

  get #drawingWidth(): number {
    return this.#paper.widthOf(this.width);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.words) this.lang = this.words.lang;
    if (changed.has('connection') || changed.has('row') || changed.has('readHeader')) {
      void this.#fetchHeader();
    }
  }

  protected override updated(): void {
    this.#told = this.connection;
    if (!this.#refocus) return;
    this.#refocus = false;
    this.current?.focus();
  }

  protected override render() {
    const { connection, words } = this;
    if (!connection || !words || this.row < 0 || this.row >= connection.segments.count) {
      return nothing;
    }
    const { numbers, port, twoMsl } = this;
    const story = storyOf(connection, this.row, { words, numbers, port, twoMsl });
    return html`<div class="panel">
      ${this.controls ? this.#steps(connection, words) : nothing}
      <div class="hidden" role="status">
        ${words.punctuation.sentences([
          words.punctuation.sentence(story.title),
          this.#asks ? words.predict.about({ row: this.row }) : story.gist,
        ])}
      </div>
      <div class="story">
        ${this.#head(story, words)} ${this.#question(words)}
        ${
          this.#asks
            ? nothing
            : html`${this.#text(story, words)}
                <tcp-reset-evidence
                  .connection=${connection}
                  .insight=${this.insight}
                  .row=${this.row}
                  .language=${words.lang}
                ></tcp-reset-evidence>
                ${this.#strip(connection, words)}`
        }
        ${this.#asks ? nothing : html`${this.#checks(story, words)} ${this.#states(story, words)}`}
        <div class="diagram">
          ${stateDiagram({
            connection,
            row: this.prediction?.shownTo(this.row) ?? this.row,
            words,
            width: this.#drawingWidth,
          })}
        </div>
        ${wiresharkPart(wiresharkStory(connection, this.row, { words, numbers, port }), words)}
        ${this.#headerOf(connection, words)} ${this.#payload(connection, words)}
      </div>
    </div>`;
  }

  /** The reader is predicting what this segment does, so the panel must not reveal it. */
  get #asks(): boolean {
    return this.prediction !== null && this.prediction.judged(this.row) === null;
  }

  /** Moves the focus to the question, or else to the step strip. */
  focusStep(): void {
    void this.updateComplete.then(() => {
      if (this.form) this.form.focus();
      else this.current?.focus();
    });
  }

  #question(words: PanelWords) {
    return this.prediction
      ? html`<tcp-prediction
          .prediction=${this.prediction}
          .row=${this.row}
          .words=${words}
          .numbers=${this.numbers}
        ></tcp-prediction>`
      : nothing;
  }

  #steps(connection: Connection, words: PanelWords) {
    const { count } = connection.segments;
    const buttons = stepButtons(this.row, count, this.playing, words, {
      go: (row) => this.#go(row),
      togglePlay: () =>
        this.dispatchEvent(new CustomEvent('play-toggle', { bubbles: true, composed: true })),
    });
    return html`<div class="controls">
        ${buttons}
        <span class="position">${words.panel.position({ step: this.row + 1, of: count })}</span>
      </div>
      ${stepStrip(connection, this.row, this.width, words, {
        go: (row) => this.#go(row),
        goByKey: (row) => {
          this.#refocus = true;
          this.#go(row);
        },
      })}`;
  }

  #head(story: SegmentStory, words: PanelWords) {
    const { flags } = segmentAt(this.connection!.segments, story.row);
    const set = story.meanings.map(({ name }) => name);
    const hue = flags & RST ? 'reset-text' : story.from === 0 ? 'client-text' : 'server-text';
    const label =
      set.length > 0 ? words.panel.flagsSet({ names: set.join(' ') }) : words.panel.noFlags;
    return html`<h2>${story.title}</h2>
      <p class="meta">
        <b class=${hue}>${story.flags}</b>#${story.row + 1} · ${story.direction} · ${story.time}
      </p>
      <div class="flags" role="img" aria-label=${label}>
        ${flagBits.map(([name, bit]) => html`<i class=${flags & bit ? 'on' : ''}>${name}</i>`)}
      </div>
      <dl class="meanings">
        ${story.meanings.map(
          ({ name, meaning }) =>
            html`<dt>${name}</dt>
              <dd>${meaning}</dd>`,
        )}
      </dl>`;
  }

  #text(story: SegmentStory, words: PanelWords) {
    return html`${story.paragraphs.map((paragraph) => html`<p class="text">${unbroken(paragraph)}</p>`)}
      <slot name="notes">${this.#comments(story.row, words)}</slot>`;
  }

  /**
   * Comments on this packet in the capture file; untrusted text. The slot `notes` replaces them.
   */
  #comments(row: number, words: PanelWords) {
    const own = this.connection!.comments.filter((comment) => comment.row === row);
    return own.map(
      ({ text }) =>
        html`<p class="comment"><b>${words.panel.comment}</b> <bdi>${plainLines(text)}</bdi></p>`,
    );
  }

  #layers(words: PanelWords) {
    const { header } = this;
    if (header === null || header === 'missing' || !header.layers?.length) return nothing;
    return html`<p class="layers">
      <b>${words.panel.layers}</b> ${header.layers.map((name) => words.layers[name]).join(' › ')}
    </p>`;
  }

  #strip(connection: Connection, words: PanelWords) {
    const { row, numbers } = this;
    const width = this.#drawingWidth;
    return html`<div class="strip">
      ${sequenceStrip({ rows: rowsOf(connection), row, numbers, words, width })}
    </div>`;
  }

  #checks(story: SegmentStory, words: PanelWords) {
    if (story.checks.length === 0) return nothing;
    const { panel } = words;
    return html`<h3>
        ${panel.checks({ self: story.checker })}${clauses(story.checks.map((c) => c.clause))}
      </h3>
      <ul class="checks">
        ${story.checks.map(
          ({ text, passed }) =>
            html`<li class=${passed ? '' : 'fails'}>
              <span
                class="sign"
                role="img"
                aria-label=${passed ? words.step.holds : words.step.fails}
                >${passed ? '✓' : '✕'}</span
              ><span>${text}</span>
            </li>`,
        )}
      </ul>`;
  }

  #states(story: SegmentStory, words: PanelWords) {
    const { panel } = words;
    return html`<h3>${panel.states}${clauses(story.states.flatMap((m) => m.clauses))}</h3>
      <table class="states">
        <thead class="hidden">
          <tr>
            <td></td>
            <th scope="col">${panel.stateBefore}</th>
            <td></td>
            <th scope="col">${panel.stateAfter}</th>
            <th scope="col">${panel.howSure}</th>
          </tr>
        </thead>
        <tbody>
          ${story.states.map((move) => this.#move(move, words))}
        </tbody>
      </table>`;
  }

  #move(move: StateMove, words: PanelWords) {
    const { side, before, after } = move;
    const named = ({ state: name, certainty }: typeof after) =>
      html`${glyph(name, side, certainty)}<span class="name">${name}</span>`;
    const same = before.state === after.state && before.certainty === after.certainty;
    return html`<tr>
        <th scope="row" class=${side === 0 ? 'client-text' : 'server-text'}>
          ${words.step.side({ who: side })}
        </th>
        ${
          same
            ? html`<td colspan="3">${named(after)}</td>`
            : html`<td>${named(before)}</td>
                <td class="arrow" aria-hidden="true">→</td>
                <td>${named(after)}</td>`
        }
        <td class="sure">${move.howSure}</td>
      </tr>
      ${
        move.reasons.length > 0
          ? html`<tr class="why">
              <td></td>
              <td colspan="4">${words.punctuation.clauses(move.reasons)}</td>
            </tr>`
          : nothing
      }`;
  }

  #headerOf(connection: Connection, words: PanelWords) {
    const { row, header, pointed } = this;
    const width = this.#drawingWidth;
    const rows = rowsOf(connection);
    const { from, flags } = segmentAt(connection.segments, row);
    const end = from === 0 ? connection.client : connection.server;
    return html`<h3>${words.panel.header}${clauses(['RFC 9293 3.1'])}</h3>
      ${this.#layers(words)}
      ${headerPart({
        words,
        header,
        relative: this.numbers === 'relative' ? { seq: rows.seq[row]!, ack: rows.ack[row]! } : null,
        windowShift: flags & SYN ? 0 : end.windowScale,
        unknown: unknownAt(connection.segments, row),
        width,
        pointed,
        point: (field) => (this.pointed = field),
      })}`;
  }

  #payload(connection: Connection, words: PanelWords) {
    const { readPayload, row, payloadOpen } = this;
    if (!readPayload || this.#asks) return nothing;
    return html`<details
      class="payload"
      ?open=${payloadOpen}
      @toggle=${async (event: Event) => {
        const { open } = event.currentTarget as HTMLDetailsElement;
        if (open) await import('./payload_part');
        this.payloadOpen = open;
      }}
    >
      <summary>${words.panel.payload}</summary>
      ${
        payloadOpen
          ? html`<tcp-payload
              .connection=${connection}
              .row=${row}
              .reader=${readPayload}
              .language=${words.lang}
            ></tcp-payload>`
          : nothing
      }
    </details>`;
  }

  /** Requests the header; ignores the answer if another header was requested since. */
  async #fetchHeader(): Promise<void> {
    const ticket = (this.#wanted += 1);
    const { connection, readHeader, row } = this;
    this.pointed = null;
    if (!connection || !readHeader || row < 0 || row >= connection.segments.count) {
      this.header = 'missing';
      return;
    }
    try {
      const header = await readHeader(connection, row);
      if (ticket === this.#wanted) this.header = header;
    } catch {
      // The file was moved or closed; the panel says so in place of the header.
      if (ticket === this.#wanted) this.header = 'missing';
    }
  }

  #go(row: number): void {
    const last = (this.connection?.segments.count ?? 1) - 1;
    const target = Math.max(0, Math.min(last, row));
    if (target === this.row) return;
    this.dispatchEvent(
      new CustomEvent('step', { detail: { row: target }, bubbles: true, composed: true }),
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-step-panel': StepPanel;
  }
}
