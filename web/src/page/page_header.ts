// The head of the page: its name, the capture in view, and what can be done with it.
import { html, nothing } from 'lit';
import { logo } from '../ui/icons';
import { languages, languageTags, type Language } from '../words';
import type { LadderOptions } from '../ladder/options';
import type { ShareChoices } from '../model/share_choices';
import type { PageWords } from '../words/page';
import type { CaptureController } from './capture_controller';
import './export_menu';
import './share/share_menu';

export interface HeaderCommands {
  chooseFile: () => void;
  chooseLanguage: (language: Language) => void;
  share: (choices: ShareChoices) => Promise<Blob>;
}

export function pageHeader(
  { stage, connection, row }: CaptureController,
  /** Of the capture; empty where there is none. */
  name: string,
  language: Language,
  numbers: LadderOptions['numbers'],
  words: PageWords,
  { chooseFile, chooseLanguage, share }: HeaderCommands,
) {
  const { page } = words;
  const info = stage.kind === 'read' ? stage.opened.info : null;
  const facts = info
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
      ${
        connection
          ? html`<tcp-share-menu
                .connection=${connection}
                .row=${row}
                .words=${words}
                .share=${share}
              ></tcp-share-menu>
              <tcp-export-menu
                .connection=${connection}
                .words=${words}
                .numbers=${numbers}
                .name=${name}
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
