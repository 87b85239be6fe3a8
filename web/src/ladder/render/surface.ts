// A drawing in a page. The parts of a slice are elements, and only changed ones are replaced. Parts
// are compared as markup, but inserted as elements.
import type { Drawing } from './ladder';
import { toElement, toMarkup } from '../../svg/node';
import type { SvgNode } from '../../svg/node';

interface Part {
  markup: string;
  element: SVGElement;
}

export class Surface {
  readonly #band: SVGGElement;
  readonly #back: SVGGElement;
  readonly #rows: SVGGElement;
  /** State names, margin and everything else above the rows. */
  readonly front: SVGGElement;
  readonly #parts = new Map<number, Part>();
  readonly #layers = new Map<SVGGElement, string>();
  readonly #svg: SVGSVGElement;

  /** Draws into `svg`, after its existing content. */
  constructor(svg: SVGSVGElement) {
    this.#svg = svg;
    const layer = (): SVGGElement => {
      const element = svg.ownerDocument.createElementNS('http://www.w3.org/2000/svg', 'g');
      svg.append(element);
      return element;
    };
    this.#band = layer();
    this.#back = layer();
    this.#rows = layer();
    this.front = layer();
  }

  show(drawing: Drawing): void {
    this.#fill(this.#back, drawing.back);
    this.#fill(this.front, drawing.front);
    const kept = new Set(drawing.order);
    for (const [key, part] of this.#parts) {
      if (kept.has(key)) continue;
      part.element.remove();
      this.#parts.delete(key);
    }
    let before: Element | null = null;
    for (const key of drawing.order) {
      const node = drawing.entries.get(key);
      const element = node ? this.#part(key, node) : this.entry(key);
      if (!element) continue;
      const next: Element | null = before
        ? before.nextElementSibling
        : this.#rows.firstElementChild;
      if (element !== next) this.#rows.insertBefore(element, next);
      before = element;
    }
  }

  /** Shows or hides the band under the pointer. */
  hover(band: SvgNode | null): void {
    if (!band) this.#band.replaceChildren();
    else this.#fill(this.#band, band);
    if (!band) this.#layers.delete(this.#band);
  }

  /** Puts a part above the rails and below the rows; the caller removes it. */
  cover(node: SvgNode): SVGElement {
    const element = toElement(node, this.#svg.ownerDocument);
    this.#svg.insertBefore(element, this.#rows);
    return element;
  }

  /** Groups of the drawn entries, with their first rows. */
  get entries(): Iterable<[number, SVGElement]> {
    return [...this.#parts].map(([key, { element }]) => [key, element]);
  }

  /** The group of a drawn entry, or null. */
  entry(key: number): SVGElement | null {
    return this.#parts.get(key)?.element ?? null;
  }

  #part(key: number, node: SvgNode): SVGElement {
    const known = this.#parts.get(key);
    const markup = toMarkup(node);
    if (known?.markup === markup) return known.element;
    const element = toElement(node, this.#svg.ownerDocument);
    if (known) this.#replace(known.element, element);
    this.#parts.set(key, { markup, element });
    return element;
  }

  // A replaced row keeps the keyboard focus.
  #replace(old: SVGElement, element: SVGElement): void {
    const root = old.getRootNode() as Document | ShadowRoot;
    const focused = root.activeElement === old;
    old.replaceWith(element);
    if (focused) element.focus({ preventScroll: true });
  }

  #fill(layer: SVGGElement, node: SvgNode): void {
    const markup = toMarkup(node);
    if (this.#layers.get(layer) === markup) return;
    this.#layers.set(layer, markup);
    layer.replaceChildren(toElement(node, this.#svg.ownerDocument));
  }
}
