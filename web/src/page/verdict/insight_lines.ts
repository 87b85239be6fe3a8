// Findings about the connection, below its headline: who sent the reset, and what limited each
// direction. Loaded after the first drawing.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { unbroken } from '../../base/format';
import { limitSentence, transfersOf, worthSaying } from '../../story/limits';
import { resetLine } from '../../story/resets';
import { InsightPart } from '../../panel/insight_part';
import '../../panel/reset_evidence';
import { base, controls } from '../../ui/styles';

/** `row`: the reader chose a segment, counted from 0. */
export interface ResetLineEvents {
  row: CustomEvent<number>;
}

@customElement('tcp-reset-line')
export class ResetLine extends InsightPart {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: block;
      }
      p {
        display: flex;
        gap: 8px;
        margin-top: 10px;
        max-width: 80ch;
        font-size: 15px;
        line-height: 22px;
        text-wrap: pretty;
      }
      :host(:lang(zh)) p {
        line-height: 24px;
      }
      b {
        font-weight: 600;
      }
      .sign {
        flex: 0 0 14px;
        color: var(--ink3);
        font-weight: 600;
      }
      .no {
        color: var(--rst);
      }
      @media (max-width: 719px) {
        p {
          font-size: 14px;
          line-height: 21px;
        }
      }
    `,
  ];

  protected override render() {
    const { connection, insight, words } = this;
    const line = connection && insight && resetLine(connection, insight, words);
    if (!line) return nothing;
    const { colon, sentence, space } = words.punctuation;
    return html`<p>
      <span class="sign ${line.sign === '✕' ? 'no' : ''}" aria-hidden="true">${line.sign}</span>
      <span
        ><b>${line.claim}</b>${colon}${unbroken(sentence(line.reason))}${space}<button
          class="link"
          @click=${() => this.dispatchEvent(new CustomEvent('row', { detail: line.row }))}
        >
          ${words.resets.evidence}</button
        >${
          line.others > 0
            ? html`${space}${sentence(words.resets.others({ n: line.others }))}`
            : nothing
        }</span
      >
    </p>`;
  }
}

@customElement('tcp-limit-lines')
export class LimitLines extends InsightPart {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      ul {
        margin-top: 8px;
        color: var(--ink2);
        font-size: 13.5px;
        line-height: 21px;
      }
      li {
        max-width: 80ch;
        text-wrap: pretty;
      }
      :host(:lang(zh)) ul {
        line-height: 23px;
      }
    `,
  ];

  protected override render() {
    const { connection, insight, words } = this;
    if (!connection || !insight) return nothing;
    const worth = transfersOf(connection, insight).filter((transfer) =>
      worthSaying(connection, transfer),
    );
    if (worth.length === 0) return nothing;
    return html`<ul aria-label=${words.limit.head}>
      ${worth.map(
        (transfer) => html`<li>${unbroken(limitSentence(connection, transfer, words))}</li>`,
      )}
    </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-limit-lines': LimitLines;
    'tcp-reset-line': ResetLine;
  }
}
