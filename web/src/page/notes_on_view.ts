// Notes on the capture on view: in the panel of a segment, at its row, and below the ladder.
import { html, nothing, type LitElement, type ReactiveController } from 'lit';
import type { LadderNote } from '../ladder/options';
import { plainText } from '../base/plain_text';
import { commentsByRow } from '../model/comments';
import type { Connection } from '../model/connection';
import type { PageWords } from '../words/page';
import type { CaptureController } from './capture_controller';
import { KeptNotes } from './notes/kept_notes';
import { appended, isWritten, type ReaderNotes } from './notes/reader_notes';
import { TypedAhead, type Typed } from './notes/typed_ahead';
import type { NoteEvents, NoteField } from './notes/note_field';

type RowNotes = ReadonlyMap<number, readonly LadderNote[]>;
const none: RowNotes = new Map();
/** Selects the field of a segment, and that of the capture. */
const fieldOfSegment = 'tcp-notes[slot]';
const fieldOfCapture = 'tcp-notes:not([slot])';

export class NotesOnView implements ReactiveController {
  readonly #host: LitElement;
  readonly #capture: CaptureController;
  /** Called when the reader has finished writing with a key. */
  readonly #leave: () => void;
  readonly #kept = new KeptNotes();
  /** All of them with changes that are not saved. */
  readonly #unsaved = new Set<ReaderNotes>();
  /** The code of the fields is loaded. */
  #loaded = false;
  /** Name of a field that is not there yet. */
  #label = '';
  #rows: { connection: Connection; notes: ReaderNotes; changes: number; rows: RowNotes } | null =
    null;

  constructor(host: LitElement, capture: CaptureController, leave: () => void) {
    this.#host = host;
    this.#capture = capture;
    this.#leave = leave;
    host.addController(this);
  }

  hostConnected() {
    window.addEventListener('beforeunload', this.#onUnload);
  }

  hostDisconnected() {
    window.removeEventListener('beforeunload', this.#onUnload);
  }

  /** Null for captures that notes cannot be saved with: two captures, and a text being written. */
  get #notes(): ReaderNotes | null {
    const { stage, connection, written, sample, carried, file } = this.#capture;
    if (stage.kind !== 'read' || !connection || connection.passages || written !== null || !file)
      return null;
    return this.#kept.of({ sample, carried, file });
  }

  /** Notes at the rows of the connection on view; the same object until one changes. */
  get ofRows(): RowNotes {
    const { connection } = this.#capture;
    const notes = this.#notes;
    if (!connection || !notes) return none;
    if (notes.changes === 0 && connection.comments.length === 0) return none;
    const known = this.#rows;
    if (
      known?.connection === connection &&
      known.notes === notes &&
      known.changes === notes.changes
    ) {
      return known.rows;
    }
    const rows = new Map<number, LadderNote[]>();
    const { frame } = connection.segments;
    // The rows of comments are known; the reader edits few others.
    const noted = new Set([
      ...connection.comments.map(({ row }) => row),
      ...notes.comments.map((edited) => (edited.frame === 0 ? -1 : frame.indexOf(edited.frame))),
    ]);
    for (const row of noted) {
      const texts = row < 0 ? [] : this.#on(row).filter(isWritten);
      if (texts.length > 0) {
        rows.set(
          row,
          texts.map((text) => ({
            kind: 'note',
            text: plainText(text.trim().replace(/\s+/g, ' ')),
          })),
        );
      }
    }
    this.#rows = { connection, notes, changes: notes.changes, rows };
    return rows;
  }

  /** Notes on the segment in `row`, for the panel's slot `notes`. */
  panel(row: number, words: PageWords) {
    const { connection } = this.#capture;
    if (!connection || !this.#notes) return nothing;
    this.#label = words.page.addNote;
    const frame = connection.segments.frame[row]!;
    if (!this.#loaded) {
      // Until the fields are there, the panel itself shows the comments of the file.
      if (this.#on(row).length > 0) {
        void this.#load();
        return nothing;
      }
      return html`<p slot="notes">
        <button class="link" @click=${() => void this.write()}>${words.page.addNote}</button>
      </p>`;
    }
    return html`<tcp-notes
      slot="notes"
      .words=${words}
      .texts=${this.#on(row)}
      .frame=${frame}
      .step=${row + 1}
      @change=${(event: NoteEvents['change']) => this.#edit(frame, event.detail)}
      @leave=${this.#leave}
    ></tcp-notes>`;
  }

  /** Notes on the whole capture, below the ladder. */
  ofCapture(words: PageWords) {
    const notes = this.#notes;
    if (!notes) return nothing;
    const texts = notes.on(0, this.#inFile);
    if (!this.#loaded) {
      if (texts.length > 0) void this.#load();
      return html`<button class="link" @click=${() => void this.#write(fieldOfCapture)}>
        ${words.page.noteOnCapture}
      </button>`;
    }
    return html`<tcp-notes
      .words=${words}
      .texts=${texts}
      @change=${(event: NoteEvents['change']) => this.#edit(0, event.detail)}
    ></tcp-notes>`;
  }

  /** The capture, or the connection on view, with its notes; null if there can be none. */
  get save(): ((all: boolean) => Promise<Blob>) | null {
    const notes = this.#notes;
    if (!notes) return null;
    return async (all) => {
      const { changes } = notes;
      const file = await this.#capture.ask.annotated(notes.comments, all);
      if (all && notes.changes === changes) {
        notes.unsaved = false;
        this.#unsaved.delete(notes);
      }
      return file;
    };
  }

  /** Lets the reader write a note on the segment on view. */
  readonly write = () => this.#write(fieldOfSegment);

  async #write(which: string) {
    const notes = this.#notes;
    const { connection, row } = this.#capture;
    if (!notes || !connection) return;
    const ofCapture = which === fieldOfCapture;
    const frame = ofCapture ? 0 : connection.segments.frame[row]!;
    const typed = await this.#loadWhileTyping();
    await this.#host.updateComplete;
    const field = this.#host.renderRoot.querySelector<NoteField>(which);
    if (this.#notes === notes && field?.frame === frame) return field.write(typed);
    // The reader has gone elsewhere, or the field cannot be loaded: nothing that was typed is lost.
    if (!field) this.#leave();
    if (!isWritten(typed.text)) return;
    const inFile = ofCapture ? this.#inFile : (commentsByRow(connection).get(row) ?? []);
    this.#change(notes, frame, appended(notes.on(frame, inFile), typed.text));
  }

  async #loadWhileTyping(): Promise<Typed> {
    if (this.#loaded) return { text: '', ended: false };
    const ahead = new TypedAhead(this.#label);
    await this.#load().catch(() => {});
    return ahead.take();
  }

  /** Comments of the file on all of it. */
  get #inFile(): readonly string[] {
    const { stage } = this.#capture;
    if (stage.kind !== 'read') return [];
    return stage.opened.notes.comments.flatMap(({ interface: on, text }) =>
      on === null ? [text] : [],
    );
  }

  #on(row: number): readonly string[] {
    const { connection } = this.#capture;
    const frame = connection!.segments.frame[row]!;
    const inFile = commentsByRow(connection!).get(row) ?? [];
    return this.#notes?.on(frame, inFile) ?? inFile;
  }

  #edit(frame: number, texts: readonly string[]) {
    if (this.#notes) this.#change(this.#notes, frame, texts);
  }

  #change(notes: ReaderNotes, frame: number, texts: readonly string[]) {
    notes.edit(frame, texts);
    this.#unsaved.add(notes);
    this.#host.requestUpdate();
  }

  async #load() {
    if (this.#loaded) return;
    await import('./notes/note_field');
    this.#loaded = true;
    this.#host.requestUpdate();
  }

  readonly #onUnload = (event: BeforeUnloadEvent) => {
    if (this.#unsaved.size > 0) event.preventDefault();
  };
}
