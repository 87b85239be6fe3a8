// The header of the page: its name, the capture on view, and the commands for it.
import { html, nothing } from 'lit';
import { logo } from '../ui/icons';
import { languages, languageTags, type Language } from '../words';
import type { LadderOptions } from '../ladder/options';
import type { PageWords } from '../words/page';
import type { CurvesView } from '../curves/curves_view';
import type { CaptureController } from './capture_controller';
import type { Exported } from './export/export_choices';
import './export/export_menu';
import './share/share_menu';

export interface HeaderCommands {
  chooseFile: () => void;
  chooseLanguage: (language: Language) => void;
  toggleWriting: () => void;
  /** The curves on view as a file; null while the ladder is on view. */
  readonly curvesFile: CurvesView['file'] | null;
  readonly annotated: Exported['annotated'];
}

export function pageHeader(
  { stage, connection, row, written, sample, carried, ask }: CaptureController,
  /** Name of the capture; empty if there is none. */
  name: string,
  language: Language,
  { numbers, moments }: Pick<LadderOptions, 'numbers' | 'moments'>,
  words: PageWords,
  writing: boolean,
  { chooseFile, chooseLanguage, toggleWriting, curvesFile, annotated }: HeaderCommands,
) {
  const { page } = words;
  const info = stage.kind === 'read' ? stage.opened.info : null;
  const lines = written === null ? null : written.trimEnd().split('\n').length;
  const writtenFacts = (segments: number) =>
    `${page.writtenFacts({ lines: lines ?? 0, segments })} · `;
  const facts =
    info && lines !== null
      ? writtenFacts(info.segments)
      : info
        ? `${page.fileFacts({ packets: info.packets, connections: info.connections, seconds: info.duration })} · `
        : nothing;
  return html`<header class="top">
    <div class="brand">${logo}${page.name}</div>
    ${
      name
        ? html`<div class="file">
            <b>${name}</b>
            <span>${facts}${page.readHere}</span>
          </div>`
        : nothing
    }
    <div class="actions">
      <button class="button" @click=${chooseFile}>${page.open}</button>
      <button
        class="button write"
        aria-pressed=${writing ? 'true' : 'false'}
        @click=${toggleWriting}
      >
        ${page.write}
      </button>
      ${
        connection
          ? html`<tcp-share-menu
                .connection=${connection}
                .row=${row}
                .words=${words}
                .share=${ask.share}
              ></tcp-share-menu>
              <tcp-export-menu
                .words=${words}
                .exported=${{
                  ...{ connection, row, moments, numbers, name, curvesFile },
                  ...{ script: ask.script, share: ask.share, annotated },
                  carries: (sample ?? carried) !== null,
                }}
              ></tcp-export-menu>`
          : nothing
      }
      <select
        class="button quiet"
        aria-label=${page.language}
        @change=${(event: Event) =>
          chooseLanguage((event.target as HTMLSelectElement).value as Language)}
      >
        ${languageTags.map(
          (tag) =>
            html`<option value=${tag} lang=${tag} ?selected=${tag === language}>
              ${languages[tag].name}
            </option>`,
        )}
      </select>
    </div>
  </header>`;
}
