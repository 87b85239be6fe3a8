// The ladder as a self-contained drawing, for articles, feeds and printers.
import { OVERHANG, cutOf, drawExcerpt, marginEnd } from '../ladder/render/excerpt';
import { LadderPainter } from '../ladder/render/ladder';
import type { Drawing } from '../ladder/render/ladder';
import { group, h, toMarkup } from '../svg/node';
import type { SvgNode } from '../svg/node';
import { hatches } from '../ladder/render/shapes';
import type { Connection } from '../model/connection';
import { clockSentences } from '../story/taps';
import { wrap } from '../svg/text';
import { fileRules } from '../theme/drawing';
import type { ExportOptions } from './options';
import { plainText } from '../base/plain_text';
import { selectionOf } from './steps';
import type { Selection } from './steps';

export interface SvgOptions extends ExportOptions {
  /** Width of the file in px, which determines the form of the ladder; the default is 912. */
  width?: number;
  /** `both` follows the viewer's preference, and is light if the viewer has none. */
  theme?: 'light' | 'dark' | 'both';
  /**
   * Prefix of every id in the file. Segments are p1, p2 … after it, so that `ladder.svg#p7` refers
   * to the seventh. Needed if there are several drawings in one HTML page.
   */
  id?: string;
}

/** Width that fits the widest form and its margins. */
const USUAL_WIDTH = 912;
/** Font size and line height of the text about two clocks, below the drawing, in px. */
const CLOCK_SIZE = 12;
const CLOCK_LINE = 17;
/** Margin between the edge of the file and the drawing, in px. */
const MARGIN = OVERHANG;

/** An SVG document. Throws a NoSuchPart. */
export function toSvg(connection: Connection, options: SvgOptions): string {
  const width = (options.width ?? USUAL_WIDTH) - 2 * MARGIN;
  return svgOf(selectionOf(connection, options, width), options);
}

/** The document for rows that are laid out; `selected` is a selected row. */
export function svgOf(
  selection: Selection,
  { words, theme = 'both', id = '', title }: SvgOptions,
  selected: number | null = null,
): string {
  const { plan, entries } = selection;
  const { connection } = plan;
  const painter = new LadderPainter(plan, id, selected);
  const drawing = painter.draw({ first: entries[0]!.index, last: entries.at(-1)!.index });
  const sheet = sheetOf(selection, id, drawing);
  const width = plan.measures.width + 2 * MARGIN;
  const own = plan.words.title(connection);
  const { first, last } = selection;
  const of = plan.rows.count;
  const whole = first === 0 && last === of - 1;
  const clocks =
    connection.passages && words.taps ? clockSentences(connection.passages, words.taps) : [];
  const below = clocks.flatMap((text) =>
    wrap(words.punctuation.sentence(text), plan.measures.width, CLOCK_SIZE, plan.measure),
  );
  const height = Math.ceil(sheet.height) + 2 * MARGIN + CLOCK_LINE * below.length;
  const about = [
    plan.words.description(connection),
    ...clocks.map(words.punctuation.sentence),
    ...(whole ? [] : [words.exports.rows({ first, last, of })]),
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
    h('desc', { id: `${id}desc` }, words.punctuation.sentences(about)),
    h('style', {}, fileRules(theme, plan.words.lang)),
    hatches(id),
    h('rect', { class: 'ground', x: -MARGIN, y: -MARGIN, width, height }),
    sheet.nodes,
    below.map((line, i) =>
      h('text', { x: 0, y: Math.ceil(sheet.height) + CLOCK_LINE * (i + 1), class: 'nt m2' }, line),
    ),
  );
  return `${toMarkup(root)}\n`;
}

interface Sheet {
  nodes: SvgNode[];
  height: number;
}

function sheetOf({ plan, entries }: Selection, id: string, drawing: Drawing): Sheet {
  const rows = [...drawing.entries].map(([row, node]) => named(node, `${id}p${row + 1}`));
  const body = [drawing.back, group(rows), ...(drawing.front ? [drawing.front] : [])];
  const cut = cutOf(plan, entries[0]!.index, entries.at(-1)!.index);
  if (cut) return drawExcerpt(plan, cut, id, body);
  return { nodes: body, height: marginEnd(plan, 0, Infinity, plan.height) };
}

function named(node: SvgNode, id: string): SvgNode {
  return { ...node, attrs: { ...node.attrs, id } };
}
