// Texts about packets, read as captures, with their mistakes in words, and changed by the reader: a part
// that is loaded with the first text.
import { readText } from '../engine/read_text';
import { textSizeLimit, type TextNotes } from '../model/text_notes';
import type { Language } from '../words';
import { textWords } from '../words/text';
import { textField } from './text_field';

/** What a text asks of the element that shows it. */
export interface TextTarget {
  language: () => Language;
  /** Draws a capture in the place of the one on view. */
  redraw: (capture: Blob) => Promise<unknown>;
  /** Chooses the segment of a frame, from 1. */
  choose: (frame: number) => void;
  requestUpdate: () => void;
}

interface Found {
  /** Null where the text tells of no packet. */
  capture: Blob | null;
  notes: TextNotes;
  mistakes: string[];
}

/** More are counted. */
const told = 3;

async function read(text: string, script: boolean, language: Language): Promise<Found | null> {
  if (text.length > textSizeLimit) return null;
  const found = await readText(new TextEncoder().encode(text), script ? 'packetdrill' : 'none');
  if (!found) return null;
  const { notes, pcapng } = found;
  await textWords.load(language)?.catch(() => {});
  const words = textWords.of(language);
  const { problems, problemCount } = notes;
  const mistakes = problems
    .slice(0, told)
    .map((problem) => words.at(problem) + words.problems[problem.name](problem));
  if (problemCount > told) mistakes.push(words.more({ problems: problemCount - told }));
  return { capture: notes.lines.length > 0 ? new Blob([pcapng]) : null, notes, mistakes };
}

/** Without the indentation that it has inside the element. */
function plain(text: string): string {
  const lines = text
    .replace(/^\s*\n/, '')
    .trimEnd()
    .split('\n');
  const margins = lines.filter((line) => line.trim()).map((line) => line.search(/\S/));
  return lines.map((line) => line.slice(Math.min(...margins))).join('\n');
}

/**
 * Null for a file that tells of no packets. `script`: that it is a script, whatever it begins with.
 * Rejects with what is wrong with it where there is nothing to draw.
 */
export async function written(
  file: Blob,
  script: boolean,
  target: TextTarget,
): Promise<WrittenText | null> {
  const text = plain(await file.text());
  const found = await read(text, script, target.language());
  if (!found) return null;
  if (!found.capture) throw new Error(found.mistakes.join(' '));
  return new WrittenText(text, found, found.capture, target);
}

export class WrittenText {
  /** What is wrong with it, in words. */
  mistakes: readonly string[];
  /** Where the reader changes it; null while nobody does. */
  field: HTMLElement | null = null;
  /** What it tells of, as it was. */
  readonly capture: Blob;
  readonly #text: string;
  readonly #target: TextTarget;
  #notes: TextNotes;
  #latest: string | null = null;
  /** Of the caret, once it was moved. */
  #line = 0;

  constructor(text: string, { notes, mistakes }: Found, capture: Blob, target: TextTarget) {
    this.#text = text;
    this.#notes = notes;
    this.mistakes = mistakes;
    this.capture = capture;
    this.#target = target;
  }

  /** Opens the field, or closes it; the drawing stays. */
  toggle(): void {
    this.field = this.field
      ? null
      : textField(this.#text, textWords.of(this.#target.language()), {
          edited: (text) => void this.#redraw(text),
          line: (line) => {
            this.#line = line;
            this.#follow();
          },
        });
    this.#target.requestUpdate();
  }

  /** The segment of the line with the caret is the chosen one. */
  #follow(): void {
    const frame = this.#notes.lines.indexOf(this.#line);
    if (frame >= 0) this.#target.choose(frame + 1);
  }

  // While one text is drawn, the latest of those that come meanwhile waits.
  async #redraw(text: string): Promise<void> {
    const busy = this.#latest !== null;
    this.#latest = text;
    if (busy) return;
    for (let last: string | null = null; last !== this.#latest;) {
      last = this.#latest;
      try {
        const found = (await read(last, true, this.#target.language()))!;
        this.mistakes = found.mistakes;
        if (found.capture) await this.#target.redraw(found.capture);
        this.#notes = found.notes;
        this.#follow();
      } catch (error) {
        this.mistakes = [error instanceof Error ? error.message : String(error)];
      }
    }
    this.#latest = null;
    this.#target.requestUpdate();
  }
}
