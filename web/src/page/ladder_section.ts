// The drawing and what surrounds it: toolbar, legend, the same rows as a table, the keys.
import { html, nothing } from 'lit';
import type { CurvesEvents, CurvesPlace, LoadCurves } from '../curves/curves_view';
import '../ladder/ladder_table';
import '../ladder/ladder_view';
import type { LadderEvents } from '../ladder/ladder_view';
import type { LadderOptions } from '../ladder/options';
import type { TapTexts } from '../ladder/words';
import { plainText } from '../base/plain_text';
import type { Connection } from '../model/connection';
import { numberText, parseNumber, type ConnectionNumber } from '../model/connection_number';
import { ladderWords } from '../story/ladder_words';
import type { PageWords } from '../words/page';
import type {
  ComparisonEvents,
  ComparisonPlace,
  ComparisonSource,
  ComparisonTools,
} from './compare/comparison_view';
import type { ConnectionRows } from './connections/connection_rows';
import { keyboardHelp } from './keyboard_help';
import { legend } from './legend';
import { toolbar } from './toolbar';

export interface LadderSection {
  connection: Connection;
  row: number;
  options: LadderOptions;
  /** The options, without the states that are still to be predicted. */
  drawn: LadderOptions;
  predicting: boolean;
  tableOpen: boolean;
  /** The part of the curves on view; null while the ladder is on view. */
  curves: CurvesPlace | null;
  /** Texts for times at the ends and for two captures; undefined if neither is drawn. */
  taps: TapTexts | undefined;
  /** Notes on the whole capture. */
  notes: unknown;
  /** The other connection, and where the two are; null while one is on view. */
  comparison: Omit<ComparisonPart, 'connection' | 'options'> | null;
}

/** What the view of two connections needs. */
export interface ComparisonPart {
  connection: Connection;
  options: LadderOptions;
  rows: ConnectionRows | null;
  place: ComparisonPlace;
  files: readonly File[];
  name: string;
  source: ComparisonSource;
}

export interface LadderCommands {
  change: (changes: Partial<LadderOptions>) => void;
  select: (row: number) => void;
  togglePredict: () => void;
  openTable: (open: boolean) => void;
  onKey: (event: KeyboardEvent) => void;
  askForText: () => void;
  printedAbove: () => number;
  /** Shows curves instead of the ladder, or the ladder for null. */
  showCurves: (place: CurvesPlace | null) => void;
  loadCurves: LoadCurves;
  compare: (place?: ComparisonPlace) => void;
  swap: (number: ConnectionNumber) => void;
}

export function ladderSection(section: LadderSection, words: PageWords, commands: LadderCommands) {
  const { connection, row, options, drawn, predicting } = section;
  if (section.comparison) return comparisonSection(section, section.comparison, words, commands);
  if (section.curves) return curvesSection(section, section.curves, words, commands);
  return html`<section class="tooled" aria-label=${words.page.ladder}>
    ${toolbar(
      { options, predicts: predicting, oneTap: !connection.passages, curves: false },
      words,
      commands,
    )}
    <div class="drawing">
      <tcp-ladder-view
        .connection=${connection}
        .insight=${connection.insight ?? null}
        .words=${ladderWords(words, section.taps)}
        .options=${drawn}
        .selected=${row}
        .above=${commands.printedAbove}
        @select=${(event: LadderEvents['select']) => commands.select(event.detail.row)}
        @zoom=${(event: LadderEvents['zoom']) => commands.change({ zoom: event.detail.zoom })}
        @keydown=${commands.onKey}
      ></tcp-ladder-view>
    </div>
    ${legend(words)}
    <p class="below">
      <button class="link" @click=${() => commands.compare()}>${words.page.compareWith}</button>
    </p>
    <div class="below">${section.notes}</div>
    ${asTable(section, words, commands)} ${keyboardHelp(words, commands.askForText)}
  </section>`;
}

function curvesSection(
  { connection, row, options }: LadderSection,
  place: CurvesPlace,
  words: PageWords,
  commands: LadderCommands,
) {
  return html`<section class="tooled" aria-label=${words.page.curves}>
    ${toolbar({ options, predicts: false, oneTap: false, curves: true }, words, commands)}
    <tcp-curves-view
      .connection=${connection}
      .insight=${connection.insight ?? null}
      .selected=${row}
      .numbers=${options.numbers}
      .language=${words.lang}
      .place=${place}
      .load=${commands.loadCurves}
      lang=${words.lang}
      @select=${(event: CurvesEvents['select']) => commands.select(event.detail.row)}
      @place=${(event: CurvesEvents['place']) => commands.showCurves(event.detail)}
      @keydown=${commands.onKey}
    ></tcp-curves-view>
    ${keyboardHelp(words, commands.askForText)}
  </section>`;
}

const tools: ComparisonTools = {
  ladderWords: (words) => ladderWords(words),
  numberText,
  parseNumber,
  plainText,
};

function comparisonSection(
  { connection, options }: LadderSection,
  { rows, place, files, name, source }: NonNullable<LadderSection['comparison']>,
  words: PageWords,
  commands: LadderCommands,
) {
  return html`<section class="tooled" aria-label=${words.page.compareWith}>
    ${toolbar(
      { options, predicts: false, oneTap: false, curves: false, compares: true },
      words,
      commands,
    )}
    <tcp-comparison
      .connection=${connection}
      .rows=${rows}
      .words=${words}
      .options=${options}
      .place=${place}
      .files=${files}
      .name=${name}
      .source=${source}
      .tools=${tools}
      lang=${words.lang}
      @place=${(event: ComparisonEvents['place']) => commands.compare(event.detail)}
      @select=${(event: ComparisonEvents['select']) => commands.select(event.detail.row)}
      @swap=${(event: ComparisonEvents['swap']) => commands.swap(event.detail)}
      @keydown=${commands.onKey}
    ></tcp-comparison>
    ${keyboardHelp(words, commands.askForText)}
  </section>`;
}

/** The same rows as a table, created when it is first opened. */
function asTable(
  { connection, drawn, tableOpen, taps }: LadderSection,
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
            .words=${ladderWords(words, taps)}
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
