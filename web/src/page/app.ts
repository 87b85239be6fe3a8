// The page: header, what is said of the file, connections, ladder, and the panel of the chosen step.
import { LitElement, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { keepOffline, onLaunch } from '#offline';
import { spawn } from '#spawn';
import type { Opened } from '../engine/client';
import { languages, languageTags, type Language } from '../words';
import { matchLanguage, pickLanguage } from '../words/language';
import { pageWords, type PageWords } from '../words/page';
import { anotherTask } from '../base/another_task';
import { oneWayDelay } from '../ladder/delay';
import '../ladder/ladder_table';
import '../ladder/ladder_view';
import type { LadderEvents, LadderView } from '../ladder/ladder_view';
import { defaultOptions, type LadderOptions } from '../ladder/options';
import type { TwoMsl } from '../model/two_msl';
import '../panel/step_panel';
import type { StepPanel, StepPanelEvents } from '../panel/step_panel';
import type { LinkError } from '../model/share_link';
import { ladderWords } from '../story/ladder_words';
import { storyOf, type SegmentStory } from '../story/story';
import type { Connection } from '../model/connection';
import { drawingStyles, hostTokens } from '../theme/styles';
import type { ShareChoices } from '../model/share_choices';
import { formatPlace, parsePlace, type Place } from './address_bar';
import { appStyles } from './app_styles';
import { CaptureController } from './capture_controller';
import { censusList, censusStyles } from './connections/endpoint_statistics';
import './export_menu';
import './share/share_menu';
import type { ConnectionsSection } from './connections/connections_section';
import { dock, dockStyles } from './bottom_bar';
import { DropTarget } from './drop_target';
import { fileNotes } from './capture/capture_metadata';
import { key, keyStyles } from './legend';
import { keyboardHelp, keyboardHelpStyles } from './keyboard_help';
import { logo } from '../ui/icons';
import type { Pasted } from './paste/pasted';
import type { PasteDialog } from './paste/paste_dialog';
import * as notices from './capture/notices';
import { printedAbove } from './printed_above';
import { Player } from '../ui/player';
import { Prediction } from '../story/predicted';
import { firstSample, loadSample, sampleTitle, samples } from './samples';
import { base, controls } from '../ui/styles';
import { toolbar, toolbarStyles } from './toolbar';
import { updateNotice, updateStyles } from './offline/update_notice';
import { verdictStyles, verdictView } from './verdict/verdict_view';

const languageKey = 'tcp-ladder-language';
const twoMslKey = 'tcp-ladder-2msl';

@customElement('tcp-ladder-app')
export class App extends LitElement {
  static override styles = [
    hostTokens,
    drawingStyles,
    base,
    controls,
    notices.noticeStyles,
    verdictStyles,
    censusStyles,
    updateStyles,
    toolbarStyles,
    keyStyles,
    keyboardHelpStyles,
    dockStyles,
    appStyles,
  ];

  @state() private language: Language = pickLanguage(remembered(), null, navigator.languages);
  @state() private options: LadderOptions = { ...defaultOptions, twoMsl: rememberedTwoMsl() };
  /** The panel as a sheet over a page too narrow for it. */
  @state() private sheet = false;
  /** Why there is nothing to show of the address, in whatever language the page has then. */
  @state() private addressFailure: ((words: PageWords) => { title: string; text: unknown }) | null =
    null;
  @state() private predicting = false;
  @state() private tableOpen = false;
  /** Changes to a newer version of the page; null where this is the newest. */
  @state() private newerVersion: (() => void) | null = null;
  @query('tcp-ladder-view') private view?: LadderView;
  @query('main') private main!: HTMLElement;
  @query('details.keyboard') private help?: HTMLDetailsElement;
  @query('tcp-step-panel') private panel?: StepPanel;
  @query('tcp-connections') private connections?: ConnectionsSection;
  @query('input[type=file]') private chooser!: HTMLInputElement;
  @query('tcp-paste-dialog') private pasteDialog!: PasteDialog;

  readonly #capture = new CaptureController(this, spawn);
  readonly #drop = new DropTarget(
    this,
    (file) => this.#openFile(file),
    (text) => void this.#paste(text),
    () => this.#capture.expect(),
  );
  readonly #player = new Player(
    this,
    () => this.#step(1),
    () => this.#story()?.caption ?? '',
  );
  #predictions: Prediction | undefined;
  /** Title and address are to be told. */
  #telling = false;
  /** Counts what was asked to be opened: what comes late makes way for what was asked last. */
  #opening = 0;
  #shownStory: { key: unknown[]; story: SegmentStory } | undefined;

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#onHash);
    void this.#openPlace(parsePlace(location.hash));
    void keepOffline((apply) => (this.newerVersion = apply));
    onLaunch(this.#openFile);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#onHash);
  }

  /** Draws when the words of the language are here. */
  protected override async scheduleUpdate() {
    const missing = [
      pageWords.load(this.language),
      this.#capture.pasted?.load(this.language),
    ].filter((loading) => loading !== undefined);
    // Where they cannot be had, English is better than nothing.
    if (missing.length > 0) await Promise.allSettled(missing);
    return super.scheduleUpdate();
  }

  override willUpdate(changed: Map<PropertyKey, unknown>) {
    // A capture of one connection has no table of them.
    if ((this.#capture.rows?.count ?? 0) > 1) void import('./connections/connections_section');
    if (changed.has('language')) this.lang = document.documentElement.lang = this.language;
  }

  override updated() {
    if (this.#capture.connection) theRest();
    void this.#tell();
  }

  override render() {
    const words = this.#words;
    const { stage, connection } = this.#capture;
    return html`
      ${this.#header(words)} ${updateNotice(this.newerVersion, words)}
      <div class="grid">
        <main class="left ${connection ? '' : 'alone'}">
          ${this.#about(words)} ${this.#main(words)}
        </main>
        ${connection ? this.#panel(words) : nothing}
      </div>
      ${connection ? this.#dock(words) : nothing}
      ${this.#drop.over ? html`<div class="over">${words.page.dropNow}</div>` : nothing}
      <input
        type="file"
        hidden
        accept=".pcap,.cap,.pcapng,.ntar,.gz,.zst,.lz4,.snoop,.pcap0,application/vnd.tcpdump.pcap"
        @change=${this.#onChosen}
      />
      <tcp-paste-dialog
        .words=${words}
        .open=${this.#openPasted}
        .openFile=${this.#openFile}
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

  /** What the capture is called: that of a file never changes, other captures are named here. */
  get #name(): string {
    const { name, sample, carried, pasted } = this.#capture;
    if (pasted) return pasted.name(this.#words);
    if (carried) return this.#words.notices.carried;
    const known = samples.find((candidate) => candidate.name === sample);
    return known ? sampleTitle(known, this.#words) : name;
  }

  #header(words: PageWords) {
    const { page } = words;
    const { stage, connection } = this.#capture;
    const name = this.#name;
    const info = stage.kind === 'read' ? stage.opened.info : null;
    return html`<header class="top">
      <div class="brand">${logo}${page.name}</div>
      ${
        name
          ? html`<div class="file">
              <b>${name}</b>
              <span
                >${
                  info
                    ? `${page.fileFacts({ packets: info.packets, connections: info.connections, seconds: info.duration })} · `
                    : nothing
                }${page.readHere}</span
              >
            </div>`
          : nothing
      }
      <div class="actions">
        <button class="button" @click=${this.#choose}>${page.open}</button>
        ${
          connection
            ? html`<tcp-share-menu
                  .connection=${connection}
                  .row=${this.#capture.row}
                  .words=${words}
                  .share=${this.#share}
                ></tcp-share-menu>
                <tcp-export-menu
                  .connection=${connection}
                  .words=${words}
                  .numbers=${this.options.numbers}
                  .name=${name}
                ></tcp-export-menu>`
            : nothing
        }
        <select class="button quiet" aria-label=${page.language} @change=${this.#chooseLanguage}>
          ${languageTags.map(
            (tag) =>
              html`<option value=${tag} lang=${tag} ?selected=${tag === this.language}>
                ${languages[tag].name}
              </option>`,
          )}
        </select>
      </div>
    </header>`;
  }

  /** What there is to say of the file: being read, a sample, not all of it, odd. */
  #about(words: PageWords) {
    const more = words.notices;
    const { stage, sample } = this.#capture;
    switch (stage.kind) {
      case 'reading':
        return sample || stage.ended
          ? nothing
          : notices.readingNotice(this.#capture, stage.progress, words, () => {
              void this.#capture.stop();
            });
      case 'read':
        return html`${
          sample
            ? html`<p class="sample">
                ${more.sampleIntro}${words.punctuation.space}<button
                  class="link"
                  @click=${this.#askForText}
                >
                  ${more.pasteInstead}</button
                >${words.punctuation.sentence('')}
                ${
                  // The page in one file has no neighbours.
                  location.protocol === 'file:'
                    ? nothing
                    : html`<a href=${more.articlePage}>${more.article}</a>`
                }
                ${more.otherSamples} ${notices.sampleLinks(words, sample)}
              </p>`
            : nothing
        }
        ${this.#aboutFile(stage.opened, words)}`;
      case 'failed':
        return this.#capture.connection
          ? notices.crashNotice(stage.failure, this.#capture, words)
          : nothing;
      default:
        return nothing;
    }
  }

  /** What casts doubt on what is drawn in few lines, the rest folded away. */
  #aboutFile(opened: Opened, words: PageWords) {
    const { findings } = opened;
    const { choices, pasted } = this.#capture;
    const partial = notices.partialNotice(opened, words, {
      limit: choices.unpackLimit,
      raise: () => {
        void this.#capture.reread({ unpackLimit: notices.raisedLimit(choices.unpackLimit) });
      },
    });
    const damages = notices.damageNotices(opened, words);
    const most = Math.max(0, notices.foremostLines - (partial ? 1 : 0) - damages.length);
    const reread = (setAsideDuplicates: boolean) => {
      void this.#capture.reread({ setAsideDuplicates });
    };
    return html`${pasted?.notes(words)} ${partial} ${damages}
    ${notices.healthNotice(findings, most, words, reread)}
    ${notices.aside(notices.findingList(findings, words), fileNotes(opened.notes, words))}`;
  }

  #main(words: PageWords) {
    const { stage, connection, name } = this.#capture;
    if (connection) return this.#ladder(words);
    const failure = this.addressFailure?.(words);
    if (failure) {
      return html`<section class="notice" role="alert">
          <h1>${failure.title}</h1>
          <p>${failure.text}</p>
        </section>
        ${notices.dropField(words, this.#choose, this.#askForText)}`;
    }
    switch (stage.kind) {
      case 'refused':
        return notices.refusedNotice(name, stage.opened, words, this.#choose, () => {
          void this.#paste(this.#capture.file!);
        });
      case 'failed':
        return notices.failedNotice(stage.failure, words, this.#choose);
      case 'read':
        return html`${notices.noTcpNotice(stage.opened, words)}${notices.dropField(words, this.#choose, this.#askForText)}`;
      default:
        return nothing;
    }
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
          ? html`${censusList(this.#capture.census, duration, words, (query) => this.connections?.filterBy(query))}<tcp-connections
                .rows=${rows}
                .chosen=${connection}
                .duration=${duration}
                .words=${words}
                @choose=${({ detail }: CustomEvent<number>) => this.#show(detail)}
              ></tcp-connections>`
          : nothing
      }
      ${verdictView(connection!, words, this.options.twoMsl ?? 'linux', {
        go: this.#go,
        show: (index) => this.#show(index),
        chooseTwoMsl: (twoMsl) => this.#change({ twoMsl }),
      })}
      <section class="tooled" aria-label=${words.page.ladder}>
        ${toolbar(this.options, this.predicting, oneWayDelay(connection!) !== null, words, {
          change: this.#change,
          togglePredict: this.#togglePredict,
        })}
        <div class="drawing">
          <tcp-ladder-view
            .connection=${connection}
            .words=${ladderWords(words)}
            .options=${this.#drawn}
            .selected=${row}
            .above=${this.#printedAbove}
            @select=${(event: LadderEvents['select']) => this.#select(event.detail.row)}
            @zoom=${(event: LadderEvents['zoom']) => {
              this.options = { ...this.options, zoom: event.detail.zoom };
            }}
            @keydown=${this.#onLadderKey}
          ></tcp-ladder-view>
        </div>
        ${key(words)} ${this.#asTable(words)} ${keyboardHelp(words, this.#askForText)}
      </section>`;
  }

  /** The same rows as a table; made once it is opened. */
  #asTable(words: PageWords) {
    const { page } = words;
    return html`<details
      class="below"
      @toggle=${(event: Event) => {
        this.tableOpen = (event.currentTarget as HTMLDetailsElement).open;
      }}
    >
      <summary>${page.asTable}</summary>
      ${
        this.tableOpen
          ? html`<tcp-ladder-table
              .connection=${this.#capture.connection}
              .words=${ladderWords(words)}
              .options=${this.#drawn}
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

  /** What the reader chose of the drawing, less what is to be predicted. */
  get #drawn(): LadderOptions {
    const predictAfter = this.#prediction?.shownTo(this.#capture.row) ?? null;
    return { ...this.options, predictAfter };
  }

  #panel(words: PageWords) {
    const { connection, row } = this.#capture;
    return html`<aside class="side ${this.sheet ? 'sheet' : ''}" aria-label=${words.panel.label}>
      <div class="sheet-head">
        <button class="button quiet" @click=${this.#closeSheet}>${words.panel.lessDetails}</button>
      </div>
      <tcp-step-panel
        .connection=${connection}
        .row=${row}
        .words=${words}
        .numbers=${this.options.numbers}
        .twoMsl=${this.options.twoMsl}
        .port=${connection?.port ?? null}
        .playing=${this.#player.playing}
        .prediction=${this.#prediction}
        .readHeader=${this.#readHeader}
        @predict-judged=${() => this.requestUpdate()}
        @predict-next=${this.#nextQuestion}
        @predict-leave=${this.#togglePredict}
        @keydown=${this.#onPanelKey}
        @step=${(event: StepPanelEvents['step']) => this.#go(event.detail.row)}
        @play-toggle=${this.#togglePlay}
      ></tcp-step-panel>
    </aside>`;
  }

  #dock(words: PageWords) {
    const story = this.#story();
    const count = this.#capture.connection!.segments.count;
    return story
      ? dock(
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

  #openPasted = (capture: Blob, pasted: Pasted) => {
    this.#opening++;
    this.addressFailure = null;
    void this.#capture.open(capture, pasted.name(this.#words), {}, { pasted });
  };

  #openFile = (file: File) => {
    this.#opening++;
    this.addressFailure = null;
    void this.#capture.open(file, file.name);
  };

  async #openPlace(place: Place) {
    this.addressFailure = null;
    if (place.capture !== undefined) await this.#openCarried(place.capture, place);
    else await this.#openSample(place);
  }

  async #openSample(place: Place) {
    const name = place.sample ?? firstSample;
    const sample = samples.find((candidate) => candidate.name === name) ?? samples[0];
    if (!sample) return;
    const opening = ++this.#opening;
    try {
      const file = await loadSample(sample);
      if (opening !== this.#opening) return;
      await this.#capture.open(file, sampleTitle(sample, this.#words), place, {
        sample: sample.name,
      });
      if (place.step !== undefined) void this.#reveal();
    } catch (error) {
      if (opening !== this.#opening) return;
      this.addressFailure = (words) => ({
        title: words.notices.sampleFailed,
        text: html`<code>${String(error)}</code>`,
      });
    }
  }

  /** Shows the capture that the address itself holds. */
  async #openCarried(carried: string, place: Place) {
    const opening = ++this.#opening;
    try {
      // Few addresses hold one.
      const { unpackCapture } = await import('../model/share_link');
      const file = await unpackCapture(carried);
      if (opening !== this.#opening) return;
      await this.#capture.open(file, this.#words.notices.carried, place, { carried });
    } catch (error) {
      if (opening !== this.#opening) return;
      const fault = (error as Partial<LinkError>).fault ?? 'damaged';
      this.#capture.close();
      this.addressFailure = (words) => ({
        title: words.notices.linkFailed,
        text: words.notices.linkFaults[fault],
      });
    }
  }

  // What is on view now may already have been written over the address that the reader chose.
  #onHash = ({ newURL }: HashChangeEvent) => {
    const place = parsePlace(new URL(newURL).hash);
    const { sample, carried, connection } = this.#capture;
    const elsewhere =
      (place.sample !== undefined && place.sample !== sample) ||
      (place.capture !== undefined && place.capture !== carried);
    if (elsewhere) {
      void this.#openPlace(place);
    } else if (connection && place.stream !== undefined && place.stream !== connection.index) {
      this.#show(place.stream, place.step);
    } else if (place.step !== undefined) {
      this.#go(place.step - 1);
    }
  };

  /** Title and address follow behind the drawing, once for all that changed meanwhile. */
  async #tell() {
    if (this.#telling) return;
    this.#telling = true;
    await anotherTask();
    this.#telling = false;
    const { connection, row } = this.#capture;
    const name = this.#name;
    const story = this.#story();
    const titles = story ? [`#${row + 1} ${story.flags}`, name] : name ? [name] : [];
    document.title = [...titles, this.#words.page.name].join(' · ');
    if (connection) this.#remember({ stream: connection.index, step: row + 1 });
  }

  /** The address follows what is on view, without a step back in the history for each segment. */
  #remember(place: Place) {
    const { sample, carried } = this.#capture;
    const origin = carried ? { capture: carried } : sample ? { sample } : {};
    const hash = formatPlace({ ...origin, ...place });
    if (hash !== location.hash) history.replaceState(history.state, '', hash);
  }

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

  #share = (choices: ShareChoices) => this.#capture.share(choices);

  #readHeader = (_: Connection, row: number) => this.#capture.header(row);

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
    void this.updateComplete.then(() => this.panel?.focusStep());
  };

  /** Goes to the panel, which is a sheet where there is no room beside the drawing. */
  #openPanel = () => {
    this.sheet = true;
    void this.updateComplete.then(() => this.panel?.focusStep());
  };

  #closePanel = () => {
    this.sheet = false;
    void this.updateComplete.then(() => this.view?.focusRow(this.#capture.row));
  };

  #showHelp() {
    if (!this.help) return;
    this.help.open = true;
    this.help.querySelector('summary')!.focus();
  }

  #closeSheet = () => {
    this.sheet = false;
  };

  #onPanelKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    this.#closePanel();
  };

  #onLadderKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === ' ') this.#togglePlay();
    else if (event.key === 'Enter') this.#openPanel();
    else if (event.key === '?') this.#showHelp();
    else if (event.key === 'p' || event.key === 'P') this.#togglePredict();
    else if (event.key === '[') this.connections?.move?.(-1);
    else if (event.key === ']') this.connections?.move?.(1);
    else return;
    event.preventDefault();
  };

  #choose = () => {
    this.chooser.click();
    this.#capture.expect();
  };

  #askForText = () => void this.#paste();

  #onChosen = () => {
    const file = this.chooser.files?.[0];
    // The same file may be chosen again after it changed.
    this.chooser.value = '';
    if (file) this.#openFile(file);
  };

  #change = (changes: Partial<LadderOptions>) => {
    this.options = { ...this.options, ...changes };
    if (changes.twoMsl) keep(twoMslKey, changes.twoMsl);
  };

  #chooseLanguage = (event: Event) => {
    this.language = (event.target as HTMLSelectElement).value as Language;
    keep(languageKey, this.language);
  };
}

let resting = false;

/**
 * Loads what the reader may ask for next, once the first drawing is done: from then on the page
 * asks for nothing.
 */
function theRest() {
  if (resting) return;
  resting = true;
  setTimeout(() => {
    const parts = [
      pageWords.loadAll(),
      import('./connections/connections_section'),
      import('./share/share_panel'),
      import('../export'),
    ];
    // What fails now is asked for again when it is wanted.
    void Promise.allSettled(parts);
  }, 500);
}

function remembered(): Language | null {
  return matchLanguage(kept(languageKey));
}

function rememberedTwoMsl(): TwoMsl {
  const chosen = kept(twoMslKey);
  return chosen === 'rfc' || chosen === 'off' ? chosen : 'linux';
}

// A page from file:// or in a private window may have no storage; a choice lasts until it is closed.

function keep(key: string, value: string) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // See above.
  }
}

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-ladder-app': App;
  }
}
