// A ladder on paper: whole on one page where it can be read so, else cut between its rows into
// sheets that no page has to cut again, each with the heads of the ends over it.
import { WIDE } from './measures';
import { LadderPlan } from './plan';
import { crossesNext } from '../model/segment';
import type { PlanInput } from './plan';
import { cutOf, drawExcerpt, marginEnd } from './render/excerpt';
import { LadderPainter } from './render/ladder';
import type { Slice } from './render/ladder';
import { group, h } from '../svg/node';
import type { SvgNode } from '../svg/node';
import { PAPER } from '../theme/paper';
import { hatches } from './render/shapes';

/** What an upright page has within usual margins, where the ladder stands on one of another's. */
const ANY_PAGE = 900;
/** Where less than this is left of such a page, the ladder begins on the next. */
const LEAST_LEFT = 300;
/** To this a ladder is made smaller to have it on one page: its numbers are six points high then. */
const SMALLEST = 0.68;

/** Height of the line that tells what is not printed, px. */
const REST = 24;

export interface PrintInput extends PlanInput {
  /** Begins every id of the sheets. */
  id: string;
  /** Rows, both included. */
  rows: readonly [first: number, last: number];
  /** Chosen row, whose number stands out; or null. */
  selected: number | null;
  /** Height of what stands over the ladder on its own page, px; null on a page of another's. */
  above: number | null;
  /** On a page of another's: where the ladder begins in it, px. */
  begins?: number;
}

/**
 * Sheets in order, as SVG elements at most as wide as the paper; `most` entries are drawn, and a
 * last element tells of the rest.
 */
export function drawSheets(input: PrintInput, most: number): SvgNode[] {
  const { above, rows } = input;
  if (above === null) {
    const plan = new LadderPlan({ ...input, width: Math.min(input.width, PAPER.width) });
    const left = ANY_PAGE - ((input.begins ?? 0) % ANY_PAGE);
    const cut = (first: number) => slicesOf(plan, rows, most, first, ANY_PAGE);
    const whole = cut(ANY_PAGE);
    const next = whole.length < 2 || left < LEAST_LEFT;
    return drawAll(plan, input, next ? whole : cut(left), 1);
  }
  // The widest form has the room for brackets and notes, and its letters are still good to read.
  const scale = PAPER.width / WIDE;
  const first = PAPER.height - above;
  const plan = new LadderPlan({ ...input, width: WIDE });
  const slices = slicesOf(plan, rows, most, first / scale, PAPER.height / scale);
  if (slices.length < 2) return drawAll(plan, input, slices, scale);
  const least = first / heightOf(plan, { first: slices[0]!.first, last: slices.at(-1)!.last });
  if (least < SMALLEST) return drawAll(plan, input, slices, scale);
  const wider = new LadderPlan({ ...input, width: PAPER.width / least });
  const whole = slicesOf(wider, rows, most, Infinity, Infinity);
  return drawAll(wider, input, whole, Math.min(least, PAPER.width / wider.measures.width));
}

/** Entries of each sheet: as many as fit into `first` px and then `next` px, and one at least. */
export function slicesOf(
  plan: LadderPlan,
  [from, to]: PrintInput['rows'],
  most: number,
  first: number,
  next: number,
): Slice[] {
  if (plan.count === 0) return [];
  const slices: Slice[] = [];
  let at = plan.entryOf(from);
  const end = Math.min(plan.entryOf(to), at + most - 1);
  while (at <= end) {
    const last = lastWithin(plan, at, end, slices.length === 0 ? first : next, slices.length > 0);
    slices.push({ first: at, last });
    at = last + 1;
  }
  return slices;
}

// Bands say about how far a sheet reaches; what stands in the margin may take a few rows back, and
// two segments that cross stay together.
function lastWithin(
  plan: LadderPlan,
  first: number,
  end: number,
  room: number,
  joined: boolean,
): number {
  const over = (last: number) => heightOf(plan, { first, last }, joined) > room;
  if (!over(end)) return end;
  const top = first === 0 ? 0 : plan.band(plan.entry(first))[0] - plan.measures.top;
  let last = Math.max(first, Math.min(end, plan.entryAt(top + room)));
  while (last > first && over(last)) last -= 1;
  const apart = last > first && crossesNext(plan.connection, plan.entry(last).last);
  return apart ? last - 1 : last;
}

function heightOf(plan: LadderPlan, { first, last }: Slice, joined = false): number {
  const cut = cutOf(plan, first, last, joined);
  return cut ? cut.end + cut.shift : marginEnd(plan, 0, Infinity, plan.height);
}

function drawAll(
  plan: LadderPlan,
  { id, selected, rows }: PrintInput,
  slices: Slice[],
  scale: number,
): SvgNode[] {
  const painter = new LadderPainter(plan, id, selected);
  const sheets = slices.map((slice, index) => drawSheet(painter, slice, index, scale));
  const end = slices.at(-1)?.last;
  const printed = end === undefined ? rows[1] : plan.entry(end).last;
  if (printed < rows[1]) {
    const text = plan.words.notPrinted([printed + 1, rows[1]]);
    sheets.push(sheetOf(plan, scale, REST, h('text', { x: 0, y: REST - 6, class: 'nt' }, text)));
  }
  return sheets;
}

function drawSheet(painter: LadderPainter, slice: Slice, index: number, scale: number): SvgNode {
  const { plan, id } = painter;
  const { back, entries, front } = painter.draw(slice);
  const body = [back, group([...entries.values()]), front];
  const cut = cutOf(plan, slice.first, slice.last, index > 0);
  const { nodes, height } = cut
    ? drawExcerpt(plan, cut, `${id}${index}`, body)
    : { nodes: body, height: heightOf(plan, slice) };
  // The textures of the first serve all.
  return sheetOf(plan, scale, height, index === 0 ? hatches(id) : null, nodes);
}

function sheetOf(
  { measures: { width } }: LadderPlan,
  scale: number,
  height: number,
  ...nodes: Parameters<typeof h>[2][]
): SvgNode {
  const attrs = {
    class: 'lad sheet',
    width: Math.floor(width * scale),
    height: Math.floor(height * scale),
    viewBox: `0 0 ${width} ${Math.ceil(height)}`,
  };
  return h('svg', attrs, ...nodes);
}
