// Every question that the samples can ask has an answer with a reason, in both languages; a right
// answer is told right and a wrong one wrong.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import createEngine from '#engine';
import { Prediction } from '../../../web/src/story/predicted';
import { states } from '../../../web/src/model/names';
import type { Connection } from '../../../web/src/model/connection';
import { judge, questionsOf } from '../../../web/src/story/prediction';
import type { AskedState } from '../../../web/src/story/prediction';
import { CaptureSession } from '../../../web/src/engine/worker/session';
import { simultaneousClose, story } from '../talks';
import { en, faultsOf, zh } from './reading';

const folder = new URL('../../../samples/', import.meta.url).pathname;
const files = readdirSync(folder).filter((file) => /\.pcap(ng)?$/.test(file));

async function connectionsOf(file: string): Promise<Connection[]> {
  const session = new CaptureSession(() => createEngine());
  await session.open(new Blob([new Uint8Array(readFileSync(folder + file))]));
  const all: Connection[] = [];
  const count = Math.min(session.connections().count, 10);
  for (let i = 0; i < count; i += 1) all.push(await session.connection(i));
  session.dispose();
  return all;
}

it.each(files)('%s', async (file) => {
  for (const connection of await connectionsOf(file)) {
    for (let row = 0; row < connection.segments.count; row += 1) {
      for (const question of questionsOf(connection, row)) {
        for (const [words, language] of [
          [en, 'en'],
          [zh, 'zh-CN'],
        ] as const) {
          const right = judge(connection, question, question.answer, { words });
          expect(right.right).toBe(true);
          expect(right.reasons.length, `${file} #${row + 1}`).toBeGreaterThan(0);
          expect(right.clauses.length).toBeGreaterThan(0);
          const wrong = states.filter(
            (s): s is AskedState =>
              s !== 'UNKNOWN' && s !== question.answer && s !== question.before,
          )[0]!;
          const told = judge(connection, question, wrong, { words });
          expect(told.right).toBe(false);
          const p = { who: question.side, state: told.answer, changed: told.changed };
          const text = [
            words.predict.right(p),
            words.predict.wrong({ ...p, chosen: wrong }),
            words.predict.because({ reason: words.punctuation.clauses(told.reasons) }),
            words.predict.meaning({ state: told.answer }),
          ].join('\n');
          expect(faultsOf(text.replace(/FIN-WAIT-/g, 'FIN-WAIT'), language)).toEqual([]);
        }
      }
    }
  }
});

describe('an answer', () => {
  it('is one for each end, the sender first', () => {
    const connection = story();
    expect(questionsOf(connection, 1)).toEqual([
      { row: 1, side: 1, before: 'SYN-RECEIVED', answer: 'SYN-RECEIVED' },
      { row: 1, side: 0, before: 'SYN-SENT', answer: 'ESTABLISHED' },
    ]);
  });

  it('may leave the receiver where it was while two FINs cross', () => {
    const connection = simultaneousClose();
    const { segments } = connection;
    const row = Array.from(segments.flags).findIndex((flags) => flags & 1);
    const question = questionsOf(connection, row)[1]!;
    const judged = judge(connection, question, question.before, { words: en });
    expect(judged).toMatchObject({ right: true, changed: false });
    expect(judged.reasons[0]).toContain('already on its way');
  });

  it('counts once, and only when it was given', () => {
    const connection = story();
    const prediction = new Prediction(connection);
    const answer = (row: number, chosen: AskedState | null) =>
      prediction.answer(
        row,
        questionsOf(connection, row).map((q) => judge(connection, q, chosen, { words: en })),
      );
    expect(prediction.shownTo(0)).toBe(-1);
    answer(0, 'SYN-SENT');
    expect(prediction.shownTo(0)).toBe(0);
    expect(prediction.score).toEqual({ asked: 2, right: 1 });
    answer(0, 'SYN-RECEIVED');
    answer(1, null);
    expect(prediction.score).toEqual({ asked: 2, right: 1 });
  });
});
