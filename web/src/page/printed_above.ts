// How much of the first sheet of paper is taken before the ladder begins.
import { PAPER } from '../theme/paper';

/** Of the head of the page, two lines on paper, and from the rule over the ladder to it, px. */
const HEAD = 46;
const LEAD = 13;
/** Between what there is to say of the file and what comes after it, at most. */
const APART = 12;

/** Height of the head and of all that `main` prints before its ladder, px. */
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
