// The margin next to the ladder: brackets with their sentences, notes on single rows, and the
// leaders from a retransmission to its original.
import type { Entry, LadderPlan } from '../plan';
import type { Phase } from '../../model/phases';
import { waitsAtEnd } from '../state_changes';
import { clampLines, round as r, wrap } from '../../svg/text';
import { h } from '../../svg/node';
import type { SvgNode } from '../../svg/node';
import type { Rail } from './rails';

const LINE = 17;
const SIZE = 12;
const PART_SIZE = 11.5;
/** Minimum distance between two texts, in px. */
const APART = 16;
const MOST_LINES = 4;
/**
 * A note that would be farther than this from its row, in px, is omitted: its label says the same.
 */
const FARTHEST = 40;
/** Longer leaders are shortened to a stub; in px. */
const LONGEST_LEADER = 700;

/** Between the name of a phase and its time, in px. */
const TIME_APART = 6;

/** A text in the margin: `y` is the baseline of its first line, `at` its preferred position. */
export interface Block {
  at: number;
  y: number;
  /** In lines, as far as a drawing has room for more than one. */
  name: string[];
  time: string;
  lines: string[];
}

export interface Bracket {
  y0: number;
  y1: number;
  /** Assumed, not captured. */
  dotted: boolean;
  /** The phase of the bracket; null for the wait in TIME-WAIT. */
  phase: Phase | null;
}

export interface Margin {
  brackets: Bracket[];
  blocks: Block[];
}

/** Bottom of a text, with the space below it. */
export const blockEnd = (block: Block): number =>
  block.y + LINE * (block.name.length - 1 + block.lines.length) + 8;

const cache = new WeakMap<LadderPlan, Margin>();

/** Everything in the margin, from top to bottom, without overlap; computed once per plan. */
export function marginOf(plan: LadderPlan): Margin {
  let margin = cache.get(plan);
  if (!margin) cache.set(plan, (margin = findMargin(plan)));
  return margin;
}

function findMargin(plan: LadderPlan): Margin {
  const brackets: Bracket[] = plan.phases.map((phase) => ({
    y0: plan.tail(phase.first) - 18,
    y1: plan.head(phase.last) + 2,
    dotted: false,
    phase,
  }));
  if (plan.measures.notes === null) return { brackets, blocks: [] };
  // Delays replace the phases.
  if (plan.connection.passages) return { brackets: [], blocks: withNotes(plan, []) };
  const blocks: Block[] = [];
  let free = -Infinity;
  for (const { phase, y0, y1 } of brackets) {
    const block = phaseBlock(plan, phase!, y0, y1);
    if (!block) continue;
    block.y = Math.max(block.y, free + APART);
    free = blockEnd(block);
    blocks.push(block);
  }
  const wait = waitBracket(plan);
  if (wait) {
    brackets.push(wait);
    const { name, sentence } = plan.words.tail(plan.options.twoMsl);
    if (plan.measures.form === 'wide') {
      const at = wait.y0 + 14;
      const y = Math.max(at, free + APART);
      blocks.push({ at, y, ...titled(plan, name, '', lines(plan, sentence)) });
    }
  }
  return {
    brackets: plan.measures.form === 'embed' ? brackets.filter(inEmbed) : brackets,
    blocks: plan.measures.form === 'wide' ? withNotes(plan, blocks) : blocks,
  };
}

// The embedded form names opening and closing; there is no room for more.
function inEmbed(bracket: Bracket): boolean {
  return bracket.phase !== null && bracket.phase.kind !== 'data';
}

function lines(plan: LadderPlan, text: string): string[] {
  const { notesWidth } = plan.measures;
  const { more } = plan.words;
  const all = wrap(text, notesWidth, SIZE, plan.measure);
  return more ? clampLines(all, MOST_LINES, more, notesWidth, SIZE, plan.measure) : all;
}

function phaseBlock(plan: LadderPlan, phase: Phase, y0: number, y1: number): Block | null {
  const { name, time, sentence } = plan.words.phase(phase, plan.connection);
  if (plan.measures.form === 'wide') {
    const y = y0 + 10;
    return { at: y, y, ...titled(plan, name, time, lines(plan, sentence)) };
  }
  if (phase.kind === 'data') return null;
  const short = wrap(name, plan.measures.notesWidth, SIZE, plan.measure);
  const y = (y0 + y1) / 2 - 2;
  return {
    at: y,
    y,
    name: [shortened(plan, short[0] ?? name)],
    time: '',
    lines: time ? [time] : [],
  };
}

/** Its beginning, if a word is longer than a line. */
function shortened(plan: LadderPlan, word: string): string {
  const letters = Array.from(word);
  const fits = (text: string) => plan.measure(text, SIZE, true) <= plan.measures.notesWidth;
  if (fits(word)) return word;
  while (letters.length > 1 && !fits(`${letters.join('')}…`)) letters.pop();
  return `${letters.join('')}…`;
}

/** A name with its time behind it, or below it where the line is too short. */
function titled(
  plan: LadderPlan,
  title: string,
  time: string,
  below: string[],
): Pick<Block, 'name' | 'time' | 'lines'> {
  const { notesWidth } = plan.measures;
  const name = wrap(title, notesWidth, SIZE, (text, size) => plan.measure(text, size, true));
  const last = plan.measure(name.at(-1)!, SIZE, true);
  const fits = last + TIME_APART + plan.measure(time, SIZE) <= notesWidth;
  return fits
    ? { name, time, lines: below }
    : { name, time: '', lines: time ? [time, ...below] : below };
}

function waitBracket(plan: LadderPlan): Bracket | null {
  if (!waitsAtEnd(plan, 0) && !waitsAtEnd(plan, 1)) return null;
  // Whether an end waits is one of the predictions.
  const { predictAfter } = plan.options;
  if (predictAfter !== null && predictAfter < plan.rows.count - 1) return null;
  const y0 = plan.head(plan.rows.count - 1) + 30;
  return { y0, y1: plan.end, dotted: true, phase: null };
}

// Notes on rows use the space that the phases leave.
function withNotes(plan: LadderPlan, fixed: Block[]): Block[] {
  const blocks: Block[] = [];
  let next = 0;
  let free = -Infinity;
  for (let index = 0; index < plan.count; index += 1) {
    for (const { at, name, text } of notesOf(plan, plan.entry(index))) {
      while (next < fixed.length && fixed[next]!.y - 14 <= at) {
        free = Math.max(free, blockEnd(fixed[next]!));
        blocks.push(fixed[next]!);
        next += 1;
      }
      const y = Math.max(at, free + APART);
      const block: Block = { at, y, ...titled(plan, name, '', lines(plan, text).slice(0, 2)) };
      const limit = fixed[next]?.y ?? Infinity;
      if (y - at > FARTHEST || blockEnd(block) > limit - 14) continue;
      blocks.push(block);
      free = blockEnd(block);
    }
  }
  return [...blocks, ...fixed.slice(next)];
}

// Notes for the margin next to an entry and the ICMP errors after it.
function notesOf(plan: LadderPlan, entry: Entry): { at: number; name: string; text: string }[] {
  const note = entry.run ? null : plan.rows.note(entry.first);
  // In a narrower form, the label has this information.
  const told = plan.measures.form === 'wide' && !entry.run;
  const fate = told ? plan.words.taps?.fate(plan.connection, entry.first) : null;
  const margin = fate ?? (note ? plan.words.note(note).margin : undefined);
  return [
    // If the margin shows a delay, the label has the note's information.
    ...(margin && (fate || !plan.connection.passages) ? [{ at: entry.y - 2, ...margin }] : []),
    ...plan.errors(entry).map(({ error, y }) => {
      const { name, code: text } = plan.words.icmp(error, plan.connection);
      return { at: y - 2, name, text };
    }),
  ];
}

/** The part of the margin between two heights. A text is drawn whole with the rows it describes. */
export function drawMargin(plan: LadderPlan, margin: Margin, y0: number, y1: number): SvgNode[] {
  const parts: SvgNode[] = [];
  const { bracket: x, notes } = plan.measures;
  if (x !== null) {
    for (const { y0: a, y1: b, dotted } of margin.brackets) {
      if (b < y0 || a > y1) continue;
      const top = Math.max(a, y0 - 40);
      const bottom = Math.min(b, y1 + 40);
      const d =
        (top === a ? `M${x - 5} ${r(a)}H${x}` : `M${x} ${r(top)}`) +
        `V${r(bottom)}${bottom === b ? 'h-5' : ''}`;
      parts.push(h('path', { class: 'ln kedge', d, 'stroke-dasharray': dotted ? '2 3' : null }));
    }
  }
  if (notes !== null) {
    for (const block of margin.blocks) {
      if (block.at >= y0 && block.at < y1) parts.push(...drawBlock(block, notes));
    }
  }
  return parts;
}

function drawBlock(block: Block, x: number): SvgNode[] {
  const time = block.time
    ? [h('tspan', { class: 'm', 'font-weight': 400, dx: TIME_APART }, block.time)]
    : [];
  const last = block.name.length - 1;
  return [
    ...block.name.map((line, i) =>
      h('text', { x, y: r(block.y + LINE * i), class: 'nt b' }, line, i === last ? time : []),
    ),
    ...block.lines.map((line, i) =>
      h('text', { x, y: r(block.y + LINE * (last + i + 1)), class: 'nt m2' }, line),
    ),
  ];
}

/**
 * Lines above the phases of a narrow drawing, and the text about the wait if there is no margin.
 */
export function drawPartLines(plan: LadderPlan, y0: number, y1: number): SvgNode[] {
  const { form, left, right, names, rails, bracket } = plan.measures;
  if (form === 'wide') return [];
  const parts: SvgNode[] = [];
  if (bracket === null) {
    for (const phase of plan.phases) {
      const y = plan.tail(phase.first) - 38;
      const { line } = plan.words.phase(phase, plan.connection);
      if (y < y0 || y > y1 || line === '') continue;
      const room = right - left;
      const all = wrap(line, room, PART_SIZE, plan.measure);
      parts.push(
        h(
          'text',
          { x: r((left + right) / 2), y: r(y), 'text-anchor': 'middle', class: 'm2 pl' },
          ...clampLines(all, 1, plan.words.more, room, PART_SIZE, plan.measure),
        ),
      );
    }
  }
  const wait = waitBracket(plan);
  if (!wait || wait.y0 > y1) return parts;
  const sides = ([0, 1] as const).filter((side) => waitsAtEnd(plan, side));
  const { name, sentence } = plan.words.tail(plan.options.twoMsl);
  if (names) {
    for (const side of sides) {
      const anchor = side === 0 ? 'end' : null;
      parts.push(
        h(
          'text',
          { x: names[side], y: r(wait.y0 + 20), 'text-anchor': anchor, class: 'nt m' },
          name,
        ),
      );
    }
    return parts;
  }
  const side = sides.includes(1) ? 1 : 0;
  const x = side === 0 ? left + 3 : rails[1] - 7;
  wrap(`${name} · ${sentence}`, Math.min(220, right - left - 12), PART_SIZE, plan.measure).forEach(
    (line, i) => {
      const anchor = side === 0 ? null : 'end';
      parts.push(
        h('text', { x, y: r(wait.y0 + 8 + 16 * i), 'text-anchor': anchor, class: 'm pl' }, line),
      );
    },
  );
  return parts;
}

/** The leader from the original to the retransmission in `row`, on the sender's outer side. */
export function drawLeader(plan: LadderPlan, rail: Rail, row: number): SvgNode[] {
  const note = plan.rows.note(row);
  if (note?.kind !== 'retransmission' || plan.measures.form === 'narrow') return [];
  const { rails, rail: width } = plan.measures;
  const { side } = rail;
  const out = side === 0 ? -1 : 1;
  const edge = side === 0 ? rails[0] : rails[1] + width;
  const tail = plan.tail(row);
  const y = named(rail, tail) ? tail - 9 : tail;
  const near = edge + 5 * out;
  const far = edge + 26 * out;
  const head = h('path', {
    class: 'fink2',
    d: `M${r(edge + 4 * out)} ${r(y)}l${7 * out} -5.5l${out} 7Z`,
  });
  const from = note.original === null ? null : leaderStart(rail, plan.tail(note.original));
  const stub = from === null || y - from > LONGEST_LEADER;
  const top = stub ? y - 30 : from;
  // State names between its ends need the space next to the rail.
  const bow = rail.labels.some(({ at }) => at > top - 5 && at < y) ? near + 3 * out : far;
  const line = leader(
    `M${r(stub ? bow : near)} ${r(top)}C${r(bow)} ${r(top + 10)} ${r(bow)} ${r(y - 10)} ${r(near + 2 * out)} ${r(y)}`,
  );
  if (note.original !== null) return [line, head];
  const anchor = side === 0 ? 'end' : null;
  const text = h(
    'text',
    { x: r(far + 4 * out), y: r(top + 4), 'text-anchor': anchor, class: 'm sm' },
    plan.words.notCaptured,
  );
  return [line, head, text];
}

// Below a state name at the same height.
function leaderStart(rail: Rail, y: number): number {
  return named(rail, y) ? y + 10 : y;
}

function named(rail: Rail, y: number): boolean {
  return rail.labels.some((label) => Math.abs(label.at - y) < 8);
}

function leader(d: string): SvgNode {
  return h('path', { class: 'ln kink2', 'stroke-dasharray': '2 2', d });
}
