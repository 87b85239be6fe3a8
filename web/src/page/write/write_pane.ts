// The left half of the page while a script is written: examples, text, and commands. The page draws
// the ladder.
import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { LadderNote } from '../../ladder/options';
import { senderAt } from '../../model/segment';
import { offeredLength, packCapture } from '../../model/share_link';
import type { Connection } from '../../model/connection';
import type { TextNotes } from '../../model/text_notes';
import { saveFile } from '../../ui/save_file';
import { base, controls } from '../../ui/styles';
import { exportWordsOf } from '../export/export_words';
import type { PageWords } from '../../words/page';
import { textWords } from '../../words/text';
import { writeWords } from '../../words/write';
import { languageOf } from '../language_of';
import { exampleText } from './examples';
import { mistakesOf } from './mistakes';
import './script_editor';
import type { DrawnLine, EditorEvents, Mistake, ScriptEditor } from './script_editor';

/** Delay between the last key and the display of mistakes, in milliseconds. */
const pause = 600;
/** Number of examples listed at first. */
const fewExamples = 5;
/** Placeholder of an empty text. */
const opening = '< S\n> S.\n<';

export interface WriteEvents {
  edit: CustomEvent<string>;
  /** The caret is on the line of this segment, counted from 0. */
  go: CustomEvent<number>;
  /** Messages of lines with a mistake, by the row above them. */
  undrawn: CustomEvent<Map<number, LadderNote[]>>;
}

@customElement('tcp-write-pane')
export class WritePane extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      .head {
        padding: 14px 20px 10px 28px;
        border-bottom: 1px solid var(--hair);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 16px;
        justify-content: space-between;
        align-items: baseline;
        font-size: 13px;
        color: var(--ink2);
      }
      .row h2 {
        color: var(--ink);
      }
      .examples {
        margin-top: 6px;
        font-size: 12.5px;
        line-height: 24px;
        color: var(--ink2);
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
        padding: 12px 20px 12px 28px;
        border-top: 1px solid var(--hair);
        font-size: 13px;
      }
      .wrong {
        margin-left: auto;
        color: var(--rst);
      }
      .said {
        flex-basis: 100%;
        color: var(--ink2);
      }
      @media (max-width: 719px) {
        .head,
        .foot {
          padding-left: 16px;
          padding-right: 16px;
        }
        .examples .link {
          min-height: 24px;
        }
      }
    `,
  ];

  @property({ attribute: false }) words!: PageWords;
  @property({ attribute: false }) text = '';
  /** Notes about the text as last drawn. */
  @property({ attribute: false }) notes: TextNotes | null = null;
  @property({ attribute: false }) connection: Connection | null = null;
  /** The selected segment, counted from 0. */
  @property({ attribute: false }) row = 0;
  /** The packets as a capture file. */
  @property({ attribute: false }) capture!: () => Promise<Blob>;
  /** URL of the page, without its fragment. */
  @property({ attribute: false }) address = '';
  @state() private mistakes: readonly Mistake[] = [];
  /** All examples are listed, not only the first few. */
  @state() private all = false;
  /** Result of the last command. */
  @state() private said = '';
  @query('tcp-script-editor') private editor!: ScriptEditor;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** Renders once the words of the language are loaded. */
  protected override async scheduleUpdate() {
    const language = languageOf(this.words);
    const missing = [writeWords.load(language), textWords.load(language)];
    await Promise.allSettled(missing.filter((loading) => loading !== undefined));
    return super.scheduleUpdate();
  }

  override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('notes') || changed.has('connection')) this.#tellUndrawn();
    if (changed.has('notes') || changed.has('words')) this.#awaitMistakes(changed.has('words'));
  }

  override render() {
    const words = writeWords.of(this.words.lang);
    const { space } = this.words.punctuation;
    const lines = this.#drawnLines();
    const other = this.notes?.otherLines ?? 0;
    return html`<section aria-labelledby="title">
      <div class="head">
        <div class="row">
          <h2 id="title">${words.title}</h2>
          <span>${words.readAs[this.notes?.format ?? 'none']}</span>
        </div>
        <p class="examples">
          ${words.examples}
          ${Object.entries(words.exampleNames)
            .slice(0, this.all ? undefined : fewExamples)
            .map(
              ([name, title]) =>
                html`<button class="link" @click=${() => this.#take(exampleText(name))}>
                    ${title}
                  </button>
                  · `,
            )}${
            this.all
              ? nothing
              : html`<button class="link more" @click=${this.#showAll}>
                    ${words.moreExamples}
                  </button>
                  · `
          }<button class="link" @click=${() => this.#take('')}>${words.empty}</button>
        </p>
      </div>
      <tcp-script-editor
        .text=${this.text}
        .label=${words.label}
        .placeholder=${opening}
        .script=${(this.notes?.format ?? 'packetdrill') === 'packetdrill'}
        .drawn=${lines}
        .mistakes=${this.mistakes}
        .chosen=${this.#chosen(lines)}
        @edit=${this.#onEdit}
        @line=${(event: EditorEvents['line']) => this.#onLine(event.detail, lines)}
      ></tcp-script-editor>
      <div class="foot">
        <button class="button" @click=${this.#savePcap}>${words.savePcap}</button>
        <button class="button" @click=${this.#saveSvg}>${words.saveSvg}</button>
        <button class="button" @click=${this.#copyLink}>${words.link}</button>
        <button class="button" @click=${this.#copySnippet}>${words.snippet}</button>
        ${
          this.mistakes.length > 0
            ? html`<button
                class="link wrong"
                title=${words.keys}
                @click=${() => this.editor.nextMistake()}
              >
                ${this.words.page.mistakes({ n: this.notes?.problemCount ?? 0 })}
              </button>`
            : nothing
        }
        <p class="said" role="status">
          ${this.said}${
            this.mistakes[0]
              ? html`<span class="hidden"
                  >${this.mistakes[0].place}${this.mistakes[0].message}</span
                >`
              : nothing
          }
          ${other > 0 ? textWords.of(this.words.lang).otherLines({ lines: other }) + space : nothing}
          ${this.text.trim() === '' ? words.emptyTitle : nothing}
        </p>
      </div>
    </section>`;
  }

  /** Lines that are drawn, with the segments of the connection on view. */
  #drawnLines(): Map<number, DrawnLine> {
    const found = new Map<number, DrawnLine>();
    const segments = this.connection?.segments;
    if (!segments || !this.notes) return found;
    for (let row = 0; row < segments.count; row += 1) {
      const line = this.notes.lines[segments.frame[row]! - 1];
      if (line === undefined) continue;
      const known = found.get(line);
      if (known) known.last = row;
      else found.set(line, { first: row, last: row, from: senderAt(segments, row) });
    }
    return found;
  }

  #chosen(lines: ReadonlyMap<number, DrawnLine>): { line: number; row: number } | null {
    for (const [line, { first, last }] of lines) {
      if (first <= this.row && this.row <= last) return { line, row: this.row };
    }
    return null;
  }

  /** Reports the lines that are not drawn; the drawing reserves a row for each. */
  #tellUndrawn() {
    const { lineNotDrawn } = writeWords.of(this.words.lang);
    const detail = new Map<number, LadderNote[]>();
    const { notes, connection } = this;
    const frames = connection?.segments.frame;
    if (notes && frames) {
      const drawn = new Set(notes.lines);
      for (const line of new Set(notes.problems.map((problem) => problem.line))) {
        const above = frames.findLastIndex((frame) => notes.lines[frame - 1]! < line);
        if (drawn.has(line) || above < 0) continue;
        const note: LadderNote = { kind: 'undrawn', text: lineNotDrawn({ line }) };
        detail.set(above, [...(detail.get(above) ?? []), note]);
      }
    }
    const event: WriteEvents['undrawn'] = new CustomEvent('undrawn', { detail });
    this.dispatchEvent(event);
  }

  /** Removes corrected mistakes at once; shows new ones when the reader pauses. */
  #awaitMistakes(now: boolean) {
    clearTimeout(this.#timer);
    const mistakes = this.notes ? mistakesOf(this.notes.problems, this.words) : [];
    if (now || mistakes.length === 0) {
      this.mistakes = mistakes;
      return;
    }
    const known = new Set(this.mistakes.map(({ name, line }) => `${name} ${line}`));
    this.mistakes = mistakes.filter(({ name, line }) => known.has(`${name} ${line}`));
    this.#timer = setTimeout(() => (this.mistakes = mistakes), pause);
  }

  #showAll = () => {
    this.all = true;
  };

  #onEdit = (event: EditorEvents['edit']) => this.#tell(event.detail);

  #onLine(line: number, lines: ReadonlyMap<number, DrawnLine>) {
    const drawn = lines.get(line);
    if (!drawn || (drawn.first <= this.row && this.row <= drawn.last)) return;
    const detail = drawn.first;
    this.dispatchEvent(new CustomEvent('go', { detail }) satisfies WriteEvents['go']);
  }

  #take(text: string) {
    this.mistakes = [];
    this.#tell(text);
  }

  #tell(text: string) {
    this.said = '';
    this.dispatchEvent(new CustomEvent('edit', { detail: text }) satisfies WriteEvents['edit']);
  }

  #savePcap = async () => {
    if (this.connection) saveFile('tcp-ladder.pcapng', await this.capture());
  };

  #saveSvg = async () => {
    const { connection, words } = this;
    if (!connection) return;
    const { toSvg } = await import('../../export');
    const svg = toSvg(connection, {
      words: await exportWordsOf(words.lang),
      numbers: 'relative',
      part: 'all',
      title: null,
      theme: 'both',
    });
    saveFile('tcp-ladder.svg', new Blob([svg], { type: 'image/svg+xml;charset=utf-8' }));
  };

  #copyLink = async () => {
    const words = writeWords.of(this.words.lang);
    const packed = await packCapture(new Blob([this.text]));
    if (packed.length > offeredLength) this.said = words.linkTooLong;
    else await this.#copy(`${this.address}#script=${packed}`, words.linkCopied);
  };

  #copySnippet = () =>
    this.#copy(snippetOf(this.text), writeWords.of(this.words.lang).snippetCopied);

  async #copy(text: string, done: string) {
    try {
      await navigator.clipboard.writeText(text);
      this.said = done;
    } catch {
      this.said = writeWords.of(this.words.lang).copyFailed;
    }
  }
}

/** HTML of an element with the text inside; escapes whatever would end the script. */
export function snippetOf(text: string): string {
  const inside = text.replace(/<(?=\/script|!--|script)/gi, '< ');
  return `<script src="tcp-ladder.js" defer></script>
<tcp-ladder edit>
<script type="text/packetdrill">
${inside.trimEnd()}
</script>
</tcp-ladder>
`;
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-write-pane': WritePane;
  }
}
