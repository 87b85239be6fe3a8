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
  table: CurveTable;
}

export async function readCurves(name: string, index = 0): Promise<Read> {
  const session = new CaptureSession(() => createEngine());
  await session.open(
    new Blob([new Uint8Array(readFileSync(name.startsWith('/') ? name : folder + name))]),
  );
  const connection = await session.connection(index);
  connection.insight = await session.insight(index);
  const table = await session.curves(index);
  session.dispose();
  return { connection, table };
}

export function figureOf(
  { connection, table }: Read,
  options: Partial<CurvesInput> & { side?: Side; lang?: 'en' | 'zh-CN' } = {},
): Figure {
  const { side = busierSide(table), lang = 'en', ...rest } = options;
  return drawCurves({
    subject: subjectOf(connection, table, side),
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
  { connection, table }: Read,
  { lang = 'en', ...rest }: Partial<CurvesFile> & { lang?: 'en' | 'zh-CN' } = {},
): string {
  return curvesSvg(connection, table, { words: curvesWords.of(lang), theme: 'light', ...rest });
}
