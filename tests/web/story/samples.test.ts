// Every sentence of every sample, in both languages and both ways of counting: read by rules here,
// and by a person when the words change.
import { readFileSync, readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import createEngine from '#engine';
import type { Connection, ConnectionTable } from '../../../web/src/model';
import { ladderWords } from '../../../web/src/story/ladder-words';
import { listenerOf } from '../../../web/src/story/listener';
import { phasesOf } from '../../../web/src/ladder/phases';
import { storyOf } from '../../../web/src/story/story';
import { verdictOf } from '../../../web/src/story/verdict';
import { CaptureSession } from '../../../web/src/worker/session';
import { en, faultsOf, textOf, told, zh } from './reading';

const folder = new URL('../../../samples/', import.meta.url).pathname;
const files = readdirSync(folder).filter((file) => /\.pcap(ng)?$/.test(file));
/** A flood has hundreds of connections alike. */
const enough = 40;

async function read(file: string): Promise<{ table: ConnectionTable; all: Connection[] }> {
  const session = new CaptureSession(() => createEngine());
  await session.open(new Blob([new Uint8Array(readFileSync(folder + file))]));
  const table = session.connections();
  const all: Connection[] = [];
  for (let i = 0; i < Math.min(table.count, enough); i += 1) all.push(await session.connection(i));
  session.dispose();
  return { table, all };
}

describe.each(files)('%s', (file) => {
  let table: ConnectionTable;
  let all: Connection[];
  beforeAll(async () => {
    ({ table, all } = await read(file));
  });

  it.each([
    ['en', 'relative'],
    ['en', 'absolute'],
    ['zh-CN', 'relative'],
    ['zh-CN', 'absolute'],
  ] as const)('reads well in %s, %s', (language, numbers) => {
    const words = language === 'en' ? en : zh;
    for (const connection of all) {
      const listener = listenerOf(table, connection.index);
      for (let row = 0; row < connection.segments.count; row += 1) {
        const story = storyOf(connection, row, { words, numbers, listener });
        expect(faultsOf(textOf(story), language), `#${row + 1}`).toEqual([]);
        expect(story.paragraphs.length, `paragraphs of #${row + 1}`).toBeGreaterThan(0);
        for (const paragraph of story.paragraphs) expect(paragraph).toMatch(/[.。]$/);
      }
      const verdict = verdictOf(connection, words);
      const facts = verdict.facts.map((fact) => `${fact.label} ${fact.text}`);
      const brackets = phasesOf(connection).map((phase) =>
        Object.values(ladderWords(words).phase(phase, connection)).join('\n'),
      );
      const around = [verdict.headline, ...facts, ...brackets].join('\n').replace(/\u2002/g, ' ');
      expect(faultsOf(around, language)).toEqual([]);
    }
  });
});

describe('the story', () => {
  let story: Connection;
  beforeAll(async () => {
    story = (await read('http-1688.pcap')).all[0]!;
  });

  it('is told by its headline', () => {
    expect(verdictOf(story, en).headline).toBe('The server closed first, after 5.0 s of idle');
    expect(verdictOf(story, zh).headline).toBe('服务器先关闭，此前空闲 5.0 秒');
  });

  it('has every step', () => {
    const steps = Array.from(
      { length: story.segments.count },
      (_, i) => told(story, i + 1).situation,
    );
    expect(steps).toEqual([
      'syn',
      'syn_ack',
      'handshake_ack',
      'request',
      'data_ack',
      'response',
      'data_ack',
      ...Array.from({ length: 4 }, () => ['keep_alive', 'keep_alive_answer']).flat(),
      'fin_first',
      'fin_ack',
      'fin_second',
      'last_ack',
    ]);
  });

  it('gives the numbers of the article', () => {
    expect(told(story, 4).paragraphs[0]).toContain(
      '365 bytes from seq 1, so the next number is 1 + 365 = 366',
    );
    expect(told(story, 5).paragraphs[1]).toContain('ack 366 = 1 + 365');
    expect(told(story, 6).paragraphs[0]).toContain('1 + 1248 = 1249');
    expect(told(story, 16).paragraphs[1]).toContain('the answer must be ack 1250');
    expect(told(story, 19).paragraphs[0]).toContain('ack 367 = 366 + 1');
  });

  it('shows what each end checks', () => {
    const { checks, checker } = told(story, 2);
    expect(checker).toBe(0);
    expect(checks.map(({ text, passed }) => [text, passed])).toEqual([
      ['ACK is set and confirms what it sent: ISS 0 < ack 1 ≤ SND.NXT 1', true],
      ['SYN is set, so RCV.NXT becomes 0 + 1 = 1', true],
    ]);
  });

  it('shows both states and how sure they are', () => {
    const [client, server] = told(story, 1).states;
    expect(client).toMatchObject({
      before: { state: 'CLOSED' },
      after: { state: 'SYN-SENT' },
      howSure: 'sure',
    });
    expect(server).toMatchObject({
      before: { state: 'LISTEN' },
      after: { state: 'SYN-RECEIVED' },
      howSure: 'expected until #2',
      evidence: 1,
    });
    expect(told(story, 19).states[1]!.howSure).toBe('expected');
  });
});
