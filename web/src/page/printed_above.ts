// Height of what is printed before the ladder on the first sheet.
import { PAPER } from '../theme/paper';

/** Height of the page's header, two lines in print, and of the gap above the ladder, in px. */
const HEAD = 46;
const LEAD = 13;
/** Largest gap after a paragraph about the file, in px. */
const APART = 12;

/** Height of the header and of everything that `main` prints before its ladder, in px. */
export function printedAbove(main: HTMLElement): number {
  const { width } = main.style;
  main.style.width = `${PAPER.width}px`;
  let height = HEAD + LEAD;
  for (const child of main.children) {
    if (child.matches('.tooled')) break;
    const printed =
      child instanceof HTMLElement && !child.matches('.sample,.aside,tcp-connections');
    if (!printed || child.offsetHeight === 0) continue;
    height += child.offsetHeight + (child.matches('.verdict') ? 0 : APART);
  }
  main.style.width = width;
  return height;
}
