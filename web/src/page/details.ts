// The panel of the selected step: next to the drawing, or as a sheet over a page that is too narrow.
// Its script is loaded in parallel with the first drawing, which does not wait for it; see
// panel_on_demand.ts.
import { html, nothing } from 'lit';
import type { Connection } from '../model/connection';
import type { TwoMsl } from '../model/two_msl';
import type { StepPanel, StepPanelEvents } from '../panel/step_panel';
import type { Prediction } from '../story/predicted';
import type { PageWords } from '../words/page';
import type { PanelWords } from '../words/panel';

export interface Details {
  connection: Connection;
  row: number;
  /** The panel is open as a sheet; used if there is no room next to the drawing. */
  sheet: boolean;
  numbers: 'relative' | 'absolute';
  twoMsl: TwoMsl | null;
  playing: boolean;
  prediction: Prediction | null;
  /** Null until the panel is loaded. */
  panelWords: PanelWords | null;
}

export interface DetailsCommands {
  readHeader: NonNullable<StepPanel['readHeader']>;
  readPayload: StepPanel['readPayload'];
  /** Notes on the segment, for the panel's slot. */
  notes: unknown;
  go: (row: number) => void;
  togglePlay: () => void;
  /** The reader judged a predicted state, requests the next one, or ends the prediction. */
  judged: () => void;
  next: () => void;
  leave: () => void;
  closeSheet: () => void;
  /** Returns to the drawing. */
  close: () => void;
}

export function details(shown: Details, words: PageWords, commands: DetailsCommands) {
  const { connection } = shown;
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    commands.close();
  };
  return html`<aside class="side ${shown.sheet ? 'sheet' : ''}" aria-label=${words.panel.label}>
    <div class="sheet-head">
      <button class="button quiet" @click=${commands.closeSheet}>${words.panel.lessDetails}</button>
    </div>
    ${
      shown.panelWords
        ? html`<tcp-step-panel
            .connection=${connection}
            .row=${shown.row}
            .words=${shown.panelWords}
            .insight=${connection.insight ?? null}
            .numbers=${shown.numbers}
            .twoMsl=${shown.twoMsl}
            .port=${connection.port}
            .playing=${shown.playing}
            .prediction=${shown.prediction}
            .readHeader=${commands.readHeader}
            .readPayload=${commands.readPayload}
            @predict-judged=${commands.judged}
            @predict-next=${commands.next}
            @predict-leave=${commands.leave}
            @keydown=${onKey}
            @step=${(event: StepPanelEvents['step']) => commands.go(event.detail.row)}
            @play-toggle=${commands.togglePlay}
            >${commands.notes}</tcp-step-panel
          >`
        : nothing
    }
  </aside>`;
}
