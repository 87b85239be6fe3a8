// The same values as a table, for screen readers and exact numbers; created when first opened.
import { css, html, nothing } from 'lit';
import { digits, duration } from '../base/format';
import type { Limit } from '../model/insight';
import type { CurvesWords } from '../words/curves';
import { curvesRows, rowsIn } from './curves_rows';
import type { Span } from './frame';
import type { Subject } from './subject';

/** Number of rows per page, so that the browser stays responsive. */
const MOST = 500;

export const tableStyles = css`
  details {
    margin-top: 12px;
    color: var(--ink2);
    font-size: 13px;
  }
  summary {
    cursor: pointer;
  }
  summary:focus-visible,
  table:focus-visible,
  .scroll:focus-visible {
    outline: 2px solid var(--ink);
  }
  .scroll {
    max-height: 480px;
    margin-top: 8px;
    overflow: auto;
  }
  table {
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 2px 14px 2px 0;
    text-align: right;
    font-weight: 400;
    white-space: nowrap;
  }
  thead th {
    color: var(--ink3);
  }
  td:nth-child(3),
  td:last-child {
    text-align: left;
  }
  caption {
    text-align: left;
    color: var(--ink3);
  }
  table button {
    padding: 0;
    border: 0;
    background: none;
    color: var(--ink);
    font: inherit;
    text-decoration: underline;
    cursor: pointer;
  }
`;

export function curvesTable(
  subject: Subject,
  words: CurvesWords,
  open: boolean,
  toggle: (open: boolean) => void,
  { span, choose }: { span: Span; choose: (row: number) => void },
) {
  return html`<details
    @toggle=${(event: Event) => toggle((event.currentTarget as HTMLDetailsElement).open)}
  >
    <summary>${words.table.summary}</summary>
    ${open ? rowsTable(subject, words, span, choose) : nothing}
  </details>`;
}

function rowsTable(
  subject: Subject,
  words: CurvesWords,
  span: Span,
  choose: (row: number) => void,
) {
  const { table } = words;
  const count = rowsIn(subject, span).length;
  const number = (value: number | null) => (value === null ? '' : digits(value));
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${table.summary}>
    <table>
      <caption>
        ${table.caption({ who: subject.direction.sender })}${
          count > MOST ? words.punctuation.space + table.first({ n: MOST, of: count }) : nothing
        }
      </caption>
      <thead>
        <tr>
          ${table.heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${curvesRows(subject, span, 0, MOST).map(
          (row) =>
            html`<tr>
              <th scope="row">
                <button @click=${() => choose(row.row)}>${row.row + 1}</button>
              </th>
              <td>${duration(row.time)}</td>
              <td>${table[row.kind]}</td>
              <td>${number(row.from)}</td>
              <td>${number(row.to)}</td>
              <td>${number(row.flight)}</td>
              <td>${number(row.edge)}</td>
              <td>${row.roundTrip === null ? '' : duration(row.roundTrip)}</td>
              <td>${row.limit === null ? '' : words.limit.names[row.limit as Limit]}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
