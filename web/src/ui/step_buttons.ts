// The buttons that move from step to step.
import { html } from 'lit';
import type { PanelWords } from '../words/panel';
import { icons } from './icons';

export interface StepCommands {
  /** Shows a segment, counted from 0; clamped to the existing segments. */
  go: (row: number) => void;
  togglePlay: () => void;
}

/** Five buttons: first, previous, play or pause, next, last. */
export function stepButtons(
  row: number,
  count: number,
  playing: boolean,
  { panel, step }: PanelWords,
  { go, togglePlay }: StepCommands,
) {
  const button = (name: string, icon: unknown, action: () => void, off = false) =>
    html`<button class="button icon" aria-label=${name} ?disabled=${off} @click=${action}>
      ${icon}
    </button>`;
  return html`${button(panel.first, icons.first, () => go(0), row === 0)}${button(
    step.previous,
    icons.previous,
    () => go(row - 1),
    row === 0,
  )}${button(
    playing ? step.pause : step.play,
    playing ? icons.pause : icons.play,
    togglePlay,
  )}${button(step.next, icons.next, () => go(row + 1), row === count - 1)}${button(
    panel.last,
    icons.last,
    () => go(count - 1),
    row === count - 1,
  )}`;
}
