// The ladder in monospaced text, for terminals, e-mails and code comments. Time runs down and the
// client is on the left. A state is printed where it changes, on the side of its end.
import { clock, endpoint } from '../base/format';
import type { Entry, LadderPlan } from '../ladder/plan';
import { wrap } from '../svg/text';
import type { RunFacts } from '../ladder/words';
import type { Connection } from '../model/connection';
import { ladderWords } from '../story/ladder_words';
import { clockSentences, delaySentences, fateCounts } from '../story/taps';
import { stateBefore } from '../model/segment';
import { waitsAtEnd } from '../ladder/state_changes';
import { centred, columnsOf, padEnd, padStart } from './columns';
import type { ExportOptions } from './options';
import { called, plainText } from '../base/plain_text';
import {
  certaintySigns,
  changesAt,
  errorTexts,
  fateRemark,
  isLost,
  labelParts,
  marginText,
  noteOf,
  selectionOf,
  stateText,
} from './steps';
import type { LabelPart, Selection } from './steps';

export interface TextOptions extends ExportOptions {
  /** Maximum number of columns, if flags and numbers fit; the default is 80. */
  columns?: number;
  /** Box-drawing characters, or ASCII only for the lines; words keep their letters. */
  lines?: 'box' | 'ascii';
}

interface Pen {
  rail: string;
  cut: string;
  /** Tails on the client's and on the server's rail. */
  tails: [string, string];
  heads: [string, string];
  line: string;
  /** Line of a bare acknowledgment. */
  pale: string;
  /** Line of a retransmission. */
  double: string;
  /** Line of a folded run. */
  heavy: string;
  lost: string;
}

const pens: Record<'box' | 'ascii', Pen> = {
  box: {
    rail: '│',
    cut: '┊',
    tails: ['├', '┤'],
    heads: ['►', '◄'],
    line: '─',
    pale: '╌',
    double: '═',
    heavy: '━',
    lost: '╳',
  },
  ascii: {
    rail: '|',
    cut: ':',
    tails: ['+', '+'],
    heads: ['>', '<'],
    line: '-',
    pale: '.',
    double: '=',
    heavy: '#',
    lost: 'X',
  },
};

/** Gap between two columns of the output. */
const GUTTER = 2;
/**
 * Columns of a line next to its label: a dash and a blank before it; a blank, a dash and a head
 * after.
 */
const BESIDE_LABEL = 6;
const LEAST_LADDER = 34;
const USUAL_COLUMNS = 80;

/** Ends with a line feed. Throws a NoSuchPart. */
export function toText(connection: Connection, options: TextOptions): string {
  const page = new TextPage(connection, options, selectionOf(connection, options));
  return page
    .lines()
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

class TextPage {
  readonly #plan: LadderPlan;
  readonly #pen: Pen;
  readonly #columns: number;
  readonly #numbers: number;
  readonly #times: number;
  /** Widths of the state names by side. */
  readonly #names: [number, number];
  /** Width between the rails. */
  readonly #inner: number;
  readonly #signs = new Set<string>();
  readonly #connection: Connection;
  readonly #options: TextOptions;
  readonly #selection: Selection;

  constructor(connection: Connection, options: TextOptions, selection: Selection) {
    this.#connection = connection;
    this.#options = options;
    this.#selection = selection;
    const { plan, first, last, entries } = selection;
    this.#plan = plan;
    this.#pen = pens[options.lines ?? 'box'];
    this.#columns = options.columns ?? USUAL_COLUMNS;
    const own = plan.words.columns;
    this.#numbers = entries.reduce(
      (most, entry) => Math.max(most, columnsOf(this.#number(entry))),
      columnsOf(own.number),
    );
    this.#times = Math.max(
      columnsOf(own.time),
      columnsOf(this.#time(first)),
      columnsOf(this.#time(last)),
    );
    this.#names = [this.#widestState(0), this.#widestState(1)];
    this.#inner = this.#innerWidth(entries);
  }

  lines(): string[] {
    return [
      ...this.#opening(),
      '',
      ...this.#heads(),
      ...this.#before(),
      ...this.#selection.entries.flatMap((entry) => this.#entry(entry)),
      ...this.#ending(),
      '',
      ...this.#foot(),
    ];
  }

  #opening(): string[] {
    const { words, title } = this.#options;
    const { first, last } = this.#selection;
    const of = this.#connection.segments.count;
    const own = ladderWords(words);
    const whole = first === 0 && last === of - 1;
    return [
      ...(title === null ? [] : [plainText(title)]),
      own.title(this.#connection),
      ...this.#wrapped(own.description(this.#connection)),
      ...this.#aboutTaps().flatMap((text) => this.#wrapped(text)),
      ...(whole ? [] : [words.exports.rows({ first, last, of })]),
    ];
  }

  /** What two captures show together: clocks, fates of segments, delays. */
  #aboutTaps(): string[] {
    const { passages } = this.#connection;
    const { taps, punctuation } = this.#options.words;
    if (!passages || !taps) return [];
    return [
      ...clockSentences(passages, taps).map(punctuation.sentence),
      fateCounts(passages, taps).join(' · '),
      delaySentences(this.#connection, taps).join(' · '),
    ].filter((text) => text !== '');
  }

  #wrapped(text: string): string[] {
    return wrap(text, this.#columns, 1, columnsOf);
  }

  // Names and addresses above the rails; below each other if they do not fit side by side.
  #heads(): string[] {
    const { number, time } = this.#plan.words.columns;
    const ends = ([0, 1] as const).map((side) => {
      const { name, role } = this.#plan.words.end(this.#connection, side);
      const { address, port, names } =
        side === 0 ? this.#connection.client : this.#connection.server;
      const { punctuation } = this.#options.words;
      return [role ? punctuation.aside(name, role) : name, called(endpoint(address, port), names)];
    });
    const between = this.#inner + 2;
    const margin = this.#left('', '', '');
    const pairs = [0, 1].flatMap((line) => {
      const [left, right] = [ends[0]![line]!, ends[1]![line]!];
      const fits = columnsOf(left) + columnsOf(right) + 2 <= between;
      if (fits) return [margin + padEnd(left, between - columnsOf(right)) + right];
      return [margin + left, padStart(right, columnsOf(margin) + between)];
    });
    const columns = this.#left(padStart(number, this.#numbers), time, '').trimEnd();
    return pairs.map((pair, i) => (i === 0 ? columns + pair.slice(columnsOf(columns)) : pair));
  }

  // States of both ends before the first segment shown.
  #before(): string[] {
    const states = ([0, 1] as const).map((side) => {
      const state = stateBefore(this.#connection, this.#selection.first, side);
      return state.state === 'UNKNOWN' ? '' : this.#state(state);
    });
    return [this.#row('', '', states[0]!, ' '.repeat(this.#inner), states[1]!)];
  }

  #entry(entry: Entry): string[] {
    const lines: string[] = [];
    if (entry.gap === 'silence' && entry.first > this.#selection.first) {
      const { cut } = this.#pen;
      const text = centred(this.#plan.words.silence(entry.seconds), this.#inner);
      lines.push(this.#left('', '', '') + cut + text + cut);
    }
    const phase = this.#plan.phases.find(({ first }) => first === entry.first);
    if (phase) {
      const { name, time } = this.#plan.words.phase(phase, this.#connection);
      const head = time ? `${name} · ${time}` : name;
      lines.push(this.#row('', '', '', centred(` ${head} `, this.#inner), ''));
    }
    const errors = this.#plan
      .errors(entry)
      .flatMap(({ error }, i) => this.#remark(errorTexts(this.#plan, entry)[i]!, error.to));
    return lines.concat(entry.run ? this.#run(entry, entry.run) : this.#segment(entry), errors);
  }

  #segment(entry: Entry): string[] {
    const row = entry.first;
    const [client, server] = changesAt(this.#connection, row).map((states) =>
      states.map((state) => this.#state(state)),
    ) as [string[], string[]];
    const arrow = this.#row(
      this.#number(entry),
      this.#time(row),
      client[0] ?? '',
      this.#arrow(row),
      server[0] ?? '',
      this.#plan.rows.sender(row),
    );
    const { words } = this.#options;
    const note =
      fateRemark(this.#plan, row, words) ??
      marginText(this.#plan, row, words) ??
      this.#leftOut(row);
    const then = [client[1] ?? '', server[1] ?? ''] as const;
    return [
      arrow,
      ...(then.some(Boolean) ? [this.#row('', '', then[0], ' '.repeat(this.#inner), then[1])] : []),
      ...(note === null ? [] : this.#remark(note, this.#plan.rows.sender(row))),
    ];
  }

  // A note that does not fit on its arrow is printed below it.
  #leftOut(row: number): string | null {
    const { label } = noteOf(this.#plan, row) ?? {};
    const drawn = partsIn(labelParts(this.#plan, row), this.#inner - BESIDE_LABEL);
    return label && !drawn.some(({ note }) => note) ? label : null;
  }

  #run(entry: Entry, run: RunFacts): string[] {
    const { head, detail } = this.#plan.words.run(run);
    const line = this.#lineWith(head, run.from, this.#pen.heavy);
    return [
      this.#row(this.#number(entry), this.#time(run.first), '', line, '', run.from),
      ...this.#remark(detail, run.from),
    ];
  }

  #remark(text: string, from: 0 | 1): string[] {
    return wrap(text, this.#inner - 4, 1, columnsOf).map((line) => {
      const inside = from === 0 ? `  ${line}` : padStart(`${line}  `, this.#inner);
      return this.#row('', '', '', padEnd(inside, this.#inner), '');
    });
  }

  #arrow(row: number): string {
    const { rows } = this.#plan;
    const from = rows.sender(row);
    const label = labelIn(labelParts(this.#plan, row), this.#inner - BESIDE_LABEL);
    const { line, pale, double, lost } = this.#pen;
    const fill = rows.repeats(row) ? double : rows.kind(row) === 'ack' ? pale : line;
    const drawn = this.#lineWith(label, from, fill);
    if (!isLost(this.#plan, row)) return drawn;
    // A lost segment ends before the other rail.
    return from === 0 ? `${drawn.slice(0, -3)}${lost}  ` : `  ${lost}${drawn.slice(3)}`;
  }

  #lineWith(label: string, from: 0 | 1, fill: string): string {
    const rest = Math.max(1, this.#inner - columnsOf(label) - 4);
    return from === 0
      ? `${fill} ${label} ${fill.repeat(rest)}${this.#pen.heads[0]}`
      : `${this.#pen.heads[1]}${fill.repeat(rest)} ${label} ${fill}`;
  }

  #ending(): string[] {
    const selection = this.#selection;
    const plan = this.#plan;
    if (selection.last < plan.rows.count - 1) return [];
    const waits = ([0, 1] as const).map((side) => waitsAtEnd(plan, side));
    if (!waits[0] && !waits[1]) return [];
    const { cut } = this.#pen;
    const states = waits.map((wait) =>
      wait ? this.#state({ state: 'CLOSED', certainty: 'assumed' }) : '',
    );
    return [
      this.#left('', '', '') +
        cut +
        centred(plan.words.tail(plan.options.twoMsl).name, this.#inner) +
        cut,
      this.#row('', '', states[0]!, ' '.repeat(this.#inner), states[1]!),
    ];
  }

  #foot(): string[] {
    const selection = this.#selection;
    const plan = this.#plan;
    const { words } = plan;
    const { punctuation } = this.#options.words;
    const phases = plan.phases
      .filter(({ first, last }) => first <= selection.last && last >= selection.first)
      .map((phase) => {
        const { name, time, sentence } = words.phase(phase, this.#connection);
        const head = [name, time].filter(Boolean).join(' · ');
        return sentence ? head + punctuation.colon + sentence : head;
      });
    const last = selection.last === plan.rows.count - 1;
    const waits = last && (waitsAtEnd(plan, 0) || waitsAtEnd(plan, 1));
    const { name, sentence } = words.tail(this.#plan.options.twoMsl);
    const texts = [...phases, ...(waits ? [name + punctuation.colon + sentence] : [])];
    const legend = (['expected', 'assumed'] as const)
      .filter((certainty) => this.#signs.has(certainty))
      .map((certainty) => `${certaintySigns[certainty]} ${words.certainty(certainty)}`);
    return [...texts.flatMap((text) => this.#wrapped(text)), legend.join('   ')].filter(Boolean);
  }

  #state(state: Parameters<typeof stateText>[0]): string {
    this.#signs.add(state.certainty);
    return stateText(state);
  }

  #number({ first, run }: Entry): string {
    return run ? `${run.first + 1}–${run.last + 1}` : String(first + 1);
  }

  #time(row: number): string {
    const { time } = this.#connection.segments;
    return clock(time[row]! - time[0]!);
  }

  /** A complete line; `from` connects a tail to the sender's rail. */
  #row(
    number: string,
    time: string,
    client: string,
    inner: string,
    server: string,
    from?: 0 | 1,
  ): string {
    const { rail, tails } = this.#pen;
    const left = from === 0 ? tails[0] : rail;
    const right = from === 1 ? tails[1] : rail;
    return `${this.#left(number, time, client)}${left}${inner}${right} ${server}`;
  }

  #left(number: string, time: string, client: string): string {
    const gutter = ' '.repeat(GUTTER);
    return (
      padStart(number, this.#numbers) +
      gutter +
      padStart(time, this.#times) +
      gutter +
      padStart(client, this.#names[0]) +
      ' '
    );
  }

  #widestState(side: 0 | 1): number {
    const { first, last, plan } = this.#selection;
    let widest = columnsOf(stateText(stateBefore(this.#connection, first, side)));
    for (let row = first; row <= last; row += 1) {
      for (const state of changesAt(this.#connection, row)[side]) {
        widest = Math.max(widest, columnsOf(stateText(state)));
      }
    }
    return waitsAtEnd(plan, side) ? Math.max(widest, 'CLOSED~'.length) : widest;
  }

  // As wide as the labels need, up to the page width, but never too narrow for flags and numbers.
  #innerWidth(entries: Entry[]): number {
    let asked = LEAST_LADDER;
    let least = LEAST_LADDER;
    for (const { first, run } of entries) {
      const parts = run
        ? [{ spare: 0, text: this.#plan.words.run(run).head }]
        : labelParts(this.#plan, first);
      asked = Math.max(asked, columnsOf(labelIn(parts, Infinity)) + BESIDE_LABEL);
      least = Math.max(least, columnsOf(labelIn(parts, 0)) + BESIDE_LABEL);
    }
    const taken = columnsOf(this.#left('', '', '')) + 3 + this.#names[1];
    return Math.max(least, Math.min(asked, this.#columns - taken));
  }
}

/** The label in at most `room` columns, or its shortest form. */
const labelIn = (parts: readonly LabelPart[], room: number): string => textOf(partsIn(parts, room));

function partsIn(parts: readonly LabelPart[], room: number): LabelPart[] {
  const kept = [...parts];
  while (columnsOf(textOf(kept)) > room) {
    const worst = kept.reduce((a, b) => (b.spare >= a.spare ? b : a));
    if (worst.spare === 0) break;
    kept.splice(kept.indexOf(worst), 1);
  }
  return kept;
}

function textOf([flags, ...numbers]: readonly LabelPart[]): string {
  const rest = numbers.map(({ text }) => text).join(' ');
  return rest === '' ? flags!.text : `${flags!.text}  ${rest}`;
}
