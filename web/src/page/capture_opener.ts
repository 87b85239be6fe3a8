// Opens captures: the reader's files, pasted text, samples, captures in links. The latest request
// wins, even if an earlier one finishes later.
import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { plainText } from '../base/plain_text';
import { sameNumber, type ConnectionNumber } from '../model/connection_number';
import type { LinkError } from '../model/share_link';
import type { PageWords } from '../words/page';
import { parsePlace, type Place } from './address_bar';
import type { CaptureController } from './capture_controller';
import type { Chosen } from './file_set/opened_set';
import type { Pasted } from './paste/pasted';
import { firstSample, loadSample, sampleTitle, samples } from './samples';

/** Maximum length of a capture's text that is opened in the editor, in characters. */
export const mostWritten = 200_000;

export interface OpenerHost {
  words: () => PageWords;
  /** Shows a connection, from its first segment or from `step`, counted from 1. */
  show: (index: number, step?: number) => void;
  /** Shows a segment of the connection in view, from 0. */
  go: (row: number) => void;
  /** Opens the editor with a text, or closes it. */
  write: (text: string | null) => void;
  /** Scrolls to the selected segment. */
  reveal: () => void;
}

export class CaptureOpener implements ReactiveController {
  /** Why the requested capture cannot be shown, in the current language. */
  failure: ((words: PageWords) => { title: string; text: unknown }) | null = null;

  readonly #host: ReactiveControllerHost;
  readonly #capture: CaptureController;
  readonly #page: OpenerHost;
  #opening = 0;
  /** The position named by a link whose capture is not open yet. */
  #awaited: Place | null = null;

  constructor(host: ReactiveControllerHost, capture: CaptureController, page: OpenerHost) {
    this.#host = host;
    this.#capture = capture;
    this.#page = page;
    host.addController(this);
  }

  hostConnected() {
    window.addEventListener('hashchange', this.#onHash);
    void this.#openPlace(parsePlace(location.hash));
  }

  hostDisconnected() {
    window.removeEventListener('hashchange', this.#onHash);
  }

  readonly file = (file: File) => {
    const awaited = this.#awaited;
    this.#begin();
    const meant = awaited && (awaited.file === undefined || awaited.file === file.name);
    void this.#capture
      .open(file, file.name, meant ? awaited : {})
      .then(() => this.#offerInterfaces(file));
  };

  readonly files = (files: readonly File[]) => {
    if (files.length === 1) this.file(files[0]!);
    else if (files.length > 1) void this.#openSet(files);
  };

  /** Opens files and the files in folders. */
  readonly entries = async (entries: readonly FileSystemEntry[]) => {
    const opening = this.#begin();
    const { filesIn } = await import('./file_set/folder_files');
    const files = await filesIn(entries).catch(() => []);
    if (opening === this.#opening) this.files(files);
  };

  /** `text`: the source, if it is a script or a listing. */
  readonly pasted = (capture: Blob, pasted: Pasted, text: string | null) => {
    this.#begin();
    if (text !== null && text.length <= mostWritten) {
      this.#page.write(text);
      return;
    }
    void this.#capture.open(capture, pasted.name(this.#page.words()), {}, { pasted });
  };

  /** Few captures are of two interfaces that saw the same traffic. */
  async #offerInterfaces(file: File) {
    const opening = this.#opening;
    const pair = await this.#capture.interfaceTaps();
    const { stage } = this.#capture;
    if (!pair || opening !== this.#opening || stage.kind !== 'read') return;
    const { interfaceSet, interfacesAsTaps } = await import('./file_set/interfaces');
    const { interfaces } = stage.opened.notes;
    const choose = (laid: boolean) => {
      const set = interfaceSet(file, interfaces, pair, laid, choose);
      const second = laid ? interfacesAsTaps(file, interfaces, pair) : null;
      this.#begin();
      void this.#capture.open(file, file.name, {}, { set }, second);
    };
    if (opening === this.#opening) {
      this.#capture.tellOfSet(interfaceSet(file, interfaces, pair, false, choose));
    }
  }

  /** Rarely needed, so the code for several files is loaded here. */
  async #openSet(files: readonly File[]) {
    const opening = this.#begin();
    const [{ firstChoice, openedSet, secondTap }, found] = await Promise.all([
      import('./file_set/opened_set'),
      this.#capture.fileSet(files),
    ]);
    if (opening !== this.#opening || !found) return;
    const choose = (chosen: Chosen) => {
      const set = openedSet(files, found, chosen, choose);
      const file = chosen === null ? found.capture! : files[chosen]!;
      this.#begin();
      const second = chosen === null ? secondTap(files, found) : null;
      void this.#capture.open(file, set.name(this.#page.words()), {}, { set }, second);
    };
    choose(firstChoice(found));
  }

  async #openPlace(place: Place) {
    if (place.script !== undefined) await this.#openScript(place.script);
    else if (place.capture !== undefined) await this.#openCarried(place.capture, place);
    else if (place.sample === undefined && (place.stream ?? place.file) !== undefined) {
      this.#missing(place);
    } else await this.#openSample(place);
  }

  /**
   * Asks for the capture that the link refers to. A sample in its place could be mistaken for it.
   */
  #missing(place: Place) {
    const opening = this.#begin();
    this.#awaited = place;
    const { file = '', ends = '', step = null } = place;
    this.#capture.close();
    this.#fail(opening, ({ notices }) => ({
      title: notices.otherCapture,
      text: notices.otherCaptureText({
        file: plainText(file),
        ends: plainText(ends).replace('-', ' – '),
        step,
      }),
    }));
  }

  async #openSample(place: Place) {
    const name = place.sample ?? firstSample;
    const sample = samples.find((candidate) => candidate.name === name) ?? samples[0];
    if (!sample) return;
    const opening = this.#begin();
    try {
      const file = await loadSample(sample);
      if (opening !== this.#opening) return;
      await this.#capture.open(file, sampleTitle(sample, this.#page.words()), place, {
        sample: sample.name,
      });
      if (place.step !== undefined) this.#page.reveal();
    } catch (error) {
      this.#fail(opening, (words) => ({
        title: words.notices.sampleFailed,
        text: html`<code>${String(error)}</code>`,
      }));
    }
  }

  /** Shows the capture that the URL contains. */
  async #openCarried(carried: string, place: Place) {
    const opening = this.#begin();
    try {
      // Rarely needed, so the code is loaded here.
      const { unpackCapture } = await import('../model/share_link');
      const file = await unpackCapture(carried);
      if (opening !== this.#opening) return;
      await this.#capture.open(file, this.#page.words().notices.carried, place, { carried });
    } catch (error) {
      this.#linkFails(opening, error);
    }
  }

  /** Opens the editor with the text that the URL contains. */
  async #openScript(packed: string) {
    const opening = this.#begin();
    try {
      const { unpackCapture } = await import('../model/share_link');
      const text = packed === '' ? '' : await (await unpackCapture(packed)).text();
      if (opening === this.#opening) this.#page.write(text);
    } catch (error) {
      this.#linkFails(opening, error);
    }
  }

  #linkFails(opening: number, error: unknown) {
    if (opening !== this.#opening) return;
    const fault = (error as Partial<LinkError>).fault ?? 'damaged';
    this.#capture.close();
    this.#fail(opening, (words) => ({
      title: words.notices.linkFailed,
      text: words.notices.linkFaults[fault],
    }));
  }

  // Compares with `newURL`: the page may have rewritten the URL since the reader changed it.
  #onHash = ({ newURL }: HashChangeEvent) => {
    const place = parsePlace(new URL(newURL).hash);
    const { sample, carried, connection } = this.#capture;
    const elsewhere =
      (place.sample !== undefined && place.sample !== sample) ||
      (place.capture !== undefined && place.capture !== carried) ||
      place.script !== undefined;
    if (elsewhere) void this.#openPlace(place);
    else if (connection && place.stream && !sameNumber(place.stream, connection.number)) {
      void this.#showNumber(place.stream, place.step);
    } else if (place.step !== undefined) this.#page.go(place.step - 1);
  };

  async #showNumber(number: ConnectionNumber, step?: number) {
    const index = await this.#capture.find(number);
    if (index !== null) this.#page.show(index, step);
  }

  /** Starts a new request, which replaces the pending one. */
  #begin(): number {
    this.#setFailure(null);
    this.#awaited = null;
    this.#page.write(null);
    return ++this.#opening;
  }

  #fail(opening: number, failure: NonNullable<CaptureOpener['failure']>) {
    if (opening === this.#opening) this.#setFailure(failure);
  }

  #setFailure(failure: CaptureOpener['failure']) {
    this.failure = failure;
    this.#host.requestUpdate();
  }
}
