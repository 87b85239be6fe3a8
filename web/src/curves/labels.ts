// Labels next to their lines. A label that would overlap another is omitted, so the most important
// ones are placed first.
import { h } from '../svg/node';
import type { SvgNode } from '../svg/node';
import type { TextMeasure } from '../svg/text';

export interface Label {
  text: string;
  x: number;
  y: number;
  anchor?: 'start' | 'middle' | 'end';
  size?: number;
  /** CSS classes of the drawing's style sheet. */
  look?: string;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export class Labels {
  readonly nodes: SvgNode[] = [];
  readonly #boxes: Box[] = [];
  readonly #measure: TextMeasure;

  constructor(
    measure: TextMeasure,
    readonly left: number,
    readonly right: number,
  ) {
    this.#measure = measure;
  }

  /** Reserves a region that labels must not use. */
  reserve(box: Box): void {
    this.#boxes.push(box);
  }

  /** Places the label at the first free position; returns false if there is none. */
  place(...places: Label[]): boolean {
    for (const label of places) {
      const box = this.#boxOf(label);
      const outside = box.left < this.left - 1 || box.right > this.right + 1;
      if (outside || this.#boxes.some((other) => meet(box, other))) continue;
      this.#boxes.push(box);
      const { x, y, anchor = 'start', size = 12, look = 'm2', text } = label;
      this.nodes.push(
        h('text', { x, y, 'text-anchor': anchor, 'font-size': size, class: `${look} halo` }, text),
      );
      return true;
    }
    return false;
  }

  #boxOf({ text, x, y, anchor = 'start', size = 12, look = '' }: Label): Box {
    const width = this.#measure(text, size, /\bb\b/.test(look));
    const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
    return { left, right: left + width, top: y - size, bottom: y + size * 0.3 };
  }
}

const meet = (a: Box, b: Box) =>
  a.left < b.right + 3 && b.left < a.right + 3 && a.top < b.bottom && b.top < a.bottom;
