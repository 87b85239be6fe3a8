// A drawing of one segment's sequence numbers: those its sender used before, those this segment
// takes, and the next one; or, for a segment that takes none, those it acknowledges. SYN and FIN
// take one number each without carrying a byte, and are drawn as outlines.
import { digits } from '../base/format';
import type { Words } from '../words/story';
import { drawn } from '../svg/live';
import { group, h } from '../svg/node';
import type { SvgNode } from '../svg/node';
import type { Rows } from '../model/rows';
import { estimate, round as r } from '../svg/text';
import { ACK, FIN, SYN } from '../model/segment';
import type { Side } from '../model/segment';
import { spaceOf } from './sequence_space';
import type { Part, Space } from './sequence_space';

export interface SequenceStripInput {
  rows: Rows;
  row: number;
  numbers: 'relative' | 'absolute';
  words: Words;
  width?: number;
}

const FULL = 424;
const LINE = 62;
const NAME = 62;
/** Height and top of the bars in a line, in px. */
const BAR = 12;
const TOP = 22;
const GHOST = 22;
const GAP = 3;
/** Minimum width of a range of bytes, in px. */
const LEAST = 44;

/** One line for what the segment takes, one for what it acknowledges; null if it does neither. */
export function sequenceStripNode(input: SequenceStripInput): SvgNode | null {
  const { rows, row, words } = input;
  const width = Math.max(280, input.width ?? FULL);
  const flags = rows.flags(row);
  const from = rows.sender(row);
  const peer: Side = from === 0 ? 1 : 0;
  const takes = (rows.length(row) ?? 0) > 0 || (flags & (SYN | FIN)) !== 0;
  const acks = (flags & ACK) !== 0 && (!takes || (flags & SYN) !== 0);
  const lines: SvgNode[] = [];
  const said: string[] = [];
  const two = takes && acks;
  const draw = (side: Side, kind: 'takes' | 'acks'): void => {
    const space = spaceOf(rows, row, side, kind);
    // Nothing was captured of this direction.
    if (space.parts.length === 0) return;
    const line = new Line(input, space, width, two ? NAME : 0);
    const name = two
      ? [h('text', { x: 0, y: TOP + 10, class: 'pl m2' }, words.ladder.strip.side({ who: side }))]
      : [];
    lines.push(
      group([...name, ...line.draw()], { transform: `translate(0 ${lines.length * LINE})` }),
    );
    said.push(line.label(side));
  };
  if (acks && rows.kind(row) !== 'rst') draw(peer, 'acks');
  if (takes) draw(from, 'takes');
  if (lines.length === 0) return null;
  const height = lines.length * LINE;
  return h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'lad',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': said.join('; '),
    },
    lines,
  );
}

/** The same in a Lit template; nothing if a segment neither takes nor acknowledges numbers. */
export function sequenceStrip(input: SequenceStripInput): unknown {
  const node = sequenceStripNode(input);
  return node ? drawn(node) : null;
}

interface Placed extends Part {
  x: number;
  width: number;
}

class Line {
  readonly #hue: 'c' | 's';
  readonly #placed: Placed[];
  readonly #end: number;
  readonly #input: SequenceStripInput;
  readonly #space: Space;
  readonly #width: number;

  constructor(input: SequenceStripInput, space: Space, width: number, start: number) {
    this.#input = input;
    this.#space = space;
    this.#width = width;
    this.#hue = space.side === 0 ? 'c' : 's';
    const tail = estimate(this.#tail().join(' '), 11.5) + 18;
    this.#placed = place(space.parts, start, Math.max(120, width - start - tail));
    const last = this.#placed.at(-1);
    this.#end = last ? last.x + last.width : start;
  }

  draw(): SvgNode[] {
    return [
      ...this.#placed.flatMap((part) => this.#bar(part)),
      ...this.#placed.flatMap((part) => this.#caption(part)),
      ...this.#numbers(),
      ...this.#next(),
    ];
  }

  /** The content of the line as text. */
  label(side: Side): string {
    const { strip } = this.#input.words.ladder;
    const parts = this.#space.parts.map((part) => `${this.#text(part.from)} ${this.#name(part)}`);
    return `${strip.side({ who: side })}: ${[...parts, this.#tail().join(' ')].join(', ')}`;
  }

  #text(relative: number): string {
    if (this.#input.numbers === 'relative') return digits(relative);
    const { client, server } = this.#input.rows.connection;
    const isn = this.#space.side === 0 ? client.isn : server.isn;
    return digits((((isn + relative) % 2 ** 32) + 2 ** 32) % 2 ** 32);
  }

  #name(part: Part): string {
    const { strip } = this.#input.words.ladder;
    if (part.kind === 'syn') return strip.syn;
    return part.kind === 'fin' ? strip.fin : strip.bytes({ n: part.to - part.from });
  }

  // Text after the bars: the next number, with its reason.
  #tail(): [string, string] | [string] {
    const { strip } = this.#input.words.ladder;
    const next = this.#text(this.#space.next);
    if (this.#space.kind === 'takes') return [strip.nextIs({ next })];
    return [`ack ${next}`];
  }

  #bar(part: Placed): SvgNode[] {
    const hue = this.#hue;
    const { x, width } = part;
    const strong = part.now;
    if (part.kind !== 'bytes') {
      const box =
        strong && this.#space.kind === 'takes'
          ? h('rect', { x: r(x), y: TOP, width, height: BAR, class: `${hue}2` })
          : h('rect', {
              x: r(x + 0.6),
              y: TOP + 0.6,
              width: width - 1.2,
              height: BAR - 1.2,
              class: `pf k${hue}2`,
              'stroke-width': 1.25,
            });
      // A FIN ends its direction with a bar, like its arrow.
      const stop =
        part.kind === 'fin'
          ? [
              h('path', {
                class: `ln k${hue}2`,
                'stroke-width': 2.5,
                d: `M${r(x + width + 4)} ${TOP - 4}v${BAR + 8}`,
              }),
            ]
          : [];
      return [box, ...stop];
    }
    const bar = h('rect', {
      x: r(x),
      y: TOP,
      width: r(width),
      height: BAR,
      class: part.open ? `ln k${hue}2` : `${hue}2`,
      'stroke-dasharray': part.open ? '3 2' : null,
      opacity: strong || part.open ? null : 0.3,
    });
    return part.cut
      ? [
          bar,
          h('path', { class: 'pf', d: `M${r(x + width / 2 - 5)} ${TOP + BAR + 1}l6 -14h5l-6 14z` }),
        ]
      : [bar];
  }

  #caption(part: Placed): SvgNode[] {
    const strong = part.now;
    const text = this.#name(part);
    const half = estimate(text, 11, strong) / 2;
    const middle = Math.min(Math.max(part.x + part.width / 2, half), this.#width - half);
    if (part.kind === 'bytes' && estimate(text, 11) > part.width + 10 && !strong) return [];
    const colour = strong ? (this.#hue === 'c' ? 'sm b ct' : 'sm b stx') : 'sm m2';
    const parts = [
      h('text', { x: r(middle), y: TOP - 9, 'text-anchor': 'middle', class: colour }, text),
    ];
    if (part.kind === 'bytes') {
      const d = `M${r(part.x + 0.5)} ${TOP - 2}v-4H${r(part.x + part.width - 0.5)}v4`;
      parts.push(h('path', { class: 'ln kedge', d }));
    }
    return parts;
  }

  // First and last number of each part, as far as there is room; those of the segment are placed
  // first.
  #numbers(): SvgNode[] {
    const wanted = this.#placed.flatMap((part): Mark[] => {
      const first = this.#text(part.from);
      const rank = part.now ? 0 : 2;
      if (part.kind !== 'bytes') {
        return [
          {
            text: first,
            x: Math.max(part.x + part.width / 2, estimate(first, 11.5) / 2),
            anchor: 'middle',
            rank,
            now: part.now,
          },
        ];
      }
      const marks: Mark[] = [{ text: first, x: part.x, anchor: 'start', rank, now: part.now }];
      if (part.to - part.from > 1) {
        const last = this.#text(part.to - 1);
        marks.push({
          text: last,
          x: part.x + part.width,
          anchor: 'end',
          rank: rank + 1,
          now: part.now,
        });
      }
      return marks;
    });
    const taken: [number, number][] = [];
    const shown = wanted
      .sort((a, b) => a.rank - b.rank)
      .filter((mark) => {
        let span = spanOf(mark);
        const meets = ([from, to]: [number, number]) => span[0] < to + 6 && from < span[1] + 6;
        const other = taken.find(meets);
        // The last number of a range of bytes moves a little to make room for that of the FIN after
        // it.
        if (other && mark.anchor === 'end' && mark.x - other[0] < 24) {
          mark.x = other[0] - 6;
          span = spanOf(mark);
        }
        if (taken.some(meets)) return false;
        taken.push(span);
        return true;
      });
    const hue = this.#hue === 'c' ? 'ct' : 'stx';
    return shown.map(({ text, x, anchor, now }) => {
      const at = { x: r(x), y: TOP + 29, 'text-anchor': anchor === 'start' ? null : anchor };
      return h('text', { ...at, class: now ? `pl b ${hue}` : 'pl' }, text);
    });
  }

  // The reason for this next number, if the segment acknowledges something new.
  #reason(): string | null {
    const first = this.#space.parts.find((part) => part.now);
    if (!first) return null;
    const length = this.#space.next - first.from;
    return this.#input.words.ladder.strip.nextWanted({ seq: this.#text(first.from), length });
  }

  #next(): SvgNode[] {
    const x = this.#end + (this.#space.parts.at(-1)?.kind === 'fin' ? 14 : 8);
    const [text] = this.#tail();
    if (this.#space.kind === 'takes') {
      return [h('text', { x: r(x), y: TOP + 10, class: 'pl m2' }, text)];
    }
    const at = this.#placed.find((part) => part.from === this.#space.next)?.x ?? this.#end + 2;
    const arrow = h('path', {
      class: 'fink',
      d: `M${r(at)} ${TOP + BAR + 1}l-3.5 6h7Z`,
    });
    const why = this.#reason();
    const room = this.#width - x - estimate(text, 11.5, true) - 6;
    const because =
      why && estimate(why, 11.5) <= room
        ? [h('tspan', { class: 'm2', 'font-weight': 400, dx: 6 }, why)]
        : [];
    return [arrow, h('text', { x: r(x), y: TOP + 10, class: 'pl b' }, text, because)];
  }
}

interface Mark {
  text: string;
  x: number;
  anchor: 'start' | 'middle' | 'end';
  /** Numbers with a lower rank are placed first. */
  rank: number;
  now: boolean;
}

function spanOf({ text, x, anchor }: Mark): [number, number] {
  const width = estimate(text, 11.5);
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return [left, left + width];
}

// Outlines have a fixed width; ranges of bytes share the rest in proportion to their sizes, but
// none is below the minimum.
function place(parts: Part[], start: number, width: number): Placed[] {
  const ghosts = parts.filter((p) => p.kind !== 'bytes').length;
  const bytes = parts.filter((p) => p.kind === 'bytes');
  const stop = parts.some((p) => p.kind === 'fin') ? 8 : 0;
  const room = Math.max(0, width - ghosts * GHOST - GAP * (parts.length - 1) - stop);
  const spare = Math.max(0, room - LEAST * bytes.length);
  const total = bytes.reduce((sum, p) => sum + Math.sqrt(p.to - p.from), 0) || 1;
  let x = start;
  return parts.map((part) => {
    const own =
      part.kind === 'bytes' ? LEAST + spare * (Math.sqrt(part.to - part.from) / total) : GHOST;
    const placed = { ...part, x, width: Math.min(own, 300) };
    x += placed.width + GAP;
    return placed;
  });
}
