// A ladder on paper: on one page if it stays legible, else cut between its rows into sheets that no
// page has to cut again, each with the heads of the ends at its top.
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

/** Height of an upright page within usual margins, for a ladder in someone else's page. */
const ANY_PAGE = 900;
/** If less than this is left of such a page, the ladder begins on the next one. */
const LEAST_LEFT = 300;
/** The smallest scale to fit a ladder on one page: its numbers are then six points high. */
const SMALLEST = 0.68;

/** Height of the line that says what is not printed, in px. */
const REST = 24;

export interface PrintInput extends PlanInput {
  /** Prefix of every id in the sheets. */
  id: string;
  /** Rows, both included. */
  rows: readonly [first: number, last: number];
  /** Selected row, whose number is highlighted; or null. */
  selected: number | null;
  /** Height of what is above the ladder on its own page, in px; null in someone else's page. */
  above: number | null;
  /** In someone else's page: where the ladder begins, in px. */
  begins?: number;
}

/**
 * Sheets in order, as SVG elements no wider than the paper. At most `most` entries are drawn; a
 * last element mentions the rest.
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
  // The widest form has room for brackets and notes, and its text is still legible.
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

/** Entries of each sheet: as many as fit into `first` px and then `next` px, but at least one. */
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

// Bands give an estimate of a sheet's end. Texts in the margin may move it up a few rows, and two
// crossing segments stay together.
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
  // The textures of the first sheet serve all.
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
