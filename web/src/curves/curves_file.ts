// The curves as self-contained files: a drawing, and all points as a table.
import type { CurveTable } from '../../../wasm/engine.mjs';
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
import { directionOf } from './points';
import { subjectOf } from './subject';

export interface CurvesFile extends Partial<
  Pick<CurvesInput, 'span' | 'width' | 'selected' | 'numbers' | 'id' | 'fullWindow' | 'measure'>
> {
  words: CurvesWords;
  /** The sender of the data that the table is about. */
  side: Side;
  /** Precedes the drawing's own title. May be untrusted text: it is escaped. */
  title?: string | null;
  /** `both` follows the viewer's preference, and is light if the viewer has none. */
  theme?: 'light' | 'dark' | 'both';
}

const usualWidth = 912;
/** Margin between the edge of the file and the drawing, in px. */
const margin = 16;

/** An SVG document for one direction. `width` is that of the file in px; the default is 912. */
export function curvesSvg(
  connection: Connection,
  table: CurveTable,
  { words, side, title = null, theme = 'both', ...options }: CurvesFile,
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

/** Seconds with as many digits as captures have. */
const seconds = (value: number): string => String(Number(value.toFixed(9)));

/**
 * The points of both directions in order of time (RFC 4180); `tables` are about the client's data
 * and the server's. `from` sent the data that the point refers to. `low` and `high` are the first
 * sequence number and one past the last, relative to the SYN. For values without a range, both are
 * equal: bytes for `in_flight` and `pipe`, seconds for round-trip times.
 */
export function curvesCsv(
  connection: Connection,
  tables: readonly [client: CurveTable, server: CurveTable],
): string {
  const { segments } = connection;
  const start = segments.time[0] ?? 0;
  const columns = tables.flatMap((table, side) => {
    const direction = directionOf(connection, table, side as Side);
    return curveNames.map((kind) => ({ kind, side, points: direction[kind] }));
  });
  const next = columns.map(() => 0);
  const lines = ['number,frame,time,from,kind,low,high'];
  for (let row = 0; row < segments.count; row += 1) {
    columns.forEach(({ kind, side, points }, column) => {
      const value = kind.endsWith('rtt') ? seconds : String;
      for (let i = next[column]!; points.row[i] === row; i = next[column] = i + 1) {
        const place = [row + 1, segments.frame[row]!, seconds(points.timeAt(i) - start)];
        const ends = [value(points.low[i]!), value(points.high[i]!)];
        lines.push([...place, side === 0 ? 'client' : 'server', kind, ...ends].join(','));
      }
    });
  }
  return lines.map((line) => `${line}\r\n`).join('');
}
