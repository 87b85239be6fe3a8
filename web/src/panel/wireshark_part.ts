// Wireshark's analysis of the selected segment: each flag can be expanded to the terms of its rule.
import { css, html, nothing } from 'lit';
import type { PanelWords } from '../words/panel';
import type { WiresharkStory } from './wireshark';

export const wiresharkStyles = css`
  .wireshark {
    font-size: 13px;
    line-height: 20px;
  }
  .wireshark summary {
    cursor: pointer;
    width: fit-content;
  }
  .wireshark summary::marker {
    color: var(--ink3);
  }
  .wireshark ul {
    margin: 0 0 6px;
    padding: 0 0 0 18px;
    list-style: none;
    color: var(--ink2);
  }
  .wireshark p {
    margin: 2px 0 0;
    max-width: 60ch;
    color: var(--ink2);
  }
  .wireshark .numbers {
    color: var(--ink3);
    font-size: 12.5px;
  }
  @media print {
    .wireshark details::details-content {
      content-visibility: visible;
    }
  }
`;

export function wiresharkPart(story: WiresharkStory | null, words: PanelWords) {
  if (!story) return nothing;
  const own = words.wireshark;
  return html`<h3>${own.title}<span class="clauses">${own.version}</span></h3>
    <div class="wireshark">
      ${story.words.map(
        ({ title, terms }) =>
          html`<details>
            <summary>${title}</summary>
            <ul>
              ${
                terms.length > 0
                  ? terms.map((term) => html`<li>${term}</li>`)
                  : html`<li>${own.missing}</li>`
              }
            </ul>
          </details>`,
      )}
      ${story.difference ? html`<p>${story.difference}</p>` : nothing}
      ${story.fields.length > 0 ? html`<p class="numbers">${story.fields.join(' · ')}</p>` : nothing}
    </div>`;
}
