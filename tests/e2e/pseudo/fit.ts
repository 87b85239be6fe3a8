// What can be read of a page, and what does not fit on it.
import type { Page } from '@playwright/test';

export interface Reading {
  /** Texts, and the attributes that are read aloud or shown. */
  texts: string[];
  /** Elements that are cut off, stand beside the page or over each other. */
  misfits: string[];
}

/** Reads all that is visible, in shadow trees, too. Texts of captures and examples are left out. */
export const readingOf = (page: Page): Promise<Reading> =>
  page.evaluate(() => {
    const quoted =
      'code, kbd, samp, pre, textarea, input, .lines[aria-hidden], option[lang], a[lang], title';
    const texts: string[] = [];
    const misfits: string[] = [];
    const width = document.documentElement.clientWidth;
    const labels: { text: string; box: DOMRect; svg: Element | null }[] = [];

    const tell = (element: Element, what: string) => {
      const text = (element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 60);
      misfits.push(`${element.localName}.${element.getAttribute('class') ?? ''} ${what}: ${text}`);
    };
    const scrolls = (element: Element): boolean => {
      for (let at: Element | null = element; at;) {
        const { overflowX } = getComputedStyle(at);
        if ((overflowX === 'auto' || overflowX === 'scroll') && at !== document.documentElement)
          return true;
        const root: Node = at.getRootNode();
        at = at.assignedSlot ?? at.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
      }
      return false;
    };
    /** The nearest block around the text: what leaves it stands over something else. */
    const leaves = (element: Element, box: DOMRect) => {
      const block = (at: Element) => !/inline|contents/.test(getComputedStyle(at).display);
      let at: Element | null = element;
      while (at && (!block(at) || at === element)) at = at.parentElement;
      return at !== null && box.right > at.getBoundingClientRect().right + 2;
    };
    const judge = (element: Element) => {
      const box = element.getBoundingClientRect();
      if (box.width < 2 || box.height < 2) return;
      const { overflowX, textOverflow } = getComputedStyle(element);
      if (box.right > width + 1 && !scrolls(element)) tell(element, `ends at ${box.right}`);
      const hidden = overflowX === 'hidden' || overflowX === 'clip';
      if (hidden && textOverflow !== 'ellipsis' && element.scrollWidth > element.clientWidth + 1)
        tell(element, 'is cut off');
      const svg = element.closest('svg');
      if (!svg && !scrolls(element) && leaves(element, box)) tell(element, 'leaves its block');
      const frame = svg?.getBoundingClientRect();
      if (frame && (box.right > frame.right + 1 || box.left < frame.left - 1))
        tell(element, 'leaves its drawing');
      if (svg && element.localName === 'text')
        labels.push({ text: element.textContent ?? '', box, svg });
    };
    const walk = (node: Node) => {
      if (node instanceof Text) {
        const element = node.parentElement;
        if (element && node.data.trim() !== '') {
          judge(element);
          texts.push(node.data);
        }
        return;
      }
      if (node instanceof Element) {
        if (/^(?:script|style|option|template)$/.test(node.localName)) return;
        if (!node.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return;
        for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt']) {
          const text = node.getAttribute(name);
          if (text !== null) texts.push(text);
        }
        if (node.matches(quoted) && node !== document.documentElement) return;
        if (node.shadowRoot) walk(node.shadowRoot);
      }
      for (const child of node.childNodes) walk(child);
    };
    walk(document.body);
    if (document.documentElement.scrollWidth > width + 1)
      misfits.push(`the page is ${document.documentElement.scrollWidth} wide`);
    labels.forEach((a, i) => {
      for (const b of labels.slice(i + 1)) {
        if (a.svg !== b.svg) continue;
        const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (across > 2 && down > 3) misfits.push(`“${a.text}” stands over “${b.text}”`);
      }
    });
    return { texts, misfits: [...new Set(misfits)] };
  });
