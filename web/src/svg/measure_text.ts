// Widths of text as rendered by the browser, cached, for drawings in a page.
import { estimate } from './text';
import type { TextMeasure } from './text';

const MOST = 5000;

/** Measures in the fonts of `element`; uses the estimate if there is no canvas. */
export function browserMeasure(element: Element): TextMeasure {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return estimate;
  const family = getComputedStyle(element).fontFamily;
  const known = new Map<string, number>();
  return (text, size, bold = false) => {
    const key = `${bold ? 'b' : ''}${size} ${text}`;
    const width = known.get(key);
    if (width !== undefined) return width;
    context.font = `${bold ? 650 : 400} ${size}px ${family}`;
    const fresh = context.measureText(text).width * 1.02;
    if (known.size >= MOST) known.clear();
    known.set(key, fresh);
    return fresh;
  };
}
