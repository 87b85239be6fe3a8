// Buttons and step strip below a ladder.
import { html, nothing } from 'lit';
import type { RowSpan } from '../ladder/ladder_view';
import type { Connection } from '../model/connection';
import { numberText } from '../model/connection_number';
import { icons } from '../ui/icons';
import type { ElementWords } from '../words/element';
import type { Controls } from './options';
import './step_strip';

export interface ControlRow {
  connection: Connection;
  /** The selectable segments, both included, and the selected one. */
  range: RowSpan;
  row: number;
  playing: boolean;
  words: ElementWords;
  /** URL to link to, up to the step number; null for no link. */
  page: string | null;
  /** Whether the text is being edited; null if it cannot be. */
  edited: boolean | null;
  /** Whether the capture can be saved. */
  saves: boolean;
  go: (row: number) => void;
  toggle: () => void;
  edit: () => void;
  save: () => void;
}

export function controlRow(which: Controls, options: ControlRow) {
  const { page, edited, saves, words, save, edit } = options;
  if (which === 'none' && !saves) return nothing;
  return html`<div class="controls" part="controls">
    ${which === 'none' ? nothing : steps(which, options)}
    ${
      edited === null || which === 'none'
        ? nothing
        : html`<button class="edit" aria-pressed=${edited} @click=${edit}>
            ${words.embed.edit}
          </button>`
    }
    ${saves ? html`<button class="edit" @click=${save}>${words.embed.save}</button>` : nothing}
    ${page && which !== 'none' ? html`<a class="page" href=${linkOf(page, options)}>${words.embed.openInPage}</a>` : nothing}
  </div>`;
}

const linkOf = (page: string, { connection, row }: ControlRow) =>
  `${page}&stream=${numberText(connection.number)}&step=${row + 1}`;

function steps(which: Controls, options: ControlRow) {
  const { connection, range, row, playing, words, go, toggle } = options;
  const { step } = words;
  const [first, last] = range;
  return html`<button
      aria-label=${step.previous}
      ?disabled=${row === first}
      @click=${() => go(row - 1)}
    >
      ${icons.previous}
    </button>
    <button
      aria-label=${playing ? step.pause : step.play}
      ?disabled=${row === last && !playing}
      @click=${toggle}
    >
      ${playing ? icons.pause : icons.play}
    </button>
    <button aria-label=${step.next} ?disabled=${row === last} @click=${() => go(row + 1)}>
      ${icons.next}
    </button>
    ${
      which === 'all'
        ? html`<tcp-step-tape
            .connection=${connection}
            .range=${range}
            .row=${row}
            .words=${words}
            @step=${(event: CustomEvent<number>) => go(event.detail)}
          ></tcp-step-tape>`
        : nothing
    }`;
}
