// The page: header, what is said of the file, connections, ladder, and the panel of the chosen step.
import { LitElement, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { keepOffline, onLaunch } from '#offline';
import { spawn } from '#spawn';
import type { Language } from '../words';
import { pickLanguage } from '../words/language';
import { pageWords, type PageWords } from '../words/page';
import type { LadderView } from '../ladder/ladder_view';
import { defaultOptions, type LadderOptions } from '../ladder/options';
import type { PayloadReader } from '../model/payload';
import type { StepPanel } from '../panel/step_panel';
import { storyOf, type SegmentStory } from '../story/story';
import type { CurvesPlace, CurvesView } from '../curves/curves_view';
import type { Connection } from '../model/connection';
import { drawingStyles, hostTokens } from '../theme/styles';
import type { Side } from '../model/side';
import type { ShareChoices } from '../model/share_choices';
import { appStyles } from './app_styles';
import { CaptureController } from './capture_controller';
import { CaptureOpener } from './capture_opener';
import {
  endpointStatisticsList,
  endpointStatisticsStyles,
} from './connections/endpoint_statistics';
import type { Chosen, ConnectionsSection } from './connections/connections_section';
import { bottomBar, bottomBarStyles } from './bottom_bar';
import { details } from './details';
import { DropTarget } from './drop_target';
import { legendStyles } from './legend';
import { keyboardHelpStyles } from './keyboard_help';
import type { IncidentEvents } from './incidents/incident_lines';
import { incidentQuery } from './incidents/incident_query';
import { loadAhead } from './load_ahead';
import { parsePlace } from './address_bar';
import { ladderSection } from './ladder_section';
import type { PasteDialog } from './paste/paste_dialog';
import { aboutCapture, withoutConnection } from './capture/about_capture';
import { noticeStyles } from './capture/notice_styles';
import { pageHeader } from './page_header';
import { printedAbove } from './printed_above';
import { Player } from '../ui/player';
import { Prediction } from '../story/predicted';
import { keepLanguage, keepTwoMsl, keptLanguage, keptTwoMsl } from './settings';
import { base, controls } from '../ui/styles';
import { captureName, TitleAndAddress } from './title_and_address';
import { toolbarStyles } from './toolbar';
import { updateNotice, updateStyles } from './offline/update_notice';
import type { momentsPart } from './moments/about_moments';
import type { textPart } from './write/about_text';
import { Writing } from './writing';
import { writingStyles } from './writing_styles';
import { verdictStyles, verdictView } from './verdict/verdict_view';

type TextPart = typeof textPart;
type MomentsPart = typeof momentsPart;

@customElement('tcp-ladder-app')
export class App extends LitElement {
  static override styles = [
    hostTokens,
    drawingStyles,
    base,
    controls,
    noticeStyles,
    verdictStyles,
    endpointStatisticsStyles,
    updateStyles,
    toolbarStyles,
    legendStyles,
    keyboardHelpStyles,
    bottomBarStyles,
    appStyles,
    writingStyles,
  ];

  @state() private language: Language = pickLanguage(keptLanguage(), null, navigator.languages);
  @state() private options: LadderOptions = { ...defaultOptions, twoMsl: keptTwoMsl() };
  /** The panel as a sheet over a page too narrow for it. */
  @state() private sheet = false;
  @state() private predicting = false;
  @state() private tableOpen = false;
  /** What is to be said of captures that were read from a text; loaded with the first one. */
  @state() private textPart: TextPart | null = null;
  @state() private momentsPart: MomentsPart | null = null;
  /** What is on view of the curves; null while the ladder is. */
  @state() private curves: CurvesPlace | null = null;
  /** Changes to a newer version of the page; null where this is the newest. */
  @state() private newerVersion: (() => void) | null = null;
  @query('tcp-ladder-view') private view?: LadderView;
  @query('main') private main!: HTMLElement;
  @query('details.keyboard') private help?: HTMLDetailsElement;
  @query('tcp-curves-view') private curvesView?: CurvesView;
  @query('tcp-step-panel') private panel?: StepPanel;
  @query('tcp-connections') private connections?: ConnectionsSection;
  @query('input[type=file]') private chooser!: HTMLInputElement;
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
  readonly #player = new Player(
    this,
    () => this.#step(1),
    () => this.#story()?.caption ?? '',
  );
  readonly #around = new TitleAndAddress(
    this.#capture,
    () => this.#words,
    () => this.#story(),
    () => (this.curves ? { view: 'curves', ...this.curves } : {}),
  );
  /** The focus goes to the ladder once it is drawn. */
  #toLadder = false;
  #predictions: Prediction | undefined;
  #shownStory: { key: unknown[]; story: SegmentStory } | undefined;

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#followAddress);
    window.addEventListener('keydown', this.#onKey);
    this.#followAddress();
    void keepOffline((apply) => (this.newerVersion = apply));
    onLaunch(this.#opener.file);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#followAddress);
    window.removeEventListener('keydown', this.#onKey);
  }

  /** Draws when the words of the language are here. */
  protected override async scheduleUpdate() {
    const missing = [
      pageWords.load(this.language),
      this.#capture.pasted?.load(this.language),
      this.textPart?.load(this.language),
      this.momentsPart?.load(this.language),
      this.#capture.set?.load(this.language),
    ].filter((loading) => loading !== undefined);
    // Where they cannot be had, English is better than nothing.
    if (missing.length > 0) await Promise.allSettled(missing);
    return super.scheduleUpdate();
  }

  override willUpdate(changed: Map<PropertyKey, unknown>) {
    // A capture of one connection has no table of them.
    if ((this.#capture.rows?.count ?? 0) > 1) void import('./connections/connections_section');
    if (this.#capture.text && !this.textPart) {
      void import('./write/about_text').then(({ textPart }) => (this.textPart = textPart));
    }
    if (this.#capture.connection?.passages && !this.momentsPart) void this.#loadMoments();
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
        <main class="left ${connection || this.#writing.on ? '' : 'alone'}">
          ${this.#writing.on ? nothing : html`${this.#incidents(words)}${this.#about(words)}`}
          ${this.#writing.on && !connection ? nothing : this.#main(words)}
        </main>
        ${connection ? this.#panel(words) : nothing}
      </div>
      ${connection ? this.#bottomBar(words) : nothing}
      ${this.#drop.over ? html`<div class="over">${words.page.dropNow}</div>` : nothing}
      <input
        type="file"
        hidden
        multiple
        accept=".pcap,.cap,.pcapng,.ntar,.gz,.zst,.lz4,.snoop,.pcap0,.pkt,.txt,application/vnd.tcpdump.pcap"
        @change=${this.#onChosen}
      />
      <tcp-paste-dialog
        .words=${words}
        .open=${this.#opener.pasted}
        .openFile=${this.#opener.file}
        .isText=${this.#isText}
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
    return html`${text && this.textPart?.aboutText(text, words)}
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

  /** What happened in a capture of several connections. */
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
    const { connection, rows, row, stage } = this.#capture;
    const duration =
      stage.kind === 'read'
        ? stage.opened.info.duration
        : stage.kind === 'reading'
          ? (stage.progress?.info.duration ?? 0)
          : 0;
    return html`${
      rows && rows.count > 1
        ? html`${endpointStatisticsList(this.#capture.endpointStatistics, duration, words, (query) => this.connections?.filterBy(query))}<tcp-connections
              .rows=${rows}
              .measures=${rows.measures}
              .incidents=${this.#capture.incidents}
              .chosen=${connection}
              .duration=${duration}
              .words=${words}
              .findPayload=${this.#capture.hasPayload ? this.#findPayload : null}
              @choose=${({ detail }: CustomEvent<Chosen>) => this.#show(detail.index, detail.step)}
            ></tcp-connections>`
        : nothing
    }
    ${verdictView(connection!, words, this.options.twoMsl ?? 'linux', {
      go: this.#go,
      show: (index) => this.#show(index),
      chooseTwoMsl: (twoMsl) => this.#change({ twoMsl }),
    })}
    ${this.momentsPart?.aboutMoments(connection!, this.options, words)}
    ${ladderSection(
      {
        connection: connection!,
        row,
        options: this.options,
        drawn: this.#drawn,
        predicting: this.predicting,
        tableOpen: this.tableOpen,
        curves: this.curves,
        taps: this.momentsPart?.ladderTexts(this.language),
      },
      words,
      {
        change: this.#change,
        select: (chosen) => this.#select(chosen),
        togglePredict: this.#togglePredict,
        openTable: (open) => (this.tableOpen = open),
        onKey: this.#onLadderKey,
        askForText: this.#askForText,
        printedAbove: this.#printedAbove,
        showCurves: (place) => this.#showCurves(place),
        loadCurves: this.#loadCurves,
      },
    )}`;
  }

  get curvesFile(): CurvesView['file'] | null {
    return this.curves ? (...asked) => this.curvesView!.file(...asked) : null;
  }

  readonly #findPayload = {
    start: (...[pattern, found]: Parameters<CaptureController['findPayload']>) =>
      this.#capture.findPayload(pattern, found),
    stop: () => this.#capture.stopFinding(),
  };

  #loadCurves = (connection: Connection) => this.#capture.curves(connection);

  /** Curves in place of the ladder, or the ladder where `place` is null. */
  #showCurves(place: CurvesPlace | null) {
    if (place) {
      // Curves are no question of states.
      this.predicting = false;
      void import('../curves/curves_view');
    }
    this.curves = place;
  }

  readonly #followAddress = () => {
    const { view, dir, t } = parsePlace(location.hash);
    this.#showCurves(view ? { ...(dir && { dir }), ...(t && { t }) } : null);
  };

  /** What the reader chose of the drawing, less what is to be predicted. */
  get #drawn(): LadderOptions {
    const predictAfter = this.#prediction?.shownTo(this.#capture.row) ?? null;
    const { notes } = this.#writing.on ? { notes: this.#writing.undrawn } : defaultOptions;
    return { ...this.options, predictAfter, notes };
  }

  #panel(words: PageWords) {
    const { connection, row } = this.#capture;
    const { numbers, twoMsl } = this.options;
    const { playing } = this.#player;
    return details(
      {
        ...{ connection: connection!, row, sheet: this.sheet, numbers, twoMsl: twoMsl ?? null },
        ...{ playing, prediction: this.#prediction },
      },
      words,
      {
        readHeader: this.#readHeader,
        readPayload: this.#capture.hasPayload ? this.#readPayload : null,
        go: this.#go,
        togglePlay: this.#togglePlay,
        judged: () => this.requestUpdate(),
        next: this.#nextQuestion,
        leave: this.#togglePredict,
        closeSheet: () => (this.sheet = false),
        close: this.#closePanel,
      },
    );
  }

  #bottomBar(words: PageWords) {
    const story = this.#story();
    const count = this.#capture.connection!.segments.count;
    return story
      ? bottomBar(
          story,
          count,
          this.#player.playing,
          words,
          { go: this.#go, togglePlay: this.#togglePlay, details: this.#openPanel },
          this.#prediction?.judged(story.row) === null,
        )
      : nothing;
  }

  /** What the reader predicts of the connection on view; null while states are simply told. */
  get #prediction(): Prediction | null {
    const { connection } = this.#capture;
    if (!this.predicting || !connection) return null;
    if (this.#predictions?.connection !== connection)
      this.#predictions = new Prediction(connection);
    return this.#predictions;
  }

  /** The story of the chosen segment, made once for each state of the page. */
  #story(): SegmentStory | null {
    const { connection, row } = this.#capture;
    if (!connection) return null;
    const { numbers, twoMsl } = this.options;
    const key = [connection, row, this.language, numbers, twoMsl];
    if (!this.#shownStory || this.#shownStory.key.some((value, i) => value !== key[i])) {
      const story = storyOf(connection, row, {
        words: this.#words,
        numbers,
        twoMsl,
        port: connection.port,
      });
      this.#shownStory = { key, story };
    }
    return this.#shownStory.story;
  }

  /** Opens a capture out of `text`; asks for it where there is none. */
  #paste = async (text: string | Blob = '') => {
    await import('./paste/paste_dialog');
    await this.pasteDialog.start(text);
  };

  #isText = async (text: Blob) => (await this.#capture.textFormat(text)) !== 'none';

  #show(index: number, step?: number) {
    this.#player.stop();
    void this.#capture.choose(index, step);
  }

  /** A segment was chosen by the reader, who already sees it. */
  #select(row: number) {
    this.#player.stop();
    this.#capture.select(row);
  }

  /** Shows a segment, from 0, and scrolls to it where it is out of view. */
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
    this.predicting = this.sheet = false;
    this.#writing.toggle();
  };

  readonly script = (local: Side) => this.#capture.script(local);

  readonly share = (choices: ShareChoices) => this.#capture.share(choices);

  #readHeader = (_: Connection, row: number) => this.#capture.header(row);

  readonly #readPayload: PayloadReader = {
    page: (connection, end, from, to) => this.#capture.payload(connection, end, from, to),
    firstOf: (connection, end, row) => this.#capture.payloadOf(connection, end, row),
  };

  // A film of the states leaves nothing to predict.
  #togglePlay = () => {
    this.predicting = false;
    this.#player.toggle();
  };

  #togglePredict = () => {
    this.#player.stop();
    this.predicting = !this.predicting;
    if (!this.predicting) {
      this.#closePanel();
      return;
    }
    void this.#reveal();
    this.#openPanel();
  };

  #nextQuestion = () => {
    this.#go(this.#capture.row + 1);
    void this.#focusPanel();
  };

  async #focusPanel() {
    await customElements.whenDefined('tcp-step-panel');
    await this.updateComplete;
    this.panel?.focusStep();
  }

  /** Goes to the panel, which is a sheet where there is no room beside the drawing. */
  #openPanel = () => {
    this.sheet = true;
    void this.#focusPanel();
  };

  #closePanel = () => {
    this.sheet = false;
    void this.updateComplete.then(() => this.view?.focusRow(this.#capture.row));
  };

  /** Keys that nothing nearer to the focus takes, and that nobody types. */
  #onKey = (event: KeyboardEvent) => {
    const [target] = event.composedPath();
    const typing =
      target instanceof HTMLElement &&
      (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    if (!this.#capture.connection || this.#writing.on) return;
    if (event.key === '?') this.#showHelp();
    else if (event.key === '/') this.connections?.search();
    else if (event.key === '[') this.connections?.move(-1);
    else if (event.key === ']') this.connections?.move(1);
    else if (event.key === 'ArrowLeft') this.#go(this.#capture.row - 1);
    else if (event.key === 'ArrowRight') this.#go(this.#capture.row + 1);
    else return;
    event.preventDefault();
  };

  #focusLadder = () =>
    void this.view?.updateComplete.then(() => this.view?.focusRow(this.#capture.row));

  #showHelp() {
    if (!this.help) return;
    this.help.open = true;
    this.help.querySelector('summary')!.focus();
  }

  #onLadderKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === ' ') this.#togglePlay();
    else if (event.key === 'Enter') this.#openPanel();
    else if (event.key === '?') this.#showHelp();
    else if (event.key === 'v' || event.key === 'V') this.#showCurves(this.curves ? null : {});
    else if (!this.curves && (event.key === 'p' || event.key === 'P')) this.#togglePredict();
    else if (event.key === '[') this.connections?.move?.(-1);
    else if (event.key === ']') this.connections?.move?.(1);
    else return;
    event.preventDefault();
  };

  readonly chooseFile = () => {
    this.chooser.click();
    this.#capture.prewarm();
  };

  #askForText = () => void this.#paste();

  #onChosen = () => {
    const files = [...(this.chooser.files ?? [])];
    // The same file may be chosen again after it changed.
    this.chooser.value = '';
    this.#openFiles(files);
  };

  /** Whoever opens a file goes on with its ladder. */
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

  async #loadMoments() {
    const { momentsPart } = await import('./moments/about_moments');
    await momentsPart.load(this.language);
    this.momentsPart = momentsPart;
  }

  /** As the ends saw it, once that is known. */
  async #showMoments() {
    await Promise.all([this.#capture.wantMoments(), this.#loadMoments()]);
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
