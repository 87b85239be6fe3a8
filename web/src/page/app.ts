// The page: header, information about the file, connections, ladder, and panel of the selected step.
import { LitElement, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { keepOffline, onLaunch } from '#offline';
import { spawn } from '#spawn';
import type { Language } from '../words';
import { pickLanguage } from '../words/language';
import { pageWords, type PageWords } from '../words/page';
import type { LadderView } from '../ladder/ladder_view';
import { defaultOptions, type LadderOptions } from '../ladder/options';
import type { StepPanel } from '../panel/step_panel';
import type { CurvesView } from '../curves/curves_view';
import { CaptureController } from './capture_controller';
import { CaptureOpener } from './capture_opener';
import { connectionsOverview } from './connections/connections_overview';
import type { ConnectionsSection } from './connections/connections_section';
import { bottomBar } from './bottom_bar';
import { ComparisonOnView } from './comparison_on_view';
import { CurvesOnView } from './curves_on_view';
import { details } from './details';
import { DropTarget } from './drop_target';
import { Keyboard } from './keyboard';
import type { IncidentEvents } from './incidents/incident_lines';
import { incidentQuery } from './incidents/incident_query';
import { loadAhead } from './load_ahead';
import { FileChooser } from './file_chooser';
import { ladderSection } from './ladder_section';
import type { PasteDialog } from './paste/paste_dialog';
import { aboutCapture, withoutConnection } from './capture/about_capture';
import { pageHeader } from './page_header';
import { pageStyles } from './page_styles';
import { NotesOnView } from './notes_on_view';
import { PanelSheet } from './panel_sheet';
import { printedAbove } from './printed_above';
import { Player } from '../ui/player';
import { PredictionMode } from './prediction_mode';
import { keepLanguage, keepTwoMsl, keptLanguage, keptTwoMsl } from './settings';
import { captureName, TitleAndAddress } from './title_and_address';
import { PanelOnDemand, type Told } from './panel_on_demand';
import { TextsOnDemand } from './texts_on_demand';
import { updateNotice } from './offline/update_notice';
import { Writing } from './writing';
import { verdictView } from './verdict/verdict_view';

@customElement('tcp-ladder-app')
export class App extends LitElement {
  static override styles = pageStyles;

  @state() private language: Language = pickLanguage(keptLanguage(), null, navigator.languages);
  @state() private options: LadderOptions = { ...defaultOptions, twoMsl: keptTwoMsl() };
  @state() private tableOpen = false;
  /** Switches to a newer version of the page; null if there is none. */
  @state() private newerVersion: (() => void) | null = null;
  @query('tcp-ladder-view') private view?: LadderView;
  @query('main') private main!: HTMLElement;
  @query('details.keyboard') private help?: HTMLDetailsElement;
  @query('tcp-curves-view') private curvesView?: CurvesView;
  @query('tcp-step-panel') private panel?: StepPanel;
  @query('tcp-connections') private connections?: ConnectionsSection;
  @query('tcp-paste-dialog') private pasteDialog!: PasteDialog;

  readonly #capture = new CaptureController(this, spawn);
  readonly #opener = new CaptureOpener(this, this.#capture, {
    words: () => this.#words,
    show: (index, step) => this.#show(index, step),
    go: (row) => this.#go(row),
    reveal: () => void this.#reveal(),
    write: (text) => (text === null ? this.#writing.stop() : void this.#writing.start(text)),
  });
  readonly #writing = new Writing(this, this.#capture, (row) => this.#go(row));
  readonly #drop = new DropTarget(
    this,
    (files) => this.#openFiles(files),
    (entries) => void this.#opener.entries(entries),
    (text) => void this.#paste(text),
    () => this.#capture.prewarm(),
  );
  readonly #chooser = new FileChooser((files) => this.#openFiles(files));
  readonly #predicting = new PredictionMode(this, () => this.#capture.connection);
  // States are not predicted on curves.
  readonly #curves = new CurvesOnView(this, () => (this.#predicting.on = false));
  readonly #comparison = new ComparisonOnView(this, this.#capture, () => {
    this.#player.stop();
    this.#predicting.on = false;
    this.#sheet.hide();
    this.#curves.show(null);
  });
  readonly #sheet = new PanelSheet(
    this,
    () => this.panel,
    () => void this.view?.focusRow(this.#capture.row),
  );
  readonly #notes: NotesOnView = new NotesOnView(this, this.#capture, () => this.#sheet.close());
  readonly #texts = new TextsOnDemand(this);
  readonly #panelPart = new PanelOnDemand(this);
  readonly #keyboard = new Keyboard(this, {
    active: () => this.#capture.connection !== null && !this.#writing.on,
    curvesOnView: () => this.#curves.place !== null,
    go: (by) => this.#go(this.#capture.row + by),
    moveConnection: (by) => this.connections?.move?.(by),
    searchConnections: () => this.connections?.search?.(),
    showHelp: () => this.#showHelp(),
    togglePlay: () => this.#togglePlay(),
    openPanel: () => this.#sheet.open(),
    writeNote: () => this.#writeNote(),
    toggleCurves: () => this.#curves.toggle(),
    toggleComparison: () => this.#comparison.toggle(),
    togglePredict: () => this.#togglePredict(),
  });
  readonly #player = new Player(
    this,
    () => this.#step(1),
    () => this.#told()?.story.caption ?? '',
  );
  readonly #around = new TitleAndAddress(
    this.#capture,
    () => this.#words,
    () => this.#told()?.story ?? null,
    () => ({ ...this.#curves.address, ...this.#comparison.address }),
  );
  /** The ladder takes the focus when it is rendered. */
  #toLadder = false;

  override connectedCallback() {
    super.connectedCallback();
    void keepOffline((apply) => (this.newerVersion = apply));
    onLaunch(this.#opener.file);
  }

  /** Renders once the words of the language are loaded. */
  protected override async scheduleUpdate() {
    const missing = [
      pageWords.load(this.language),
      this.#capture.pasted?.load(this.language),
      ...this.#texts.load(this.language),
      this.#panelPart.load(this.language),
      this.#capture.set?.load(this.language),
    ].filter((loading) => loading !== undefined);
    // If they cannot be loaded, the page falls back to English.
    if (missing.length > 0) await Promise.allSettled(missing);
    return super.scheduleUpdate();
  }

  override willUpdate(changed: Map<PropertyKey, unknown>) {
    // With a single connection there is no table.
    if ((this.#capture.rows?.count ?? 0) > 1) void import('./connections/connections_section');
    if (this.#capture.connection) this.#panelPart.want(this.language);
    if (this.#capture.text) void this.#texts.wantText();
    if (this.#capture.connection?.passages) void this.#texts.wantMoments(this.language);
    if (changed.has('language')) this.lang = document.documentElement.lang = this.language;
  }

  override updated() {
    if (this.#capture.connection) loadAhead();
    if (this.#toLadder && this.#capture.connection && this.view) {
      this.#toLadder = false;
      this.#focusLadder();
    }
    void this.#around.follow();
  }

  override render() {
    const words = this.#words;
    const { stage, connection } = this.#capture;
    return html`
      ${
        connection
          ? html`<button class="skip" @click=${this.#focusLadder}>
              ${words.page.skipToLadder}
            </button>`
          : nothing
      }
      ${pageHeader(
        this.#capture,
        captureName(this.#capture, words),
        this.language,
        this.options,
        words,
        this.#writing.on,
        this,
      )}
      ${updateNotice(this.newerVersion, words)} ${this.#writing.tabs(words)}
      <div class="grid ${this.#writing.classes}">
        ${this.#writing.pane(words)}
        <main
          class="left ${connection || this.#writing.on ? '' : 'alone'} ${this.#comparison.place ? 'both' : ''}"
        >
          ${this.#writing.on ? nothing : html`${this.#incidents(words)}${this.#about(words)}`}
          ${this.#writing.on && !connection ? nothing : this.#main(words)}
        </main>
        ${connection && !this.#comparison.place ? this.#panel(words) : nothing}
      </div>
      ${connection && !this.#comparison.place ? this.#bottomBar() : nothing}
      ${this.#drop.over ? html`<div class="over">${words.page.dropNow}</div>` : nothing}
      ${this.#chooser.render()}
      <tcp-paste-dialog
        .words=${words}
        .open=${this.#opener.pasted}
        .openFile=${this.#opener.file}
        .isText=${this.#capture.ask.isText}
      ></tcp-paste-dialog>
      <div class="hidden" role="status">
        ${stage.kind === 'reading' ? words.page.progressLabel : ''}
      </div>
    `;
  }

  readonly #printedAbove = () => printedAbove(this.main);

  get #words(): PageWords {
    return pageWords.of(this.language);
  }

  #about(words: PageWords) {
    const { text } = this.#capture;
    return html`${text && this.#texts.text?.aboutText(text, words)}
    ${aboutCapture(this.#capture, words, this.#askForText)}`;
  }

  #main(words: PageWords) {
    return this.#capture.connection
      ? this.#ladder(words)
      : withoutConnection(this.#capture, this.#opener.failure?.(words), words, {
          chooseFile: this.chooseFile,
          askForText: this.#askForText,
          pasteFile: () => void this.#paste(this.#capture.file!),
        });
  }

  /** Incidents in a capture of several connections. */
  #incidents(words: PageWords) {
    const { connection, incidents } = this.#capture;
    if (!connection || incidents.length === 0) return nothing;
    return html`<tcp-incidents
      .incidents=${incidents}
      .language=${words.lang}
      lang=${words.lang}
      @incident=${({ detail }: IncidentEvents['incident']) => {
        this.connections?.filterBy(incidentQuery(detail, words), detail.first);
        this.#show(detail.first, detail.row + 1);
      }}
    ></tcp-incidents>`;
  }

  #ladder(words: PageWords) {
    const { connection, row } = this.#capture;
    return html`${connectionsOverview(this.#capture, connection!, words, {
      filterBy: (query) => this.connections?.filterBy(query),
      show: (index, step) => {
        if (!this.#comparison.takes(index)) this.#show(index, step);
      },
    })}
    ${verdictView(
      connection!,
      words,
      this.#panelPart.words(this.language),
      this.options.twoMsl ?? 'linux',
      {
        go: this.#go,
        show: (index) => this.#show(index),
        chooseTwoMsl: (twoMsl) => this.#change({ twoMsl }),
      },
    )}
    ${this.#texts.moments?.aboutMoments(connection!, this.options, words)}
    ${ladderSection(
      {
        connection: connection!,
        row,
        options: this.options,
        drawn: this.#drawn,
        predicting: this.#predicting.on,
        tableOpen: this.tableOpen,
        curves: this.#curves.place,
        taps: this.#texts.moments?.ladderTexts(this.language),
        notes: this.#notes.ofCapture(words),
        comparison: this.#comparison.place && {
          rows: this.#capture.rows,
          place: this.#comparison.place,
          files: this.#capture.set?.others ?? [],
          name: captureName(this.#capture, words),
          source: this.#capture.ask.comparison,
        },
      },
      words,
      {
        change: this.#change,
        select: (chosen) => this.#select(chosen),
        togglePredict: this.#togglePredict,
        openTable: (open) => (this.tableOpen = open),
        onKey: this.#keyboard.onLadder,
        askForText: this.#askForText,
        printedAbove: this.#printedAbove,
        showCurves: (place) => {
          this.#comparison.end();
          this.#curves.show(place);
        },
        compare: this.#comparison.show,
        swap: (number) => void this.#comparison.swap(number),
        loadCurves: this.#capture.ask.curves,
      },
    )}`;
  }

  get annotated(): NotesOnView['save'] {
    return this.#notes.save;
  }

  get curvesFile(): CurvesView['file'] | null {
    return this.#curves.place ? (...asked) => this.curvesView!.file(...asked) : null;
  }

  /** The reader's drawing options, without the states that are still to be predicted. */
  get #drawn(): LadderOptions {
    const predictAfter = this.#predicting.current?.shownTo(this.#capture.row) ?? null;
    const notes = this.#writing.on ? this.#writing.undrawn : this.#notes.ofRows;
    return { ...this.options, predictAfter, notes };
  }

  #panel(words: PageWords) {
    const { connection, row } = this.#capture;
    const { numbers, twoMsl } = this.options;
    const { playing } = this.#player;
    return details(
      {
        ...{
          connection: connection!,
          row,
          sheet: this.#sheet.isOpen,
          numbers,
          twoMsl: twoMsl ?? null,
        },
        ...{ playing, prediction: this.#predicting.current },
        panelWords: this.#panelPart.words(this.language),
      },
      words,
      {
        readHeader: this.#capture.ask.header,
        readPayload: this.#capture.hasPayload ? this.#capture.ask.payload : null,
        notes: this.#notes.panel(row, words),
        go: this.#go,
        togglePlay: this.#togglePlay,
        judged: () => this.requestUpdate(),
        next: this.#nextQuestion,
        leave: this.#togglePredict,
        closeSheet: this.#sheet.hide,
        close: this.#sheet.close,
      },
    );
  }

  #bottomBar() {
    const told = this.#told();
    const count = this.#capture.connection!.segments.count;
    return told
      ? bottomBar(
          told.story,
          count,
          this.#player.playing,
          told.words,
          { go: this.#go, togglePlay: this.#togglePlay, details: this.#sheet.open },
          this.#predicting.current?.judged(told.story.row) === null,
        )
      : nothing;
  }

  /** The story of the selected segment. */
  #told(): Told | null {
    const { connection, row } = this.#capture;
    return connection && this.#panelPart.tell(connection, row, this.options, this.language);
  }

  /** Opens the capture that `text` contains; shows the dialog if there is no text. */
  #paste = async (text: string | Blob = '') => {
    await import('./paste/paste_dialog');
    await this.pasteDialog.start(text);
  };

  #show(index: number, step?: number) {
    this.#player.stop();
    void this.#capture.choose(index, step);
  }

  /** Selects a segment that the reader clicked and so already sees. */
  #select(row: number) {
    this.#player.stop();
    this.#capture.select(row);
  }

  /** Shows a segment, counted from 0, and scrolls to it if it is out of view. */
  #go = (row: number) => {
    this.#player.stop();
    this.#capture.select(row);
    void this.#reveal();
  };

  #step(by: number): boolean {
    const { connection, row } = this.#capture;
    if (!connection || row + by >= connection.segments.count) return false;
    this.#capture.select(row + by);
    void this.#reveal().then(() => this.view?.play(row + by));
    return true;
  }

  async #reveal() {
    await this.updateComplete;
    await this.view?.updateComplete;
    this.view?.reveal(this.#capture.row);
  }

  readonly toggleWriting = () => {
    this.#player.stop();
    this.#predicting.on = false;
    this.#sheet.hide();
    this.#writing.toggle();
  };

  // Playback shows the states, so prediction ends.
  #togglePlay = () => {
    this.#predicting.on = false;
    this.#player.toggle();
  };

  #togglePredict = () => {
    this.#player.stop();
    this.#predicting.on = !this.#predicting.on;
    if (!this.#predicting.on) {
      this.#sheet.close();
      return;
    }
    void this.#reveal();
    this.#sheet.open();
  };

  #nextQuestion = () => {
    this.#go(this.#capture.row + 1);
    void this.#sheet.focus();
  };

  #focusLadder = () =>
    void this.view?.updateComplete.then(() => this.view?.focusRow(this.#capture.row));

  // On a narrow page, the panel is a sheet.
  #writeNote() {
    if (!this.#notes.save) return;
    this.#predicting.on = false;
    this.#sheet.show();
    void this.#notes.write();
  }

  #showHelp() {
    if (!this.help) return;
    this.help.open = true;
    this.help.querySelector('summary')!.focus();
  }

  readonly chooseFile = () => {
    this.#chooser.open();
    this.#capture.prewarm();
  };

  #askForText = () => void this.#paste();

  /** Opens files and moves the focus to the ladder. */
  #openFiles(files: readonly File[]) {
    this.#toLadder = true;
    this.#opener.files(files);
  }

  #change = (changes: Partial<LadderOptions>) => {
    if (changes.moments === 'ends') {
      void this.#showMoments();
      return;
    }
    this.options = { ...this.options, ...changes };
    if (changes.twoMsl) keepTwoMsl(changes.twoMsl);
  };

  /** Shows the times at the ends once they are loaded. */
  async #showMoments() {
    await Promise.all([this.#capture.wantMoments(), this.#texts.wantMoments(this.language)]);
    this.options = { ...this.options, moments: 'ends' };
  }

  readonly chooseLanguage = (language: Language) => {
    this.language = language;
    keepLanguage(language);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-ladder-app': App;
  }
}
