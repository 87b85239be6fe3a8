// Animations, only on request: the arrow of a step that is played, the lanes that it changes, and
// rows that appear when a run is opened. There are none for readers who prefer reduced motion.

/** Durations in milliseconds. */
const ARROW = 240;
const LANE = 120;
const FOLD = 160;

/** Space around an arrow for its head and its line, in px. */
const AROUND = 8;

const still = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Draws the arrow of a row from tail to head: the group whose own x axis runs along the arrow. */
export function drawArrow(row: Element): void {
  if (still()) return;
  const clip = (right: string) => `inset(-${AROUND}px ${right} -${AROUND}px -${AROUND}px)`;
  for (const arrow of row.querySelectorAll(':scope > g[transform]')) {
    arrow.animate([{ clipPath: clip('100%') }, { clipPath: clip(`-${AROUND}px`) }], {
      duration: ARROW,
      easing: 'ease-in-out',
    });
  }
}

/** Removes the covers of the lanes, from above, after the arrow has arrived. */
export function growLanes(covers: SVGElement): void {
  if (still()) {
    covers.remove();
    return;
  }
  for (const cover of covers.querySelectorAll<SVGElement>(':scope > *')) {
    // Set as a property: a site's policy may forbid style attributes.
    Object.assign(cover.style, { transformBox: 'fill-box', transformOrigin: 'bottom' });
    cover.animate([{ transform: 'scaleY(1)' }, { transform: 'scaleY(0)' }], {
      delay: ARROW,
      duration: LANE,
      fill: 'forwards',
    });
  }
  setTimeout(() => covers.remove(), ARROW + LANE);
}

/** Moves rows in from where others were, `by` px above or below. */
export function slide(rows: Iterable<Element>, by: number): void {
  if (still() || by === 0) return;
  for (const row of rows) {
    row.animate([{ transform: `translateY(${-by}px)` }, { transform: 'none' }], FOLD);
  }
}

/** Fades parts in at their place. */
export function appear(parts: Iterable<Element>): void {
  if (still()) return;
  for (const part of parts) part.animate([{ opacity: 0 }, { opacity: 1 }], FOLD);
}
