// Evidence for and against a reset's source address being that of its sender.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { unbroken } from '../base/format';
import { judgedResets } from '../model/insight';
import { evidenceRows, originOf, resetRemarks } from '../story/resets';
import { base } from '../ui/styles';
import { clauses } from './clauses';
import { InsightPart } from './insight_part';
import { partStyles } from './part_styles';

const signs = { against: '✕', agrees: '✓', nothing: '–' } as const;

@customElement('tcp-reset-evidence')
export class ResetEvidence extends InsightPart {
  static override styles = [
    base,
    partStyles,
    css`
      :host {
        display: block;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 12.5px;
        line-height: 18px;
      }
      th,
      td {
        padding: 5px 10px 5px 0;
        border-bottom: 1px solid var(--hair);
        text-align: left;
        vertical-align: top;
        font-weight: 400;
        overflow-wrap: break-word;
      }
      th {
        color: var(--ink3);
        overflow-wrap: normal;
      }
      thead th {
        border-bottom-color: var(--hair2);
      }
      .own,
      b {
        font-weight: 600;
      }
      .says {
        padding-right: 0;
      }
      .sign {
        display: inline-block;
        width: 16px;
        font-weight: 600;
      }
      .against {
        color: var(--rst);
      }
      .claim {
        margin: 4px 0 6px;
      }
      .conclusion {
        margin: 8px 0 0;
        color: var(--ink2);
      }
      .conclusion b {
        color: var(--ink);
      }
    `,
  ];

  /** The selected segment, from 0. */
  @property({ type: Number }) row = 0;

  protected override render() {
    const { connection, insight, row, words } = this;
    const reset = insight && judgedResets(insight).find((judged) => judged.row === row);
    if (!connection || !reset) return nothing;
    const { resets, punctuation } = words;
    const rows = evidenceRows(reset, words);
    const count = (says: keyof typeof signs) => rows.filter((each) => each.says === says).length;
    const { claim, reason } = originOf(connection, reset, words);
    return html`<h3>
        ${resets.title}${clauses(['RFC 9293 3.10.7', 'RFC 5961 3', 'RFC 7323 3.2'])}
      </h3>
      <p class="claim">
        <b>${claim}</b>${punctuation.colon}${unbroken(punctuation.sentence(reason))}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">${resets.heads.field}</th>
            <th scope="col">${resets.heads.found}</th>
            <th scope="col">${resets.heads.usual({ n: reset.compared })}</th>
            <th scope="col">${resets.heads.says}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ field, found, usual, says, meaning }) =>
              html`<tr>
                <th scope="row">${field}</th>
                <td class="own">${unbroken(found)}</td>
                <td>${unbroken(usual)}</td>
                <td class="says">
                  <span class="sign ${says}" role="img" aria-label=${resets.marks[says]}
                    >${signs[says]}</span
                  >${meaning}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
      <p class="conclusion">
        <b
          >${resets.count({
            end: reset.end,
            against: count('against'),
            agrees: count('agrees'),
            nothing: count('nothing'),
          })}</b
        >${punctuation.space}${unbroken(punctuation.sentences(resetRemarks(reset, words)))}
      </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-reset-evidence': ResetEvidence;
  }
}
