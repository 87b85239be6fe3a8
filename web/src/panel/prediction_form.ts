// The question about the selected segment: the state of each end after it, to be chosen from a
// list; then the right answer, and the reason.
import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Prediction } from '../story/predicted';
import { base, controls } from '../ui/styles';
import { states } from '../model/names';
import type { PanelWords } from '../words/panel';
import { glyph } from '../marks/glyph';
import { judge, questionsOf } from '../story/prediction';
import type { AskedState, Judged, Question } from '../story/prediction';
import { segmentAt } from '../model/segment';
import type { Counting } from '../story/segment_context';
import { drawingStyles } from '../theme/styles';
import { clauses } from './clauses';

const choices = states.filter((name): name is AskedState => name !== 'UNKNOWN');

/**
 * `judged`: answers were given and recorded in the prediction. `next`: go to the next segment.
 * `leave`: no more questions.
 */
@customElement('tcp-prediction')
export class PredictionForm extends LitElement {
  static override styles = [
    drawingStyles,
    base,
    controls,
    css`
      :host {
        display: block;
        margin: 4px 0 16px;
        padding: 10px 0 12px;
        border-top: 1px solid var(--hair2);
        border-bottom: 1px solid var(--hair2);
      }
      .head {
        display: flex;
        align-items: baseline;
        gap: 10px;
      }
      h3 {
        margin: 0;
        font-size: 14px;
        line-height: 21px;
        font-weight: 600;
      }
      .score {
        margin-left: auto;
        color: var(--ink3);
        font-size: 12.5px;
      }
      fieldset {
        min-width: 0;
        margin: 8px 0 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        font-size: 13px;
        line-height: 20px;
      }
      legend span {
        margin-left: 8px;
        color: var(--ink3);
        font-size: 12.5px;
      }
      .client {
        color: var(--ct);
      }
      .server {
        color: var(--st);
      }
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        margin-top: 4px;
      }
      label {
        position: relative;
        display: inline-flex;
        align-items: center;
        gap: 6px;
        height: 28px;
        padding: 0 8px 0 6px;
        border: 1px solid var(--hair2);
        border-radius: 6px;
        font-size: 12px;
        cursor: pointer;
      }
      label:hover {
        border-color: var(--edge);
        background: var(--sel);
      }
      label:has(:checked) {
        border-color: var(--ink);
        box-shadow: inset 0 0 0 1px var(--ink);
        font-weight: 600;
      }
      label:has(:focus-visible) {
        outline: 2px solid var(--ink);
        outline-offset: 2px;
      }
      input {
        position: absolute;
        inset: 0;
        opacity: 0;
        margin: 0;
        cursor: pointer;
      }
      .actions {
        display: flex;
        gap: 6px;
        margin-top: 12px;
      }
      .verdict {
        display: grid;
        grid-template-columns: 18px 1fr;
        margin: 6px 0 0;
        font-size: 13.5px;
        line-height: 20px;
      }
      .sign {
        font-weight: 700;
      }
      .fails .sign {
        color: var(--rst);
      }
      .why {
        color: var(--ink2);
        font-size: 13px;
      }
      .clauses {
        margin-left: 6px;
        color: var(--ink3);
        font-size: 12px;
        white-space: nowrap;
      }
      .clauses a {
        color: inherit;
        text-decoration: none;
      }
      .clauses a:hover {
        text-decoration: underline;
      }
      @media (max-width: 1099px) {
        label {
          height: 44px;
          padding: 0 12px 0 10px;
        }
      }
      @media (forced-colors: active) {
        label:has(:checked) {
          outline: 2px solid Highlight;
        }
      }
    `,
  ];

  @property({ attribute: false }) prediction: Prediction | null = null;
  @property({ type: Number }) row = 0;
  @property({ attribute: false }) words!: PanelWords;
  @property() numbers: Counting = 'relative';
  /**
   * Answers about this segment: a copy of those in the prediction, so that changes are detected.
   */
  @state() private judged: readonly Judged[] | null = null;
  @query('form') private form?: HTMLFormElement;
  /** The next control to use: the first state to choose, or the button below the answer. */
  @query('input, .solid') private goOn?: HTMLElement;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('row') || changed.has('prediction')) {
      this.judged = this.prediction?.judged(this.row) ?? null;
      this.form?.reset();
    }
  }

  /** Moves the keyboard focus to the next control to use. */
  override focus(): void {
    void this.updateComplete.then(() => this.goOn?.focus());
  }

  protected override render() {
    const { prediction, words } = this;
    if (!prediction || this.row >= prediction.connection.segments.count) return nothing;
    const { asked, right } = prediction.score;
    return html`<div class="head">
        <h3>${words.predict.title}</h3>
        ${
          asked > 0
            ? html`<span class="score">${words.predict.score({ right, asked })}</span>`
            : nothing
        }
      </div>
      ${this.judged ? this.#answer(this.judged, prediction) : this.#question(prediction)}`;
  }

  #question({ connection }: Prediction) {
    const { predict } = this.words;
    const { from } = segmentAt(connection.segments, this.row);
    const questions = questionsOf(connection, this.row);
    return html`<form @submit=${(event: Event) => this.#onSubmit(event, questions)}>
      ${questions.map(({ side, before }) => {
        const who = side === from ? predict.sender({ who: side }) : predict.receiver({ who: side });
        return html`<fieldset>
          <legend>
            <b class=${side === 0 ? 'client' : 'server'}>${who}</b
            >${before ? html`<span>${predict.now({ state: before })}</span>` : nothing}
          </legend>
          <div class="choices">
            ${choices.map(
              (name) =>
                html`<label
                  ><input type="radio" name=${`end${side}`} .value=${name} required />${glyph(
                    name,
                    side,
                  )}${name}</label
                >`,
            )}
          </div>
        </fieldset>`;
      })}
      <div class="actions">
        <button class="button solid" type="submit">${predict.check}</button>
        <button class="button quiet" type="button" @click=${() => this.#settle(questions, null)}>
          ${predict.show}
        </button>
        <button class="button quiet" type="button" @click=${() => this.#dispatch('leave')}>
          ${predict.leave}
        </button>
      </div>
    </form>`;
  }

  #answer(judged: readonly Judged[], { connection }: Prediction) {
    const { predict } = this.words;
    const last = this.row === connection.segments.count - 1;
    return html`<div role="status">
        ${judged.length === 0 ? html`<p class="why">${predict.undecided}</p>` : nothing}
        ${judged.map((one) => this.#verdict(one))} ${last ? html`<p>${predict.over}</p>` : nothing}
      </div>
      <div class="actions">
        ${
          last
            ? nothing
            : html`<button class="button solid" @click=${() => this.#dispatch('next')}>
                ${predict.next}
              </button>`
        }
        <button
          class=${last ? 'button solid' : 'button quiet'}
          @click=${() => this.#dispatch('leave')}
        >
          ${predict.leave}
        </button>
      </div>`;
  }

  #verdict({ side, chosen, answer, right, changed, reasons, clauses: names }: Judged) {
    const { predict, punctuation } = this.words;
    const p = { who: side, state: answer, changed };
    const text =
      chosen === null
        ? predict.shown(p)
        : right
          ? predict.right(p)
          : predict.wrong({ ...p, chosen });
    const sign = chosen === null ? '' : right ? '✓' : '✕';
    return html`<div class=${right || chosen === null ? 'verdict' : 'verdict fails'}>
      <span class="sign" aria-hidden="true">${sign}</span>
      <div>
        <b>${text}</b>
        <div class="why">
          ${reasons.length > 0 ? predict.because({ reason: punctuation.clauses(reasons) }) : nothing}
          ${right ? nothing : predict.meaning({ state: answer })} ${clauses(names)}
        </div>
      </div>
    </div>`;
  }

  #onSubmit(event: Event, questions: Question[]): void {
    event.preventDefault();
    const chosen = new FormData(this.form);
    this.#settle(questions, chosen);
  }

  #settle(questions: Question[], chosen: FormData | null): void {
    const { prediction, row, words, numbers } = this;
    if (!prediction) return;
    const judged = questions.map((question) => {
      const name = chosen?.get(`end${question.side}`);
      const answer = choices.find((choice) => choice === name) ?? null;
      return judge(prediction.connection, question, answer, { words, numbers });
    });
    prediction.answer(row, judged);
    this.judged = prediction.judged(row);
    this.#dispatch('judged');
    this.focus();
  }

  #dispatch(name: 'judged' | 'next' | 'leave'): void {
    this.dispatchEvent(new CustomEvent(`predict-${name}`, { bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-prediction': PredictionForm;
  }
}
