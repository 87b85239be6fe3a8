// The segments around the selected one as a strip of letters.
import { html, nothing } from 'lit';
import type { Connection } from '../model/connection';
import { RST, flagNames, segmentAt } from '../model/segment';
import { stripLetter, stripWindow } from '../ui/step_letters';
import type { PanelWords } from '../words/panel';

/** Minimum width of a letter, in px. */
const letterWidth = 24;

export interface StripCommands {
  go: (row: number) => void;
  /** Selects a row and moves the focus to it. */
  goByKey: (row: number) => void;
}

export function stepStrip(
  connection: Connection,
  chosen: number,
  width: number,
  words: PanelWords,
  { go, goByKey }: StripCommands,
) {
  const { count } = connection.segments;
  const { first, end } = stripWindow(chosen, count, Math.floor(width / letterWidth));
  const rows = Array.from({ length: end - first }, (_, i) => first + i);
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = {
      ArrowLeft: chosen - 1,
      ArrowRight: chosen + 1,
      Home: 0,
      End: count - 1,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    goByKey(target);
  };
  const letter = (row: number) => {
    const { flags, from } = segmentAt(connection.segments, row);
    const here = row === chosen;
    const hue = flags & RST ? 'reset' : from === 0 ? 'client' : 'server';
    const label = words.step.stripEntry({ row, flags: flagNames(flags).join(' '), who: from });
    return html`<button
      class=${hue}
      tabindex=${here ? 0 : -1}
      aria-current=${here ? 'step' : nothing}
      aria-label=${label}
      title=${label}
      @click=${() => go(row)}
    >
      ${stripLetter(connection, row)}
    </button>`;
  };
  return html`<nav class="tape" aria-label=${words.step.tape} @keydown=${onKey}>
    ${rows.map(letter)}
  </nav>`;
}
