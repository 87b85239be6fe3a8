// The whole drawing, or any slice of it, from a plan.
import type { Entry, LadderPlan } from '../plan';
import { acrossText, drawAxis, drawNote, drawSilence } from './axis';
import { bandTop } from './excerpt';
import { drawHeads } from './heads';
import { drawErrors } from './icmp';
import { drawLeader, drawMargin, drawPartLines, marginOf } from './margin';
import type { Margin } from './margin';
import { group, h } from '../../svg/node';
import type { SvgNode } from '../../svg/node';
import { coversOf, drawNames, drawRail, railOf } from './rails';
import type { Rail } from './rails';
import { drawEntry, drawRunLine } from './row';
import { drawTapLines } from './taps';
import { round as r } from '../../svg/text';

/** Entries first … last, both included. */
export interface Slice {
  first: number;
  last: number;
}

/** A slice in painting order. Each entry is a group of its own, keyed by its first row. */
export interface Drawing {
  back: SvgNode;
  entries: Map<number, SvgNode>;
  /** First rows of all entries of the slice in order, including unchanged ones. */
  order: number[];
  front: SvgNode;
}

export class LadderPainter {
  readonly #rails: [Rail, Rail];
  readonly #margin: Margin;
  /** Rows that share a band, both included. */
  marked: readonly [first: number, last: number] | null = null;

  /**
   * `id` is the prefix of every id in the drawing; it must be unique in its document or shadow
   * tree. `selected` is the selected row or null; it may change between drawings.
   */
  constructor(
    readonly plan: LadderPlan,
    readonly id: string,
    public selected: number | null = null,
  ) {
    this.#rails = [railOf(plan, 0), railOf(plan, 1)];
    this.#margin = marginOf(plan);
  }

  get whole(): Slice {
    return { first: 0, last: this.plan.count - 1 };
  }

  /**
   * `stop` is the row of the tab stop; null in a file, where nothing is focusable. Entries for
   * which `drawn` returns true are not drawn again; it is called with their first row.
   */
  draw(
    slice: Slice,
    stop: number | null = null,
    drawn: (row: number) => boolean = () => false,
  ): Drawing {
    const { plan } = this;
    const back: SvgNode[] = [];
    const front: SvgNode[] = [];
    const entries = new Map<number, SvgNode>();
    const order: number[] = [];
    const [y0, y1] = this.range(slice);
    if (slice.first === 0) back.push(...drawHeads(plan));
    back.push(...this.#bands(slice));
    back.push(...drawTapLines(plan, y0, y1));
    for (const rail of this.#rails) back.push(...drawRail(plan, this.id, rail, y0, y1));
    let above: Entry | null = slice.first > 0 ? plan.entry(slice.first - 1) : null;
    for (let index = slice.first; index <= slice.last; index += 1) {
      const entry = plan.entry(index);
      back.push(...drawAxis(plan, above, entry), ...drawSilence(plan, above, entry));
      order.push(entry.first);
      if (!drawn(entry.first)) entries.set(entry.first, this.#entry(entry, stop));
      front.push(...drawErrors(plan, this.id, entry, stop !== null));
      for (const note of plan.notes(entry)) front.push(...drawNote(plan, note));
      if (!entry.run) front.push(...this.#leader(entry.first));
      const line = drawRunLine(plan, entry, stop !== null);
      if (line) front.push(line);
      above = entry;
    }
    for (const rail of this.#rails) front.push(...drawNames(plan, rail, y0, y1));
    const [m0, m1] = [bandTop(plan, slice.first), bandTop(plan, slice.last + 1)];
    front.push(...drawMargin(plan, this.#margin, m0, m1), ...drawPartLines(plan, y0, y1));
    if (slice.last === plan.count - 1) front.push(...this.#ending());
    return { back: group(back), entries, order, front: group(front, { class: 'front' }) };
  }

  #entry(entry: Entry, stop: number | null): SvgNode {
    const { selected } = this;
    const chosen = selected !== null && entry.first <= selected && selected <= entry.last;
    return drawEntry(this.plan, this.id, entry, {
      chosen,
      stop: stop === null ? null : stop === entry.first,
    });
  }

  #leader(row: number): SvgNode[] {
    return drawLeader(this.plan, this.#rails[this.plan.rows.sender(row)], row);
  }

  /** Top and bottom of the rails in a slice. */
  range(slice: Slice): [number, number] {
    const { plan } = this;
    const y0 = slice.first === 0 ? 0 : plan.entry(slice.first - 1).y;
    const y1 = slice.last >= plan.count - 1 ? plan.height : plan.entry(slice.last + 1).y;
    return [y0, y1];
  }

  /** The band under the pointer; null for none and for the selected row, which has its own. */
  hoverBand(row: number | null): SvgNode | null {
    const { plan } = this;
    if (row === null || row === this.selected || plan.count === 0) return null;
    return this.#band(row, 'hover');
  }

  /** Covers the lanes that a row changes, down to the end of its band, until they are revealed. */
  covers(row: number): SvgNode {
    const { plan } = this;
    const [, bottom] = plan.band(plan.entry(plan.entryOf(row)));
    return group(this.#rails.flatMap((rail) => coversOf(plan, rail, row, bottom)));
  }

  #band(row: number, name: string, last = row): SvgNode {
    const { plan } = this;
    const [y0] = plan.band(plan.entry(plan.entryOf(row)));
    const [, y1] = plan.band(plan.entry(plan.entryOf(last)));
    const { width } = this.plan.measures;
    return h('rect', { class: name, x: 0, y: r(y0), width, height: r(y1 - y0) });
  }

  #bands(slice: Slice): SvgNode[] {
    const { selected, plan, marked } = this;
    if (selected === null || plan.count === 0) return [];
    const inMarked = marked && marked[0] <= selected && selected <= marked[1];
    const [first, last] = inMarked ? marked : [selected, selected];
    if (plan.entryOf(last) < slice.first || plan.entryOf(first) > slice.last) return [];
    return [this.#band(first, 'selband', last)];
  }

  // If neither end is closed or waiting, the drawing ends only because the capture does.
  #ending(): SvgNode[] {
    const over = this.#rails.some((rail) => {
      const last = rail.changes.at(-1)?.state;
      return last === 'CLOSED' || last === 'TIME-WAIT';
    });
    const text = this.plan.words.captureEnds;
    return over || text === '' ? [] : acrossText(this.plan, this.plan.end - 2, text);
  }
}
