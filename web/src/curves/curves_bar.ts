// The bar above the curves: direction and time span.
import { css, html } from 'lit';
import type { Side } from '../model/side';
import type { CurvesWords } from '../words/curves';

export const barStyles = css`
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 6px;
    padding-bottom: 14px;
    color: var(--ink3);
    font-size: 12.5px;
  }
  .bar button {
    min-width: 26px;
    height: 26px;
    padding: 0 5px;
    border: 0;
    border-radius: 4px;
    background: none;
    color: var(--ink2);
    font: inherit;
    white-space: nowrap;
    cursor: pointer;
  }
  .bar button:hover {
    color: var(--ink);
  }
  .bar button:focus-visible {
    outline: 2px solid var(--ink);
  }
  .bar button[aria-pressed='true'] {
    color: var(--ink);
    font-weight: 600;
    box-shadow: inset 0 -1.5px 0 var(--ink);
    border-radius: 0;
  }
  .bar .end {
    margin-left: auto;
  }
  .bar .end button {
    font-size: 13px;
  }
  @media (max-width: 719px) {
    .bar button {
      min-width: 44px;
      height: 44px;
    }
  }
  @media (forced-colors: active) {
    .bar button[aria-pressed='true'] {
      text-decoration: underline 2px;
    }
  }
`;

export interface CurvesBar {
  side: Side;
  seconds: number;
  zoomedIn: boolean;
  fullWindow: boolean;
}

export interface BarCommands {
  turn: (side: Side) => void;
  zoom: (factor: number) => void;
  all: () => void;
  toggleWindow: () => void;
}

export function curvesBar(shown: CurvesBar, words: CurvesWords, commands: BarCommands) {
  const direction = (side: Side) =>
    html`<button aria-pressed=${shown.side === side} @click=${() => commands.turn(side)}>
      ${words.direction({ who: side })}
    </button>`;
  return html`<div class="bar">
    <div role="group" aria-label=${words.data}>${direction(1)}${direction(0)}</div>
    <button aria-pressed=${shown.fullWindow} @click=${commands.toggleWindow}>
      ${words.fullWindow}
    </button>
    <div class="end">
      <button
        aria-label=${words.zoomOut}
        title=${words.zoomOut}
        @click=${() => commands.zoom(1 / 1.5)}
      >
        −
      </button>
      <button aria-label=${words.zoomIn} title=${words.zoomIn} @click=${() => commands.zoom(1.5)}>
        +
      </button>
      <button @click=${commands.all} aria-pressed=${!shown.zoomedIn}>
        ${words.all({ seconds: shown.seconds })}
      </button>
    </div>
  </div>`;
}
