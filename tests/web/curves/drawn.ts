// Curves of the samples, as an export draws them.
import { readFileSync } from 'node:fs';
import createEngine from '#engine';
import type { CurveTable } from '../../../wasm/engine.mjs';
import { CaptureSession } from '../../../web/src/engine/worker/session';
import type { Connection } from '../../../web/src/model/connection';
import { subjectOf } from '../../../web/src/curves/subject';
import { drawCurves, type Figure } from '../../../web/src/curves/draw';
import type { CurvesInput } from '../../../web/src/curves/frame';
import { curvesSvg, type CurvesFile } from '../../../web/src/curves/curves_file';
import { curvesWords } from '../../../web/src/words/curves';
import { busierSide } from '../../../web/src/curves/points';
import type { Side } from '../../../web/src/model/side';

await curvesWords.loadAll();

const folder = new URL('../../../samples/', import.meta.url).pathname;

export interface Read {
  connection: Connection;
  /** About the client's data, and about the server's. */
  tables: [CurveTable, CurveTable];
}

export async function readCurves(name: string, index = 0): Promise<Read> {
  const session = new CaptureSession(() => createEngine());
  await session.open(
    new Blob([new Uint8Array(readFileSync(name.startsWith('/') ? name : folder + name))]),
  );
  const connection = await session.connection(index);
  connection.insight = await session.insight(index);
  const tables: Read['tables'] = [await session.curves(index, 0), await session.curves(index, 1)];
  session.dispose();
  return { connection, tables };
}

export function figureOf(
  { connection, tables }: Read,
  options: Partial<CurvesInput> & { side?: Side; lang?: 'en' | 'zh-CN' } = {},
): Figure {
  const { side = busierSide(connection), lang = 'en', ...rest } = options;
  return drawCurves({
    subject: subjectOf(connection, tables[side], side),
    words: curvesWords.of(lang),
    span: null,
    width: 900,
    selected: null,
    numbers: 'relative',
    id: '',
    ...rest,
  });
}

/** As the page and the command write it. */
export function svgOf(
  { connection, tables }: Read,
  {
    lang = 'en',
    side = busierSide(connection),
    ...rest
  }: Partial<CurvesFile> & { lang?: 'en' | 'zh-CN' } = {},
): string {
  const words = curvesWords.of(lang);
  return curvesSvg(connection, tables[side], { words, side, theme: 'light', ...rest });
}
