// The step at the bottom of a page that is too narrow for the panel next to the drawing.
import { css, html } from 'lit';
import type { PanelWords } from '../words/panel';
import type { SegmentStory } from '../story/story';
import { stepButtons, type StepCommands } from '../ui/step_buttons';

export const bottomBarStyles = css`
  .dock {
    display: none;
  }
  @media (max-width: 1099px) {
    .dock {
      display: block;
      position: fixed;
      z-index: 2;
      inset: auto 0 0;
      background: var(--paper);
      border-top: 1px solid var(--hair2);
      padding: 6px 28px max(14px, env(safe-area-inset-bottom));
    }
    .dock .row {
      display: flex;
      align-items: center;
      gap: 2px;
      margin: 0 -8px;
    }
    .dock .button {
      height: 36px;
      border-color: transparent;
    }
    .dock .icon {
      width: 40px;
    }
    .dock .position {
      margin-left: auto;
      color: var(--ink3);
      font-size: 12.5px;
      white-space: nowrap;
    }
    .dock h2 {
      font-size: 15px;
      line-height: 21px;
    }
    .dock p {
      font-size: 13.5px;
      line-height: 20px;
      color: var(--ink2);
      max-width: 80ch;
      min-height: 40px;
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
      overflow: hidden;
    }
  }
  @media (max-width: 719px) {
    .dock {
      padding: 6px 16px max(14px, env(safe-area-inset-bottom));
    }
    .dock .row {
      margin: 0 -10px;
    }
    .dock .button {
      height: 44px;
    }
    .dock .icon {
      width: 44px;
    }
  }
  @media print {
    .dock {
      display: none;
    }
  }
`;

/** `asks`: the reader is predicting what the segment does, so its story is hidden. */
export function bottomBar(
  story: SegmentStory,
  count: number,
  playing: boolean,
  words: PanelWords,
  commands: StepCommands & { details: () => void },
  asks = false,
) {
  return html`<section class="dock" aria-label=${words.panel.label}>
    <div class="row">
      ${stepButtons(story.row, count, playing, words, commands)}
      <span class="position">${words.panel.shortPosition({ step: story.row + 1, of: count })}</span>
      <button class="button" @click=${commands.details}>
        ${asks ? words.predict.answer : words.panel.details}
      </button>
    </div>
    <h2>${story.title}</h2>
    <p>${asks ? words.predict.about({ row: story.row }) : story.gist}</p>
  </section>`;
}
