// Renders a drawn tree in a Lit template: `${drawn(node)}`. It creates elements, never markup, and
// changes only what differs from the tree before.
import { noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import { attributeText, toElement } from './node';
import type { SvgChild, SvgNode } from './node';

class DrawnDirective extends Directive {
  #node: SvgNode | undefined;
  #element: SVGElement | undefined;

  override render(node: SvgNode): SVGElement | typeof noChange {
    if (node === this.#node) return noChange;
    if (this.#node?.tag !== node.tag) this.#element = toElement(node);
    else change(this.#element!, this.#node, node);
    this.#node = node;
    return this.#element!;
  }
}

/** Makes `element`, which shows `before`, show `after`, which has the same tag. */
export function change(element: Element, before: SvgNode, after: SvgNode): void {
  for (const name of Object.keys(before.attrs)) {
    if (!(name in after.attrs)) element.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(after.attrs)) {
    if (before.attrs[name] === value) continue;
    const text = attributeText(value);
    if (text === null) element.removeAttribute(name);
    else if (text !== attributeText(before.attrs[name])) element.setAttribute(name, text);
  }
  let child = element.firstChild;
  after.children.forEach((wanted, i) => {
    const shown = before.children[i];
    if (shown === undefined) {
      element.append(shownAs(wanted));
      return;
    }
    const next = child!.nextSibling;
    if (typeof wanted === 'string' && typeof shown === 'string') {
      if (wanted !== shown) child!.nodeValue = wanted;
    } else if (
      typeof wanted !== 'string' &&
      typeof shown !== 'string' &&
      wanted.tag === shown.tag
    ) {
      change(child as Element, shown, wanted);
    } else {
      child!.replaceWith(shownAs(wanted));
    }
    child = next;
  });
  for (let extra = before.children.length - after.children.length; extra > 0; extra -= 1) {
    element.lastChild!.remove();
  }
}

const shownAs = (child: SvgChild) => (typeof child === 'string' ? child : toElement(child));

export const drawn = directive(DrawnDirective);
