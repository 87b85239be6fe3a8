// The curves as files that need nothing outside themselves: a drawing, and all points as a table.
import type { CurveTable } from '../../../wasm/engine.mjs';
import { FROM_SERVER_POINT } from '../../generated/values';
import { endpoint } from '../base/format';
import { plainText } from '../base/plain_text';
import type { Connection } from '../model/connection';
import { curves as curveNames } from '../model/names';
import type { Side } from '../model/side';
import { h, toMarkup } from '../svg/node';
import { fileRules } from '../theme/drawing';
import type { CurvesWords } from '../words/curves';
import { drawCurves } from './draw';
import type { CurvesInput } from './frame';
import { busierSide } from './points';
import { subjectOf } from './subject';

export interface CurvesFile extends Partial<
  Pick<CurvesInput, 'span' | 'width' | 'selected' | 'numbers' | 'id' | 'fullWindow' | 'measure'>
> {
  words: CurvesWords;
  /** Whose data; that of the side that sent more of it, unless told. */
  side?: Side;
  /** Stands before the drawing's own title. Anything a stranger chose: it is made harmless. */
  title?: string | null;
  /** `both` follows the viewer's preference and is light where a viewer knows none. */
  theme?: 'light' | 'dark' | 'both';
}

const usualWidth = 912;
/** Between the edge of the file and the drawing, px. */
const margin = 16;

/** An SVG document of one direction. `width` is that of the file, px; 912 unless told. */
export function curvesSvg(
  connection: Connection,
  table: CurveTable,
  { words, side = busierSide(table), title = null, theme = 'both', ...options }: CurvesFile,
): string {
  const { id = '', width: wanted = usualWidth } = options;
  const subject = subjectOf(connection, table, side);
  const figure = drawCurves({
    span: null,
    selected: null,
    numbers: 'relative',
    ...options,
    id,
    words,
    subject,
    width: wanted - 2 * margin,
    figure: true,
  });
  const [width, height] = [figure.width, figure.height].map((size) => size + 2 * margin) as [
    number,
    number,
  ];
  const { address, port } = side === 0 ? connection.client : connection.server;
  const from = endpoint(address, port);
  const own = `${words.head({ who: side })}, ${words.headBytes({ bytes: subject.bytes, from })}`;
  const root = h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'lad',
      width,
      height,
      viewBox: `${-margin} ${-margin} ${width} ${height}`,
      role: 'graphics-document document',
      'aria-roledescription': words.drawing,
      'aria-labelledby': `${id}title`,
      'aria-describedby': `${id}desc`,
      lang: words.lang,
      'xml:lang': words.lang,
    },
    h('title', { id: `${id}title` }, title === null ? own : `${plainText(title)} – ${own}`),
    h('desc', { id: `${id}desc` }, figure.label),
    h('style', {}, fileRules(theme, words.lang)),
    h('rect', { class: 'ground', x: -margin, y: -margin, width, height }),
    figure.node,
  );
  return `${toMarkup(root)}\n`;
}

/** Seconds with as many digits as a capture has. */
const seconds = (value: number): string => String(Number(value.toFixed(9)));

/**
 * The points of both directions in order of time, RFC 4180. `from` sent the data that the point is
 * about. `low` and `high` are the first number and one past the last, counted from the SYN; of
 * `in_flight` bytes, of `rtt` seconds, both the same.
 */
export function curvesCsv({ segments }: Connection, table: CurveTable): string {
  const start = segments.time[0] ?? 0;
  const order = Uint32Array.from({ length: table.count }, (_, i) => i);
  order.sort((a, b) => table.time[a]! - table.time[b]! || table.row[a]! - table.row[b]! || a - b);
  const lines = ['number,frame,time,from,kind,low,high'];
  for (const i of order) {
    const row = table.row[i]!;
    const kind = curveNames[table.kind[i]! & ~FROM_SERVER_POINT]!;
    const from = table.kind[i]! & FROM_SERVER_POINT ? 'server' : 'client';
    const value = kind === 'rtt' ? seconds : String;
    lines.push(
      [
        row + 1,
        segments.frame[row]!,
        seconds(table.time[i]! - start),
        from,
        kind,
        value(table.low[i]!),
        value(table.high[i]!),
      ].join(','),
    );
  }
  return lines.map((line) => `${line}\r\n`).join('');
}
