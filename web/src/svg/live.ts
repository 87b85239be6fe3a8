// Renders a drawn tree in a Lit template: `${drawn(node)}`. It creates elements, never markup, and
// only if the tree looks different.
import { noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import { toElement, toMarkup } from './node';
import type { SvgNode } from './node';

class DrawnDirective extends Directive {
  #node: SvgNode | undefined;
  #shown = '';

  override render(node: SvgNode): SVGElement | typeof noChange {
    if (node === this.#node) return noChange;
    this.#node = node;
    const markup = toMarkup(node);
    if (markup === this.#shown) return noChange;
    this.#shown = markup;
    return toElement(node);
  }
}

export const drawn = directive(DrawnDirective);
