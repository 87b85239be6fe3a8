// What stands under the ladder: one sentence on the chosen segment, or all there is to say of it.
import { css, html, nothing } from 'lit';
import type { ElementWords } from '../words/element';
import type { SegmentStory, StateMove } from '../story/story';

export const explanations = ['caption', 'full', 'none'] as const;
export type Explanation = (typeof explanations)[number];

export const explanationStyles = css`
  figcaption {
    min-height: 46px;
    padding-top: 4px;
    max-width: 76ch;
  }
  figcaption b {
    font-weight: 600;
  }
  figcaption p {
    margin: 6px 0 0;
  }
  figcaption ul {
    list-style: none;
    margin: 8px 0 0;
    padding: 0;
    color: var(--ink2);
  }
  figcaption li {
    padding-inline-start: 22px;
    text-indent: -22px;
  }
  figcaption i {
    display: inline-block;
    width: 22px;
    text-indent: 0;
    font-style: normal;
  }
  .fails i {
    color: var(--rst);
  }
`;

export function explanation(story: SegmentStory, how: Explanation, words: ElementWords) {
  const { row, caption, title, paragraphs, checks, states } = story;
  const { step } = words;
  if (how === 'none') return nothing;
  const number = html`<b>#${row + 1}</b>&ensp;`;
  if (how === 'caption') {
    return html`<figcaption part="caption" aria-live="polite">${number}${caption}</figcaption>`;
  }
  return html`<figcaption part="caption" aria-live="polite">
    ${number}<b>${title}</b>
    ${paragraphs.map((text) => html`<p>${text}</p>`)}
    <ul>
      ${checks.map(
        ({ text, passed }) =>
          html`<li class=${passed ? '' : 'fails'}>
            <i role="img" aria-label=${passed ? step.holds : step.fails}>${passed ? '✓' : '✕'}</i
            >${text}
          </li>`,
      )}
      ${states.map((move) => html`<li><i></i>${stateText(move, words)}</li>`)}
    </ul>
  </figcaption>`;
}

function stateText({ side, before, after, changed, howSure }: StateMove, { step }: ElementWords) {
  const states = changed ? `${before.state} → ${after.state}` : after.state;
  return html`${step.side({ who: side })} <b>${states}</b> · ${howSure}`;
}
