// What the browser shows around the page: title and address follow what is in view.
import { endpoint } from '../base/format';
import { anotherTask } from '../base/another_task';
import type { SegmentStory } from '../story/story';
import type { PageWords } from '../words/page';
import { formatPlace, type Place } from './address_bar';
import type { CaptureController } from './capture_controller';
import { sampleTitle, samples } from './samples';

/** What the capture is called: that of a file never changes, other captures are named here. */
export function captureName(capture: CaptureController, words: PageWords): string {
  const { name, sample, carried, pasted, set, written } = capture;
  if (set) return set.name(words);
  if (written !== null) return words.page.writtenName;
  if (pasted) return pasted.name(words);
  if (carried) return words.notices.carried;
  const known = samples.find((candidate) => candidate.name === sample);
  return known ? sampleTitle(known, words) : name;
}

/** Follows after the drawing, once for all that changed meanwhile. */
export class TitleAndAddress {
  readonly #capture: CaptureController;
  readonly #words: () => PageWords;
  readonly #story: () => SegmentStory | null;
  readonly #view: () => Place;
  #pending = false;

  constructor(
    capture: CaptureController,
    words: () => PageWords,
    story: () => SegmentStory | null,
    /** What the address says of the view. */
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
    await anotherTask();
    this.#pending = false;
    const { connection, row } = this.#capture;
    const words = this.#words();
    const name = captureName(this.#capture, words);
    const story = this.#story();
    const titles = story ? [`#${row + 1} ${story.flags}`, name] : name ? [name] : [];
    document.title = [...titles, words.page.name].join(' · ');
    if (!connection) return;
    this.#remember({ stream: connection.number, step: row + 1, ...this.#view() });
  }

  /** Whoever opens the address without the file learns which one it speaks of. */
  #named(): Place {
    const { connection } = this.#capture;
    const file = captureName(this.#capture, this.#words());
    const ends = connection
      ? [connection.client, connection.server].map(({ address, port }) => endpoint(address, port))
      : [];
    return { file, ends: ends.join('-') };
  }

  /** Without a step back in the history for each segment. */
  #remember(place: Place) {
    const { sample, carried, written } = this.#capture;
    // Every key would change the text: it is in the editor's own link.
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
