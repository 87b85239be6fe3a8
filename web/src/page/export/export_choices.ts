// Exports the chosen connection: as a drawing, an image, text, or a link to this step. Fires `done`
// when a file was saved.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Format, Part } from '../../export';
import { partNames, rowsOf } from '../../model/parts';
import type { Side } from '../../model/side';
import type { PartName } from '../../model/parts';
import { exportWordsOf } from './export_words';
import type { PageWords } from '../../words/page';
import type { CurvesView } from '../../curves/curves_view';
import type { LadderOptions } from '../../ladder/options';
import type { Connection } from '../../model/connection';
import { numberText } from '../../model/connection_number';
import type { ShareChoices } from '../../model/share_choices';
import { stepLink } from '../../model/step_link';
import { saveFile } from '../../ui/save_file';
import { base, controls } from '../../ui/styles';

/** What is on view, and functions that provide it for export. */
export interface Exported {
  connection: Connection;
  /** The segment on view, counted from 0. */
  row: number;
  /** Times of capture, or times at the ends. */
  moments: LadderOptions['moments'];
  numbers: LadderOptions['numbers'];
  /** The connection as a packetdrill script that tests this end. */
  script: (local: Side) => Promise<string>;
  /** The connection as a pcap file for sharing. */
  share: (choices: ShareChoices) => Promise<Blob>;
  /** The capture, or this connection, as pcapng with the notes; null if there can be none. */
  annotated: ((all: boolean) => Promise<Blob>) | null;
  /** The curves on view as a file; null while the ladder is on view. */
  curvesFile: CurvesView['file'] | null;
  /** Whether the page's URL shows the same to anyone who opens it. */
  carries: boolean;
  /** Name of the capture, as the reader knows it; may be empty. */
  name: string;
}

/** Packetdrill scripts by the end that they test. */
const scripts = { serverScript: 1, clientScript: 0 } as const satisfies Record<string, Side>;
type ScriptChoice = keyof typeof scripts;
const curves = ['curvesSvg', 'curvesPng', 'curvesCsv'] as const;
type CurvesChoice = (typeof curves)[number];
/** Captures with notes; whether of all connections. */
const captures = { notedCapture: true, notedConnection: false } as const;
type CaptureChoice = keyof typeof captures;
type Choice = Format | 'png' | 'link' | ScriptChoice | CurvesChoice | CaptureChoice;

const ofLadder: readonly Choice[] = [
  ...(['svg', 'png', 'text', 'mermaid', 'json', 'csv'] as const),
  ...(['serverScript', 'clientScript', 'link'] as const),
];

const isCurves = (choice: Choice): choice is CurvesChoice =>
  (curves as readonly Choice[]).includes(choice);

@customElement('tcp-export-choices')
export class ExportChoices extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      ul {
        position: absolute;
        right: 0;
        top: calc(100% + 6px);
        z-index: 4;
        min-width: 210px;
        padding: 6px 0;
        background: var(--paper);
        border: 1px solid var(--hair2);
        border-radius: 6px;
      }
      li button {
        width: 100%;
        min-height: 32px;
        padding: 4px 14px;
        border: 0;
        background: none;
        text-align: left;
        font-size: 13px;
        cursor: pointer;
      }
      li button:hover {
        background: var(--sel);
      }
      .part {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 4px 14px 8px;
        font-size: 12.5px;
        color: var(--ink2);
      }
      select,
      .part input {
        height: 28px;
        border: 1px solid var(--hair2);
        border-radius: 6px;
        background: var(--paper);
        color: var(--ink);
        font: inherit;
      }
      select {
        flex: 1;
      }
      .part input {
        width: 76px;
        padding: 0 6px;
      }
      p {
        padding: 4px 14px;
        font-size: 12px;
        line-height: 17px;
        color: var(--ink2);
      }
      @media (max-width: 719px) {
        li button,
        select,
        .part input {
          min-height: 44px;
        }
      }
    `,
  ];

  @property({ attribute: false }) words!: PageWords;
  @property({ attribute: false }) exported!: Exported;
  @state() private chosen: PartName | 'range' = 'all';
  /** First and last step of the range, from 1, both included. */
  @state() private range: [number, number] = [1, 1];
  /** Result of the last command, if it is not a file. */
  @state() private said = '';

  override render() {
    const { exports } = this.words.notices;
    return html`<ul>
      ${this.#parts()}
      ${this.#offered.map(
        (choice) =>
          html`<li>
            <button @click=${() => void this.#choose(choice)}>${exports[choice]}</button>
          </li>`,
      )}
      <li><div role="status">${this.said ? html`<p>${this.said}</p>` : nothing}</div></li>
    </ul>`;
  }

  get #offered(): readonly Choice[] {
    const { curvesFile, annotated } = this.exported;
    const noted = annotated ? (Object.keys(captures) as CaptureChoice[]) : [];
    return [...(curvesFile ? curves : []), ...ofLadder.slice(0, -1), ...noted, 'link'];
  }

  /** The segments to export: all, those visible in the capture, or a range. */
  #parts() {
    const more = this.words.notices;
    const { connection } = this.exported;
    const present = partNames.filter((name) => rowsOf(connection, name));
    const bound = (index: 0 | 1, label: string) =>
      html`<input
        type="number"
        min="1"
        max=${connection.segments.count}
        aria-label=${label}
        .value=${String(this.range[index])}
        @change=${(event: Event) => {
          const value = Math.round((event.target as HTMLInputElement).valueAsNumber) || 1;
          this.range = index === 0 ? [value, this.range[1]] : [this.range[0], value];
        }}
      />`;
    return html`<li>
      <label class="part"
        >${more.part}<select
          @change=${(event: Event) => {
            this.chosen = (event.target as HTMLSelectElement).value as PartName | 'range';
          }}
        >
          ${[...present, 'range' as const].map(
            (name) =>
              html`<option .value=${name} ?selected=${this.chosen === name}>
                ${more.parts[name]}
              </option>`,
          )}
        </select>
      </label>
      ${
        this.chosen === 'range'
          ? html`<div class="part">
              ${bound(0, more.rangeFrom)}<span aria-hidden="true">–</span>${bound(1, more.rangeTo)}
            </div>`
          : nothing
      }
    </li>`;
  }

  get #chosenPart(): Part {
    const [from, to] = this.range;
    if (this.chosen !== 'range') return this.chosen;
    return { first: Math.min(from, to) - 1, last: Math.max(from, to) - 1 };
  }

  async #choose(choice: Choice) {
    const more = this.words.notices;
    try {
      if (choice === 'link') {
        this.said = await this.#copyLink();
        return;
      }
      await this.#save(choice);
      this.dispatchEvent(new CustomEvent('done'));
    } catch (error) {
      this.said = more.exportFailed({ reason: error instanceof Error ? error.message : '' });
    }
  }

  /** Returns the message about the result. */
  async #copyLink(): Promise<string> {
    const more = this.words.notices;
    const { carries, share, row } = this.exported;
    if (carries) {
      await navigator.clipboard.writeText(location.href);
      return more.copied;
    }
    const capture = await share({});
    const { fragment, characters } = await stepLink(capture, `step=${row + 1}`);
    if (fragment === null) return more.linkWouldBe({ characters });
    await navigator.clipboard.writeText(`${location.href.replace(/#.*/, '')}${fragment}`);
    return more.copiedInside;
  }

  async #save(choice: Exclude<Choice, 'link'>) {
    const { connection, script, name, curvesFile, annotated, moments, numbers } = this.exported;
    if (choice === 'notedCapture' || choice === 'notedConnection') {
      const of = choice === 'notedCapture' ? '' : `-${numberText(connection.number)}`;
      saveFile(`tcp-ladder${of}-notes.pcapng`, await annotated!(captures[choice]));
      return;
    }
    if (choice === 'serverScript' || choice === 'clientScript') {
      const text = await script(scripts[choice]);
      saveFile(`tcp-ladder-${connection.index}.pkt`, new Blob([text], { type: 'text/plain' }));
      return;
    }
    const { exporters, toPng, toSvg } = await import('../../export');
    if (isCurves(choice)) {
      const stem = `tcp-ladder-${connection.index}-curves`;
      const title = name || null;
      const kind = choice === 'curvesCsv' ? 'csv' : 'svg';
      const theme = choice === 'curvesPng' ? 'light' : 'both';
      const text = await curvesFile!(kind, { title, theme });
      if (choice === 'curvesPng') saveFile(`${stem}.png`, await toPng(text));
      else saveFile(`${stem}.${kind}`, new Blob([text], { type: exporters[kind].mediaType }));
      return;
    }
    const options = {
      words: await exportWordsOf(this.words.lang),
      moments,
      numbers,
      part: this.#chosenPart,
      title: name || null,
    };
    const part = this.chosen === 'range' ? this.range.join('-') : this.chosen;
    const stem = `tcp-ladder-${numberText(connection.number)}${part === 'all' ? '' : `-${part}`}`;
    if (choice === 'png') {
      saveFile(`${stem}.png`, await toPng(toSvg(connection, { ...options, theme: 'light' })));
      return;
    }
    const { make, extension, mediaType } = exporters[choice];
    const text = make(connection, options);
    saveFile(`${stem}.${extension}`, new Blob([text], { type: `${mediaType};charset=utf-8` }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-export-choices': ExportChoices;
  }
}
