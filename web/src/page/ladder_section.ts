// The drawing with what is around it: buttons over it, legend, the same rows as a table, the keys.
import { html, nothing } from 'lit';
import { oneWayDelay } from '../ladder/delay';
import '../ladder/ladder_table';
import '../ladder/ladder_view';
import type { LadderEvents } from '../ladder/ladder_view';
import type { LadderOptions } from '../ladder/options';
import type { Connection } from '../model/connection';
import { ladderWords } from '../story/ladder_words';
import type { PageWords } from '../words/page';
import { keyboardHelp } from './keyboard_help';
import { legend } from './legend';
import { toolbar } from './toolbar';

export interface LadderSection {
  connection: Connection;
  row: number;
  options: LadderOptions;
  /** The options less what is to be predicted. */
  drawn: LadderOptions;
  predicting: boolean;
  tableOpen: boolean;
}

export interface LadderCommands {
  change: (changes: Partial<LadderOptions>) => void;
  select: (row: number) => void;
  togglePredict: () => void;
  openTable: (open: boolean) => void;
  onKey: (event: KeyboardEvent) => void;
  askForText: () => void;
  printedAbove: () => number;
}

export function ladderSection(section: LadderSection, words: PageWords, commands: LadderCommands) {
  const { connection, row, options, drawn, predicting } = section;
  return html`<section class="tooled" aria-label=${words.page.ladder}>
    ${toolbar(options, predicting, oneWayDelay(connection) !== null, words, commands)}
    <div class="drawing">
      <tcp-ladder-view
        .connection=${connection}
        .words=${ladderWords(words)}
        .options=${drawn}
        .selected=${row}
        .above=${commands.printedAbove}
        @select=${(event: LadderEvents['select']) => commands.select(event.detail.row)}
        @zoom=${(event: LadderEvents['zoom']) => commands.change({ zoom: event.detail.zoom })}
        @keydown=${commands.onKey}
      ></tcp-ladder-view>
    </div>
    ${legend(words)} ${asTable(section, words, commands)}
    ${keyboardHelp(words, commands.askForText)}
  </section>`;
}

/** The same rows as a table; made once it is opened. */
function asTable(
  { connection, drawn, tableOpen }: LadderSection,
  words: PageWords,
  { openTable }: LadderCommands,
) {
  const { page } = words;
  return html`<details
    class="below"
    @toggle=${(event: Event) => openTable((event.currentTarget as HTMLDetailsElement).open)}
  >
    <summary>${page.asTable}</summary>
    ${
      tableOpen
        ? html`<tcp-ladder-table
            .connection=${connection}
            .words=${ladderWords(words)}
            .options=${drawn}
            .label=${page.asTable}
            .pages=${{
              position: page.tableRows,
              previous: page.rowsBefore,
              next: page.rowsAfter,
            }}
          ></tcp-ladder-table>`
        : nothing
    }
  </details>`;
}
