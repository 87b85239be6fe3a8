// All keys, grouped by the part of the page in which they work.
import { css, html } from 'lit';
import type { PageWords } from '../words/page';

type KeyName = keyof PageWords['page']['helpKeys'];

const keys: Record<keyof PageWords['page']['helpParts'], readonly (readonly [string, KeyName])[]> =
  {
    ladder: [
      ['↑ ↓', 'upDown'],
      ['← →', 'leftRight'],
      ['Home End', 'homeEnd'],
      ['Enter', 'enter'],
      ['Esc', 'escape'],
      ['Space', 'space'],
      ['P', 'predict'],
      ['V', 'view'],
      ['C', 'compare'],
      ['N', 'note'],
      ['F', 'fold'],
      ['+ − 0', 'zoom'],
      ['[ ]', 'brackets'],
      ['?', 'help'],
    ],
    table: [
      ['↑ ↓', 'rows'],
      ['PgUp PgDn', 'pages'],
      ['Enter', 'choose'],
      ['/', 'filter'],
      ['T', 'table'],
      ['[ ]', 'brackets'],
    ],
    page: [['Ctrl V', 'paste']],
  };

export const keyboardHelpStyles = css`
  .below {
    margin-top: 10px;
    font-size: 12.5px;
    line-height: 18px;
    color: var(--ink2);
  }
  .below summary {
    width: fit-content;
    min-height: 24px;
    padding: 3px 0;
    cursor: pointer;
  }
  .below summary:hover {
    color: var(--ink);
  }
  .keys {
    display: flex;
    flex-wrap: wrap;
    gap: 12px 48px;
    padding: 6px 0 4px;
  }
  .keys h2 {
    margin: 0 0 4px;
    font-size: 12.5px;
    line-height: 18px;
    font-weight: 600;
    color: var(--ink);
  }
  .keys dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 2px 14px;
  }
  .keys dt {
    color: var(--ink);
    white-space: nowrap;
  }
  @media (max-width: 719px) {
    .below summary {
      min-height: 44px;
      line-height: 38px;
    }
  }
  @media print {
    .below {
      display: none;
    }
  }
`;

/** `paste`: opens the paste dialog, for devices without these keys. */
export const keyboardHelp = ({ page }: PageWords, paste: () => void) =>
  html`<details class="below keyboard">
    <summary>${page.help}</summary>
    <div class="keys">
      ${Object.entries(keys).map(
        ([part, list]) =>
          html`<div>
            <h2>${page.helpParts[part as keyof typeof keys]}</h2>
            <dl>
              ${list.map(
                ([key, name]) =>
                  html`<dt>${key}</dt>
                    <dd>
                      ${
                        name === 'paste'
                          ? html`<button class="link" @click=${paste}>
                              ${page.helpKeys[name]}
                            </button>`
                          : page.helpKeys[name]
                      }
                    </dd>`,
              )}
            </dl>
          </div>`,
      )}
    </div>
  </details>`;
