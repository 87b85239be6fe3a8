// The ladder as a drawing that needs nothing outside itself: for an article, a feed, a printer.
import { drawHeads } from '../ladder/render/heads';
import { LadderPainter } from '../ladder/render/ladder';
import type { Drawing } from '../ladder/render/ladder';
import { marginOf } from '../ladder/render/margin';
import { group, h, toMarkup } from '../ladder/render/node';
import type { SvgNode } from '../ladder/render/node';
import { railOf } from '../ladder/render/rails';
import { hatches } from '../ladder/render/shapes';
import type { LadderPlan } from '../ladder/plan';
import { round as r } from '../ladder/text';
import type { Connection } from '../model';
import type { Side } from '../story/segment';
import { fileRules } from '../theme/drawing';
import type { ExportOptions } from './options';
import { plainText } from './plain_text';
import { selectionOf } from './steps';
import type { Selection } from './steps';
import { exportWords } from './words';

export interface SvgOptions extends ExportOptions {
  /** Of the file, px; which of the three forms the ladder takes follows from it. 912 unless told. */
  width?: number;
  /** `both` follows the viewer's preference and is light where a viewer knows none. */
  theme?: 'light' | 'dark' | 'both';
  /**
   * Begins every id in the file. Segments are p1, p2 … behind it, so that `ladder.svg#p7` leads to
   * the seventh. Needed where several drawings stand in one HTML page.
   */
  id?: string;
}

/** Room for the widest form inside its margins. */
const USUAL_WIDTH = 912;
/** Between the edge of the file and the drawing, px. */
const MARGIN = 16;
/** Of a line of text in the margin, px. */
const MARGIN_LINE = 17;
/** Where a part begins in the middle: room for the names of the states both ends are in. */
const NARROW_LEAD = 18;

/** An SVG document. Throws a NoSuchPart. */
export function toSvg(connection: Connection, options: SvgOptions): string {
  const { words, theme = 'both', id = '', title } = options;
  const selection = selectionOf(connection, options, (options.width ?? USUAL_WIDTH) - 2 * MARGIN);
  const { plan, entries } = selection;
  const painter = new LadderPainter(plan, id);
  const drawing = painter.draw({ first: entries[0]!.index, last: entries.at(-1)!.index });
  const sheet = sheetOf(selection, id, drawing);
  const width = plan.measures.width + 2 * MARGIN;
  const height = Math.ceil(sheet.height) + 2 * MARGIN;
  const own = plan.words.title(connection);
  const { first, last } = selection;
  const of = plan.rows.count;
  const whole = first === 0 && last === of - 1;
  const about = [
    plan.words.description(connection),
    ...(whole ? [] : [exportWords(words).rows({ first, last, of })]),
  ];
  const root = h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'lad',
      width,
      height,
      viewBox: `${-MARGIN} ${-MARGIN} ${width} ${height}`,
      role: 'graphics-document document',
      'aria-roledescription': plan.words.drawing,
      'aria-labelledby': `${id}title`,
      'aria-describedby': `${id}desc`,
      lang: plan.words.lang,
      'xml:lang': plan.words.lang,
    },
    h('title', { id: `${id}title` }, title === null ? own : `${plainText(title)} – ${own}`),
    h('desc', { id: `${id}desc` }, words.sentences(about)),
    h('style', {}, fileRules(theme, plan.words.lang)),
    hatches(id),
    h('rect', { class: 'ground', x: -MARGIN, y: -MARGIN, width, height }),
    sheet.nodes,
  );
  return `${toMarkup(root)}\n`;
}

interface Sheet {
  nodes: SvgNode[];
  height: number;
}

function sheetOf(selection: Selection, id: string, drawing: Drawing): Sheet {
  const { plan, entries } = selection;
  const rows = [...drawing.entries].map(([row, node]) => named(node, `${id}p${row + 1}`));
  const body = [drawing.back, group(rows), ...(drawing.front ? [drawing.front] : [])];
  const atTop = entries[0]!.index === 0;
  const atEnd = entries.at(-1)!.index === plan.count - 1;
  if (atTop && atEnd) return { nodes: body, height: plan.height };
  return excerpt(selection, id, body, atTop, atEnd);
}

// A part of a drawing keeps its place in the whole: it is cut out between two heights and moved up
// under the heads.
function excerpt(
  { plan, entries }: Selection,
  id: string,
  body: SvgNode[],
  atTop: boolean,
  atEnd: boolean,
): Sheet {
  const { width, top: headHeight, form, bracket } = plan.measures;
  const top = atTop ? 0 : plan.band(entries[0]!)[0];
  const bottom = atEnd ? plan.height : plan.band(entries.at(-1)!)[1];
  const lead = !atTop && form === 'narrow' ? NARROW_LEAD : 0;
  const shift = atTop ? 0 : headHeight + lead - top;
  const end = Math.max(bottom, marginEnd(plan, top, bottom));
  const side = bracket === null ? width : bracket - 6;
  const clip = h('clipPath', { id: `${id}part` }, [
    h('rect', { x: -MARGIN, y: r(top), width: side + MARGIN, height: r(bottom - top) }),
    h('rect', { x: side, y: r(top), width: width - side + MARGIN, height: r(end - top) }),
  ]);
  const moved = group(
    [group(body, { 'clip-path': `url(#${id}part)` })],
    shift === 0 ? {} : { transform: `translate(0 ${r(shift)})` },
  );
  const heads = atTop ? [] : [...drawHeads(plan), ...statesAt(plan, top)];
  return {
    nodes: [h('defs', {}, clip), ...heads, moved],
    height: end + shift,
  };
}

/** Where the texts end that begin between two heights of the margin. */
function marginEnd(plan: LadderPlan, top: number, bottom: number): number {
  if (plan.measures.notes === null) return bottom;
  return marginOf(plan)
    .blocks.filter(({ y }) => y >= top && y <= bottom)
    .reduce((end, { y, lines }) => Math.max(end, y + MARGIN_LINE * lines.length + 8), bottom);
}

/** Names of the states in force at a height, where a part begins below the first segment. */
function statesAt(plan: LadderPlan, y: number): SvgNode[] {
  const { names, rails, rail, top } = plan.measures;
  return ([0, 1] as const).flatMap((side: Side) => {
    const change = railOf(plan, side).changes.findLast((c) => c.y <= y);
    if (!change || change.state === 'UNKNOWN') return [];
    const inside = side === 0 ? rails[0] + rail + 7 : rails[1] - 7;
    const anchored = names ? side === 0 : side === 1;
    return [
      h(
        'text',
        {
          x: names ? names[side] : inside,
          y: names ? top + 2 : top + 6,
          'text-anchor': anchored ? 'end' : null,
          class: change.certainty === 'assumed' ? 'st as m' : 'st',
        },
        change.state,
      ),
    ];
  });
}

function named(node: SvgNode, id: string): SvgNode {
  return { ...node, attrs: { ...node.attrs, id } };
}
