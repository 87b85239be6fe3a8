// SVG as a tree of plain values: built once, then written as text for a file, or converted to
// elements for a page. In a page, text and attribute values are never parsed as markup.

export type SvgChild = SvgNode | string;
export type SvgValue = string | number | boolean | null | undefined;

export interface SvgNode {
  tag: string;
  attrs: Record<string, SvgValue>;
  children: SvgChild[];
}

/** An element; attributes that are null, undefined or false are omitted. */
export function h(
  tag: string,
  attrs: Record<string, SvgValue>,
  ...children: (SvgChild | SvgChild[] | null)[]
): SvgNode {
  const flat = children.flat().filter((child): child is SvgChild => child !== null);
  return { tag, attrs, children: flat };
}

export function group(children: SvgNode[], attrs: Record<string, SvgValue> = {}): SvgNode {
  return { tag: 'g', attrs, children };
}

const SVG = 'http://www.w3.org/2000/svg';

/** The text of an attribute; null if it is omitted. */
export function attributeText(value: SvgValue): string | null {
  if (value === null || value === undefined || value === false) return null;
  if (value === true) return '';
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : value;
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

// Characters that XML 1.0 forbids even as references.
// eslint-disable-next-line no-control-regex -- exactly these are meant
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export function escapeText(text: string): string {
  return text.replace(FORBIDDEN, '\ufffd').replace(/[&<>"']/g, (letter) => escapes[letter]!);
}

/** The tree as XML. */
export function toMarkup(node: SvgNode): string {
  let out = `<${node.tag}`;
  for (const [name, value] of Object.entries(node.attrs)) {
    const text = attributeText(value);
    if (text !== null) out += ` ${name}="${escapeText(text)}"`;
  }
  if (node.children.length === 0) return `${out}/>`;
  out += '>';
  for (const child of node.children) {
    out += typeof child === 'string' ? escapeText(child) : toMarkup(child);
  }
  return `${out}</${node.tag}>`;
}

/** The tree as elements of `document`. */
export function toElement(node: SvgNode, owner: Document = document): SVGElement {
  const element = owner.createElementNS(SVG, node.tag);
  for (const [name, value] of Object.entries(node.attrs)) {
    const text = attributeText(value);
    if (text !== null) element.setAttribute(name, text);
  }
  for (const child of node.children) {
    element.append(typeof child === 'string' ? child : toElement(child, owner));
  }
  return element;
}
