// Drawings held against files that a person has looked at. Where one differs, the new drawing is
// written beside it as NAME.changed.svg; UPDATE_GOLDEN=1 takes the new ones over.
import { mkdirSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Language } from '../../../web/src/words';
import { pageWords } from '../../../web/src/words/page';
import { LadderPlan } from '../../../web/src/ladder/plan';
import type { LadderOptions } from '../../../web/src/ladder/options';
import type { Connection } from '../../../web/src/model/connection';
import { ladderWords } from '../../../web/src/story/ladder_words';
import { marksSheet } from '../golden/marks_sheet';
import * as talks from '../talks';
import { drawn, type Drawn } from './drawn';

interface Case {
  connection: Connection;
  width?: number;
  lang?: Language;
  options?: Partial<LadderOptions>;
  file?: Drawn;
}

const cases: Record<string, Case> = {
  'story-wide': { connection: talks.story(), file: { selected: 1 } },
  'story-wide-dark': {
    connection: talks.story(),
    file: { selected: 7, theme: 'dark' },
  },
  'story-wide-zh': { connection: talks.story(), lang: 'zh-CN' },
  'story-embed': {
    connection: talks.story(),
    width: 760,
    file: { selected: 8 },
  },
  'story-embed-small': { connection: talks.story(), width: 600 },
  'story-narrow': {
    connection: talks.story(),
    width: 350,
    file: { selected: 7 },
  },
  'story-narrow-zh': { connection: talks.story(), width: 350, lang: 'zh-CN' },
  'story-absolute': {
    connection: talks.story(),
    options: { numbers: 'absolute' },
  },
  'story-absolute-narrow': {
    connection: talks.story(),
    width: 320,
    options: { numbers: 'absolute' },
  },
  'story-since-previous': {
    connection: talks.story(),
    options: { time: 'previous' },
  },
  'story-time-of-day': {
    connection: talks.story(),
    options: { time: 'day', utcOffset: 480 },
  },
  'story-zoomed': { connection: talks.story(), options: { zoom: 4 } },
  'story-predict': {
    connection: talks.story(),
    options: { predictAfter: 6 },
    file: { selected: 6 },
  },
  'client-closes-in-three': { connection: talks.clientClosesInThree() },
  'half-close': { connection: talks.halfClose() },
  'simultaneous-close': { connection: talks.simultaneousClose() },
  'simultaneous-close-narrow': {
    connection: talks.simultaneousClose(),
    width: 350,
  },
  'simultaneous-open': { connection: talks.simultaneousOpen() },
  refused: { connection: talks.refused() },
  'reset-by-server': { connection: talks.resetByServer() },
  unanswered: { connection: talks.unanswered() },
  filtered: { connection: talks.filtered() },
  'filtered-narrow-zh': { connection: talks.filtered(), width: 350, lang: 'zh-CN' },
  'packet-too-big': { connection: talks.tooBig() },
  'packet-too-big-embed': { connection: talks.tooBig(), width: 600 },
  'half-open': { connection: talks.halfOpen() },
  'loss-and-folds': { connection: talks.lossy() },
  'loss-narrow': { connection: talks.lossy(), width: 350 },
  'rare-marks': { connection: talks.rareMarks(), file: { selected: 20 } },
  'rare-marks-embed': { connection: talks.rareMarks(), width: 760, file: { selected: 68 } },
  'every-flag-embed': {
    connection: talks.everyFlag(),
    width: 600,
    options: { numbers: 'absolute' },
    file: { selected: 5 },
  },
  'every-flag-narrow': { connection: talks.everyFlag(), width: 350 },
  'run-opened': {
    connection: talks.bulk(8),
    options: { openRuns: new Set([5]) },
  },
  'zero-window': { connection: talks.zeroWindow() },
  'mid-stream-ipv6': { connection: talks.midStream() },
  'mid-stream-narrow': { connection: talks.midStream(), width: 350 },
};

const folder = join(dirname(fileURLToPath(import.meta.url)), '../golden');

/** Holds a drawing against the golden file, or takes it over as the new one. */
function compare(name: string, svg: string): void {
  const path = join(folder, `${name}.svg`);
  const changed = join(folder, `${name}.changed.svg`);
  rmSync(changed, { force: true });
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, svg);
    return;
  }
  const same = existsSync(path) && readFileSync(path, 'utf8') === svg;
  if (!same) writeFileSync(changed, svg);
  expect(same, `${name} looks different: compare ${changed}`).toBe(true);
}

test.each(Object.entries(cases))(
  '%s',
  (name, { connection, width = 904, lang = 'en', options = {}, file }) => {
    const words = ladderWords(pageWords.of(lang));
    const plan = new LadderPlan({ connection, words, width, options });
    compare(name, drawn(plan, { id: 'g', language: lang, ...file }));
  },
);

test('marks', () => compare('marks', marksSheet()));
