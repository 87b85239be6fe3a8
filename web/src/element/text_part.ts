// Reads texts that describe packets, lists their mistakes, and lets the reader edit them. A part
// that is loaded with the first text.
import { readText } from '../engine/read_text';
import { textSizeLimit, type TextNotes } from '../model/text_notes';
import type { Language } from '../words';
import { textWords } from '../words/text';
import { textField } from './text_field';

/** The functions that a text needs of the element that shows it. */
export interface TextTarget {
  language: () => Language;
  /** Draws a capture in place of the current one. */
  redraw: (capture: Blob) => Promise<unknown>;
  /** Selects the segment of a frame, counted from 1. */
  choose: (frame: number) => void;
  requestUpdate: () => void;
}

interface Found {
  /** Null if the text describes no packet. */
  capture: Blob | null;
  notes: TextNotes;
  mistakes: string[];
}

/** Number of mistakes shown; the rest is counted. */
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

/** Removes the indentation that the text has inside the element. */
function plain(text: string): string {
  const lines = text
    .replace(/^\s*\n/, '')
    .trimEnd()
    .split('\n');
  const margins = lines.filter((line) => line.trim()).map((line) => line.search(/\S/));
  return lines.map((line) => line.slice(Math.min(...margins))).join('\n');
}

/**
 * Null for a file that describes no packets. `script`: read it as a script, whatever its first line
 * is. Rejects with the mistakes if there is nothing to draw.
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
  /** The mistakes in the text. */
  mistakes: readonly string[];
  /** The editor; null while it is closed. */
  field: HTMLElement | null = null;
  /** The capture of the original text. */
  readonly capture: Blob;
  readonly #text: string;
  readonly #target: TextTarget;
  #notes: TextNotes;
  #latest: string | null = null;
  /** Line of the caret, from 1; 0 until the caret is moved. */
  #line = 0;

  constructor(text: string, { notes, mistakes }: Found, capture: Blob, target: TextTarget) {
    this.#text = text;
    this.#notes = notes;
    this.mistakes = mistakes;
    this.capture = capture;
    this.#target = target;
  }

  /** Opens or closes the editor; the drawing stays. */
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

  /** Selects the segment of the line with the caret. */
  #follow(): void {
    const frame = this.#notes.lines.indexOf(this.#line);
    if (frame >= 0) this.#target.choose(frame + 1);
  }

  // While one text is being drawn, only the latest of the following ones waits.
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
