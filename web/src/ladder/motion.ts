// What moves, and only when it was asked for: the arrow of a step that plays, the lanes that it
// changes, and rows that a fold lets in. Nothing moves for readers who want it still.

/** Milliseconds. */
const ARROW = 240;
const LANE = 120;
const FOLD = 160;

/** Room around an arrow for its head and its line, px. */
const AROUND = 8;

const still = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Draws the arrow of a row from tail to head: the part with an x axis of its own, which runs along it. */
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

/** Takes the covers off the lanes after the arrow has arrived, from above, and then away. */
export function growLanes(covers: SVGElement): void {
  if (still()) {
    covers.remove();
    return;
  }
  for (const cover of covers.querySelectorAll<SVGElement>(':scope > *')) {
    // Not as an attribute, which a site's policy may forbid.
    Object.assign(cover.style, { transformBox: 'fill-box', transformOrigin: 'bottom' });
    cover.animate([{ transform: 'scaleY(1)' }, { transform: 'scaleY(0)' }], {
      delay: ARROW,
      duration: LANE,
      fill: 'forwards',
    });
  }
  setTimeout(() => covers.remove(), ARROW + LANE);
}

/** Lets rows come from where others stood, `by` px above or below. */
export function slide(rows: Iterable<Element>, by: number): void {
  if (still() || by === 0) return;
  for (const row of rows) {
    row.animate([{ transform: `translateY(${-by}px)` }, { transform: 'none' }], FOLD);
  }
}

/** Lets parts appear in their place. */
export function appear(parts: Iterable<Element>): void {
  if (still()) return;
  for (const part of parts) part.animate([{ opacity: 0 }, { opacity: 1 }], FOLD);
}
