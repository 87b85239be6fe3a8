// State of the capture on the page: the file, how far it was read, the connection and segment on
// view. Everything the page shows follows from these fields.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { EndpointStatistics } from '../../../wasm/engine.mjs';
import { EngineClient, EngineFailure, type ReadingChoices } from '../engine/client';
import type { Spawn, SpawnStrategies } from '../engine/spawn';
import { plainText } from '../base/plain_text';
import { prepare } from '../ladder/prepare';
import type { Connection } from '../model/connection';
import type { FileSetFound } from '../model/file_set';
import { incidentsOf, type Incident } from '../model/incidents';
import type { ConnectionNumber } from '../model/connection_number';
import type { SecondTap } from '../engine/worker/session';
import type { TextFormat } from '../model/names';
import type { TextNotes } from '../model/text_notes';
import { addInsight } from '../model/sent_by_others';
import { unpackedLimit } from '../engine/unpack_limit';
import { CaptureQuestions } from './capture_questions';
import { isRefused, noCapture, type Origin, type Stage, type View } from './capture_stage';
import { ConnectionRows } from './connections/connection_rows';
import type { OpenedSet } from './file_set/opened_set';
import type { Pasted } from './paste/pasted';
import { PreviewSchedule } from './preview_schedule';
import { whenIdle } from '../base/when_idle';

const usualChoices: ReadingChoices = {
  setAsideDuplicates: true,
  unpackLimit: unpackedLimit,
  textFormat: 'none',
  second: null,
};

/** The format is decided by a script's file name, whatever its first lines are. */
const textFormatOf = (name: string): TextFormat => (name.endsWith('.pkt') ? 'packetdrill' : 'none');

/** Delay between the end of reading and the start of the next worker, in milliseconds. */
const readyAfter = 500;

export class CaptureController implements ReactiveController {
  stage: Stage = { kind: 'nothing' };
  /** Display name of the file, and its size in bytes. */
  name = '';
  size = 0;
  /** Name of the bundled sample; null for the reader's own file. */
  sample: string | null = null;
  /** The capture as packed in the link; null if it was not in one. */
  carried: string | null = null;
  /** Details of the pasted text that the capture was read from; null otherwise. */
  pasted: Pasted | null = null;
  /** The set of files that the capture belongs to; null if one file was opened. */
  set: OpenedSet | null = null;
  rows: ConnectionRows | null = null;
  /** Statistics of the whole capture; null until it is read. */
  endpointStatistics: EndpointStatistics | null = null;
  /** Incidents in the capture; empty until it is read. */
  incidents: readonly Incident[] = [];
  connection: Connection | null = null;
  /** Index of the selected segment in the connection, from 0. */
  row = 0;

  /** The text in the editor, if it is the capture on view; else null. */
  written: string | null = null;

  choices: ReadingChoices = { ...usualChoices };

  /** The file as it was opened. */
  file: Blob | null = null;

  /** Format and problems of a capture that was read from text; null for others. */
  get text(): TextNotes | null {
    return this.stage.kind === 'read' ? this.stage.opened.text : null;
  }

  /** Further queries about the capture. */
  readonly ask: CaptureQuestions;
  readonly #client: EngineClient;
  #origin: Origin = {};
  #turn = 0;
  /** True while a written text is being drawn; the newest text is drawn next. */
  #drawing = false;
  #choice = 0;
  #timed = false;
  /** True while several files are read to find out how they relate to each other. */
  #arranging = false;
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost, spawn: Spawn | SpawnStrategies) {
    this.#host = host;
    this.#client = new EngineClient(spawn);
    this.ask = new CaptureQuestions(this.#client, () => this.connection);
    host.addController(this);
  }

  hostDisconnected() {
    this.#client.dispose();
  }

  /** Starts the worker ahead; call it when a file is about to be chosen. */
  prewarm() {
    this.#client.prewarm();
  }

  /** Reads and shows a file; ends the reading of another. Never rejects. */
  open(
    file: Blob,
    name: string,
    view: View = {},
    origin: Origin = {},
    second: SecondTap | null = null,
  ) {
    this.choices = { ...usualChoices, textFormat: textFormatOf(name), second };
    return this.#read(file, name, view, origin);
  }

  /** Reads the same file again with other choices, and shows the same connection. */
  async reread(choices: Partial<ReadingChoices>) {
    if (!this.file) return;
    this.choices = { ...this.choices, ...choices };
    const view = { stream: this.connection?.number };
    await this.#read(this.file, this.name, view, this.#origin);
  }

  /**
   * Draws a text that is being written. The previous drawing stays until the new one is ready, and
   * if the new text contains nothing to draw.
   */
  async write(text: string) {
    if (this.written === null) {
      this.#turn++;
      Object.assign(this, { ...noCapture, file: null, size: 0 });
    }
    this.written = text;
    this.#host.requestUpdate();
    if (this.#drawing) return;
    this.#drawing = true;
    try {
      let drawn: string | null = null;
      while (this.written !== null && drawn !== this.written) {
        drawn = this.written;
        await this.#draw(drawn);
      }
    } finally {
      this.#drawing = false;
    }
  }

  async #draw(text: string) {
    const turn = this.#turn;
    const gone = () => turn !== this.#turn || this.written === null;
    try {
      const choices: ReadingChoices = { ...usualChoices, textFormat: 'packetdrill' };
      const opened = await this.#client.openAgain(new Blob([text]), choices);
      const { connections } = opened.info;
      const index = Math.min(this.connection?.index ?? 0, connections - 1);
      const [table, connection] = await Promise.all([
        this.#client.connections(),
        index < 0 ? null : this.#client.connection(index),
      ]);
      if (connection) await prepare(connection);
      if (gone()) return;
      if (connection || text.trim() === '') {
        this.connection = connection;
        this.rows = new ConnectionRows(table, opened.notes.names);
        this.row = Math.max(0, Math.min(this.row, (connection?.segments.count ?? 0) - 1));
      }
      this.#show({ kind: 'read', opened });
    } catch (error) {
      if (!gone()) this.#fail(error);
    }
  }

  async #read(file: Blob, name: string, view: View, origin: Origin) {
    const turn = ++this.#turn;
    this.written = null;
    this.file = file;
    this.#origin = origin;
    const { sample = null, carried = null, pasted = null, set = null } = origin;
    Object.assign(this, {
      name: plainText(name),
      sample,
      carried,
      pasted,
      set,
      size: file.size,
      rows: null,
      endpointStatistics: null,
      incidents: [],
      connection: null,
      row: 0,
    });
    this.#show({ kind: 'reading', progress: null });
    const previews = new PreviewSchedule();
    // Progress comes through a channel of its own and may arrive after the result.
    let ended = false;
    try {
      const opened = await this.#client.open(
        file,
        (progress) => {
          if (ended || turn !== this.#turn) return;
          this.#show({ kind: 'reading', progress });
          if (previews.isDue(progress)) void this.#preview(turn, view, previews.begin());
        },
        this.choices,
      );
      ended = true;
      if (turn !== this.#turn) return;
      if (opened.info.packets === 0 && isRefused(opened)) {
        this.#show({ kind: 'refused', opened });
        return;
      }
      // Confirms at once that reading has stopped; the rest of the table follows.
      if (this.connection) this.#show({ kind: 'read', opened });
      else this.#show({ kind: 'reading', progress: null, ended: true });
      // The reader may have moved to another step during reading.
      const step = this.connection ? this.row + 1 : view.step;
      const index = this.connection?.index ?? (await this.#first(view)) ?? 0;
      // The worker prepares the connection while the page receives the table.
      const asked = opened.info.connections === 0 ? null : this.#client.connection(index);
      asked?.catch(() => {});
      const rows = new ConnectionRows(await this.#client.connections(), opened.notes.names);
      if (turn !== this.#turn) return;
      this.rows = rows;
      this.#show({ kind: 'read', opened });
      if (asked) await this.choose(index, step, asked);
      // Requested after the ladder, which matters most.
      const endpointStatistics = rows.count > 1 ? await this.#client.endpointStatistics() : null;
      if (turn !== this.#turn) return;
      this.endpointStatistics = endpointStatistics;
      this.#host.requestUpdate();
      if (rows.count > 1) await this.#lookBack(turn, rows);
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
    } finally {
      // Waits until the work after the first drawing is done: with two processors they would
      // compete.
      setTimeout(() => {
        whenIdle(() => {
          if (turn === this.#turn) this.#client.ready();
        });
      }, readyAfter);
    }
  }

  /**
   * Finds out how several files relate to each other, and shows the progress. Null if something
   * else was opened meanwhile, or if the files could not be read. Never rejects.
   */
  async fileSet(files: readonly File[]): Promise<FileSetFound | null> {
    const turn = ++this.#turn;
    const name = plainText(files.map((file) => file.name).join(', '));
    const size = files.reduce((sum, file) => sum + file.size, 0);
    Object.assign(this, { ...noCapture, name, size });
    this.#arranging = true;
    this.#show({ kind: 'reading', progress: null });
    try {
      const names = files.map((file) => file.name);
      const found = await this.#client.fileSet(files, names, (progress) => {
        if (turn === this.#turn) this.#show({ kind: 'reading', progress });
      });
      return turn === this.#turn ? found : null;
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
      return null;
    } finally {
      if (turn === this.#turn) this.#arranging = false;
    }
  }

  /**
   * Which two interfaces of the capture saw the same traffic; null where none did, or another capture
   * was opened meanwhile. Never rejects.
   */
  async interfaceTaps(): Promise<[number, number] | null> {
    const turn = this.#turn;
    if (this.stage.kind !== 'read' || this.stage.opened.notes.interfaces.length < 2) return null;
    const found = await this.#client.interfaceTaps().catch(() => null);
    return turn === this.#turn ? found : null;
  }

  /** What is to be said of the files it is of, where that is known later. */
  tellOfSet(set: OpenedSet) {
    this.set = this.#origin.set = set;
    this.#host.requestUpdate();
  }

  /** Shows nothing, and frees the capture. */
  close() {
    this.#turn++;
    this.written = null;
    this.#client.dispose();
    this.#arranging = false;
    Object.assign(this, noCapture);
    this.#show({ kind: 'nothing' });
  }

  /** Stops reading and keeps what was read. */
  async stop() {
    // While the relation of several files is unknown, there is nothing to keep.
    if (this.#arranging) {
      this.close();
      return;
    }
    try {
      await this.#client.stop();
    } catch (error) {
      this.#fail(error);
    }
  }

  /**
   * Shows another connection, from its first segment or from `step` (from 1). `asked`: the
   * connection, if it was already requested.
   */
  async choose(index: number, step = 1, asked?: Promise<Connection>) {
    const choice = ++this.#choice;
    const turn = this.#turn;
    if (this.stage.kind === 'failed') return;
    try {
      const connection = await (asked ?? this.#client.connection(index));
      await Promise.all([prepare(connection), this.#time(connection)]);
      if (choice !== this.#choice || turn !== this.#turn) return;
      this.connection = connection;
      this.select(step - 1);
      void this.#conclude(connection);
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
    }
  }

  /** Index of the connection with this number; null if there is none. Never rejects. */
  async find(number: ConnectionNumber): Promise<number | null> {
    try {
      return await this.#client.find(number);
    } catch (error) {
      this.#fail(error);
      return null;
    }
  }

  /** Loads the incidents of the capture, and the measures that its table can be sorted by. */
  async #lookBack(turn: number, rows: ConnectionRows) {
    const [found, limits] = await Promise.all([
      this.#client.incidents(),
      this.#client.limitSummaries(),
      import('./incidents/incident_lines'),
    ]);
    if (turn !== this.#turn) return;
    rows.measures = found.measures;
    rows.limits = limits;
    this.incidents = incidentsOf(found.incidents);
    this.#host.requestUpdate();
  }

  /** Loads the times at the ends, for this connection and for those shown later. */
  async wantMoments() {
    this.#timed = true;
    const { connection } = this;
    if (connection) await this.#time(connection);
    this.#host.requestUpdate();
  }

  /** Never rejects: without these times, the drawing shows the times of capture. */
  async #time(connection: Connection) {
    if (!this.#timed || connection.timing !== undefined) return;
    try {
      connection.timing = await this.#client.timing(connection.index);
    } catch (error) {
      console.warn(error);
      connection.timing = null;
    }
  }

  /** Loads the findings about a connection; the drawing does not wait for them. */
  async #conclude(connection: Connection) {
    try {
      const [insight] = await Promise.all([
        this.#client.insight(connection.index),
        import('./verdict/insight_lines'),
      ]);
      addInsight(connection, insight);
    } catch (error) {
      // Without them, the verdict lacks a line. The next call will show any other effect of the
      // failure.
      console.warn(error);
      return;
    }
    if (this.connection === connection) this.#host.requestUpdate();
  }

  /** Chooses a segment, counted from 0; clamps to the existing rows. */
  select(row: number) {
    const last = (this.connection?.segments.count ?? 1) - 1;
    this.row = Math.max(0, Math.min(row, last));
    this.#host.requestUpdate();
  }

  /** Whether payload can be read: not for captures read from text, nor for two captures. */
  get hasPayload(): boolean {
    return this.stage.kind === 'read' && this.text === null && !this.connection?.passages;
  }

  /** Index of the connection to show first; null if it does not exist, or not yet. */
  async #first({ stream }: View): Promise<number | null> {
    return stream ? this.#client.find(stream) : 0;
  }

  /** Shows the connections found so far, and calls `ended` when that is done. */
  async #preview(turn: number, view: View, ended: () => void) {
    try {
      const rows = new ConnectionRows(await this.#client.connections());
      if (turn !== this.#turn || this.stage.kind !== 'reading') return;
      this.rows = rows.count > 0 ? rows : null;
      const index = this.connection ? null : await this.#first(view);
      if (index !== null && index < rows.count) await this.choose(index, view.step);
      this.#host.requestUpdate();
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
    } finally {
      ended();
    }
  }

  #fail(error: unknown) {
    const failure =
      error instanceof EngineFailure
        ? error
        : new EngineFailure('failed', String(error), { cause: error });
    if (failure.kind === 'superseded') return;
    console.error(failure);
    if (failure.kind !== 'crashed') Object.assign(this, { rows: null, connection: null });
    this.#show({ kind: 'failed', failure });
  }

  #show(stage: Stage) {
    this.stage = stage;
    this.#host.requestUpdate();
  }
}
