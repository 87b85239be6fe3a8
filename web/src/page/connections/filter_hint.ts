// Help for the connections filter, shown below it while it has the focus. The examples are buttons
// that add themselves to the query.
import { css, html } from 'lit';
import type { PageWords } from '../../words/page';
import type { FilteredFinding } from './connection_findings';

export const filterHintStyles = css`
  .filter {
    position: relative;
  }
  .hint {
    position: absolute;
    z-index: 4;
    top: calc(100% + 6px);
    left: 0;
    width: max-content;
    max-width: min(460px, calc(100vw - 32px));
    box-sizing: border-box;
    padding: 8px 12px 10px;
    background: var(--paper);
    border: 1px solid var(--hair2);
    border-radius: 6px;
    font-size: 12.5px;
    line-height: 20px;
    color: var(--ink2);
    display: none;
  }
  .filter:focus-within .hint:not(.away) {
    display: block;
  }
  .hint p {
    margin: 0 0 4px;
  }
  .hint dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 2px 14px;
    align-items: baseline;
    margin: 0;
  }
  .hint dt {
    white-space: nowrap;
  }
  .hint dd {
    margin: 0;
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
  }
  .hint button {
    min-height: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--ink);
    font: inherit;
    text-decoration: underline;
    text-decoration-color: var(--hair2);
    text-underline-offset: 3px;
    cursor: pointer;
  }
  .hint button:hover {
    text-decoration-color: currentcolor;
  }
  @media (max-width: 719px) {
    .filter {
      width: 100%;
      order: 1;
    }
    .hint button {
      min-height: 32px;
    }
  }
`;

/** Examples from one capture: its first server, and some of its findings. */
export interface FilterExamples {
  server: string;
  findings: readonly FilteredFinding[];
  /** Whether the capture contains payload. */
  payload: boolean;
}

/** `away`: hidden until the filter is focused again. `add` is called with an example. */
export function filterHint(
  { server, findings, payload }: FilterExamples,
  words: PageWords,
  away: boolean,
  add: (example: string) => void,
) {
  const own = words.filter;
  const port = server.slice(server.lastIndexOf(':'));
  const lines: [string, string[]][] = [
    [own.address, [server, port]],
    [own.outcome, [own.outcomeExample]],
    [own.zeek, ['SF', 'S0', 'REJ']],
    [own.duration, ['>5s', '<20ms']],
    [own.time, ['@0-10']],
    [own.limit, ['limit:loss', 'limit:receiver']],
    [own.payload, payload ? ['payload:"GET"', 'payload:/0d0a/'] : []],
    [own.finding, findings.map((finding) => own.findings[finding][0]!)],
  ];
  return html`<div class="hint ${away ? 'away' : ''}" id="filter-hint">
    <p>${own.intro}</p>
    <dl>
      ${lines
        .filter(([, examples]) => examples.length > 0)
        .map(
          ([what, examples]) =>
            html`<dt>${what}</dt>
              <dd>
                ${examples.map(
                  (example) => html`<button @click=${() => add(example)}>${example}</button>`,
                )}
              </dd>`,
        )}
    </dl>
  </div>`;
}
