// Keeps the page's title and URL in step with what is on view.
import { endpoint } from '../base/format';
import { anotherTask } from '../base/another_task';
import type { SegmentStory } from '../story/story';
import type { PageWords } from '../words/page';
import { formatPlace, type Place } from './address_bar';
import type { CaptureController } from './capture_controller';
import { sampleTitle, samples } from './samples';

/**
 * Display name of the capture. A file keeps its name; other captures are named in the current
 * language.
 */
export function captureName(capture: CaptureController, words: PageWords): string {
  const { name, sample, carried, pasted, set, written } = capture;
  if (set) return set.name(words);
  if (written !== null) return words.page.writtenName;
  if (pasted) return pasted.name(words);
  if (carried) return words.notices.carried;
  const known = samples.find((candidate) => candidate.name === sample);
  return known ? sampleTitle(known, words) : name;
}

/**
 * Milliseconds between updates after some in a row. WebKit refuses more than 100 changes of the URL
 * in 30 seconds.
 */
const interval = 340;
const mostInARow = 8;

/** Updates title and URL after the drawing, once for all changes since. */
export class TitleAndAddress {
  readonly #capture: CaptureController;
  readonly #words: () => PageWords;
  readonly #story: () => SegmentStory | null;
  readonly #view: () => Place;
  #pending = false;
  /** Updates that need not wait, as of `#counted`. */
  #spare = mostInARow;
  #counted = performance.now();

  constructor(
    capture: CaptureController,
    words: () => PageWords,
    story: () => SegmentStory | null,
    /** The part of the URL that describes the view. */
    view: () => Place,
  ) {
    this.#capture = capture;
    this.#words = words;
    this.#story = story;
    this.#view = view;
  }

  async follow() {
    if (this.#pending) return;
    this.#pending = true;
    const now = performance.now();
    this.#spare = Math.min(mostInARow, this.#spare + (now - this.#counted) / interval);
    this.#counted = now;
    const wait = (1 - this.#spare) * interval;
    await (wait > 0 ? new Promise((resolve) => setTimeout(resolve, wait)) : anotherTask());
    this.#pending = false;
    this.#spare -= 1;
    const { connection, row } = this.#capture;
    const words = this.#words();
    const name = captureName(this.#capture, words);
    const story = this.#story();
    const titles = story ? [`#${row + 1} ${story.flags}`, name] : name ? [name] : [];
    document.title = [...titles, words.page.name].join(' · ');
    if (!connection) return;
    this.#remember({ stream: connection.number, step: row + 1, ...this.#view() });
  }

  /** Names the capture in the URL, for readers who open it without the file. */
  #named(): Place {
    const { connection } = this.#capture;
    const file = captureName(this.#capture, this.#words());
    const ends = connection
      ? [connection.client, connection.server].map(({ address, port }) => endpoint(address, port))
      : [];
    return { file, ends: ends.join('-') };
  }

  /** Replaces the history entry, so that Back does not step through segments. */
  #remember(place: Place) {
    const { sample, carried, written } = this.#capture;
    // The text changes with every key; only the editor's own link contains it.
    if (written !== null) {
      const here = location.hash.startsWith('#script=');
      if (!here) history.replaceState(history.state, '', formatPlace({ script: '' }));
      return;
    }
    const origin = carried ? { capture: carried } : sample ? { sample } : this.#named();
    const hash = formatPlace({ ...origin, ...place });
    if (hash !== location.hash) history.replaceState(history.state, '', hash);
  }
}
