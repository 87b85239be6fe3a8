// The ladder as a Mermaid sequence diagram, for READMEs and wikis that render it.
import { endpoint } from '../base/format';
import type { Entry } from '../ladder/plan';
import { waitsAtEnd } from '../ladder/state_changes';
import type { Connection } from '../model/connection';
import { ladderWords } from '../story/ladder_words';
import { stateBefore } from '../model/segment';
import type { EndState, Side } from '../model/segment';
import type { ExportOptions } from './options';
import { called, plainText } from '../base/plain_text';
import { changesAt, errorTexts, labelParts, marginText, selectionOf } from './steps';
import type { Selection } from './steps';

/**
 * Mermaid renders no text longer than this (maxTextSize), unless its host page raises the limit.
 */
const MERMAID_LIMIT = 50_000;
/** Characters reserved for the note that says what is omitted. */
const FOR_THE_REST = 200;

const names = ['C', 'S'] as const;
const beside = ['left of C', 'right of S'] as const;

/** Ends with a line feed. Throws a NoSuchPart. */
export function toMermaid(connection: Connection, options: ExportOptions): string {
  return new Diagram(connection, options, selectionOf(connection, options)).text();
}

/**
 * Text with Mermaid's entity codes (#59;) for all characters that may have a meaning: `;` and a
 * line break end a statement, `#` begins a code, `%%` a comment, `<br>` a break, `$$` a formula;
 * and the letters that represent codes inside Mermaid itself are coded, too.
 */
export function mermaidText(text: string): string {
  const coded = plainText(text).replace(
    /[^\p{Script=Latin}\p{Script=Han}0-9 .,:()+=/·µ→–’…，。：；（）-]|[ﬀ-ﬆß]|-(?![0-9A-Za-z])/gu,
    code,
  );
  // Before a colon, these words are commands to Mermaid, anywhere in the text.
  return /style|classdef|wrap/i.test(coded) ? coded.replaceAll(':', code) : coded;
}

const code = (letter: string): string => `#${letter.codePointAt(0)!};`;

class Diagram {
  readonly #connection: Connection;
  readonly #options: ExportOptions;
  readonly #selection: Selection;

  constructor(connection: Connection, options: ExportOptions, selection: Selection) {
    this.#connection = connection;
    this.#options = options;
    this.#selection = selection;
  }

  text(): string {
    const lines = [...this.#head(), ...this.#before()];
    let length = sizeOf(lines);
    const { entries } = this.#selection;
    for (const entry of entries) {
      const more = this.#entry(entry);
      length += sizeOf(more);
      if (length > MERMAID_LIMIT - FOR_THE_REST) {
        lines.push(this.#rest(entry));
        return joined(lines);
      }
      lines.push(...more);
    }
    return joined([...lines, ...this.#ending()]);
  }

  #head(): string[] {
    const { words, title } = this.#options;
    const own = ladderWords(words);
    const { client, server } = this.#connection;
    const heading = title === null ? own.title(this.#connection) : title;
    return [
      'sequenceDiagram',
      `accTitle: ${mermaidText(own.title(this.#connection))}`,
      `accDescr: ${mermaidText(own.description(this.#connection))}`,
      `title ${mermaidText(heading)}`,
      ...([client, server] as const).map(({ address, port, names: given }, side) => {
        const { name, role } = own.end(this.#connection, side as Side);
        const whole = called(endpoint(address, port), given);
        const text = `${role ? words.punctuation.aside(name, role) : name} ${whole}`;
        return `participant ${names[side]!} as ${mermaidText(text)}`;
      }),
    ];
  }

  #before(): string[] {
    return ([0, 1] as const).flatMap((side) => {
      const state = stateBefore(this.#connection, this.#selection.first, side);
      return state.state === 'UNKNOWN' ? [] : [this.#stateNote(side, state)];
    });
  }

  #entry(entry: Entry): string[] {
    const { plan, first } = this.#selection;
    const lines: string[] = [];
    if (entry.gap === 'silence' && entry.first > first) {
      lines.push(over(plan.words.silence(entry.seconds)));
    }
    const phase = plan.phases.find((p) => p.first === entry.first);
    if (phase) {
      const { name, time, sentence } = plan.words.phase(phase, this.#connection);
      const head = [name, time].filter(Boolean).join(' · ');
      lines.push(over([head, sentence].filter(Boolean).join(' – ')));
    }
    return lines.concat(this.#arrow(entry), errorTexts(plan, entry).map(over));
  }

  #arrow({ first: row, run }: Entry): string[] {
    const { plan } = this.#selection;
    const from = plan.rows.sender(row);
    const [a, b] = from === 0 ? names : ([names[1], names[0]] as const);
    if (run) {
      const { head, detail } = plan.words.run(run);
      const numbers = `#${run.first + 1}–#${run.last + 1}`;
      return [`${a}->>${b}: ${mermaidText(`${numbers} ${head}`)}`, over(detail)];
    }
    const lost = plan.rows.isLost(row);
    const bare = plan.rows.kind(row) === 'ack';
    const line = (bare ? '--' : '-') + (lost ? 'x' : '>>');
    const label = labelParts(plan, row).map(({ text }) => text);
    const note = marginText(plan, row, this.#options.words);
    return [
      `${a}${line}${b}: ${mermaidText([`#${row + 1}`, ...label].join(' '))}`,
      ...(note === null ? [] : [over(note)]),
      ...changesAt(this.#connection, row).flatMap((states, side) =>
        states.map((state) => this.#stateNote(side as Side, state)),
      ),
    ];
  }

  #stateNote(side: Side, { state, certainty }: EndState): string {
    const { words } = this.#selection.plan;
    const text = certainty === 'sure' ? state : `${state} (${words.certainty(certainty)})`;
    return `Note ${beside[side]}: ${mermaidText(text)}`;
  }

  #rest({ first }: Entry): string {
    const n = this.#selection.last - first + 1;
    return over(`… ${this.#options.words.exports.left({ n })}`);
  }

  #ending(): string[] {
    const { plan, last } = this.#selection;
    if (last < plan.rows.count - 1) return [];
    const { name, sentence } = plan.words.tail(plan.options.twoMsl);
    return ([0, 1] as const)
      .filter((side) => waitsAtEnd(plan, side))
      .map((side) => `Note ${beside[side]}: ${mermaidText(`${name} – ${sentence}`)}`);
  }
}

const over = (text: string): string => `Note over C,S: ${mermaidText(text)}`;
const joined = ([first, ...rest]: string[]): string =>
  [first, ...rest.map((line) => `    ${line}`)].join('\n') + '\n';
const sizeOf = (lines: string[]): number => lines.reduce((sum, line) => sum + line.length + 5, 0);
