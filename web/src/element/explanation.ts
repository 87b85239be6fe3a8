// The text below the ladder: one sentence about the selected segment, or its whole story.
import { html } from 'lit';
import type { Words } from '../words/story';
import type { SegmentStory, StateMove } from '../story/story';
import type { Explanation } from './options';

export function explanation(story: SegmentStory, how: Exclude<Explanation, 'none'>, words: Words) {
  const { row, caption, title, paragraphs, checks, states } = story;
  const { step } = words;
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

function stateText({ side, before, after, changed, howSure }: StateMove, { step }: Words) {
  const states = changed ? `${before.state} → ${after.state}` : after.state;
  return html`${step.side({ who: side })} <b>${states}</b> · ${howSure}`;
}
