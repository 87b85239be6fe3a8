// Every sentence of every sample, in both languages and both ways of counting: read by rules here,
// and by a person when the words change.
import { readFileSync, readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import createEngine from '#engine';
import type { Connection } from '../../../web/src/model/connection';
import { ladderWords } from '../../../web/src/story/ladder_words';
import { phasesOf } from '../../../web/src/model/phases';
import { storyOf } from '../../../web/src/story/story';
import { verdictOf } from '../../../web/src/story/verdict';
import { CaptureSession } from '../../../web/src/engine/worker/session';
import { en, faultsOf, textOf, told, zh } from './reading';

const folder = new URL('../../../samples/', import.meta.url).pathname;
const files = readdirSync(folder).filter((file) => /\.pcap(ng)?$/.test(file));
/** A flood has hundreds of connections alike. */
const enough = 40;

async function read(file: string): Promise<{ all: Connection[] }> {
  const session = new CaptureSession(() => createEngine());
  await session.open(new Blob([new Uint8Array(readFileSync(folder + file))]));
  const table = session.connections();
  const all: Connection[] = [];
  for (let i = 0; i < Math.min(table.count, enough); i += 1) all.push(await session.connection(i));
  session.dispose();
  return { all };
}

describe.each(files)('%s', (file) => {
  let all: Connection[];
  beforeAll(async () => {
    ({ all } = await read(file));
  });

  it.each([
    ['en', 'relative'],
    ['en', 'absolute'],
    ['zh-CN', 'relative'],
    ['zh-CN', 'absolute'],
  ] as const)('reads well in %s, %s', (language, numbers) => {
    const words = language === 'en' ? en : zh;
    for (const connection of all) {
      for (let row = 0; row < connection.segments.count; row += 1) {
        const story = storyOf(connection, row, { words, numbers, port: connection.port });
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
    expect(verdictOf(story, en).headline).toBe('The server closed first, after 5.0 s idle');
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
      '365 bytes from seq 1, so the next sequence number is 1 + 365 = 366',
    );
    expect(told(story, 5).paragraphs[1]).toContain('ack 366 = 1 + 365');
    expect(told(story, 6).paragraphs[0]).toContain('1 + 1248 = 1249');
    expect(told(story, 16).paragraphs[1]).toContain('must be acknowledged with ack 1250');
    expect(told(story, 19).paragraphs[0]).toContain('ack 367 = 366 + 1');
  });

  it('shows what each end checks', () => {
    const { checks, checker } = told(story, 2);
    expect(checker).toBe(0);
    expect(checks.map(({ text, passed }) => [text, passed])).toEqual([
      ['ACK is set and acknowledges what it sent: ISS 0 < ack 1 ≤ SND.NXT 1', true],
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

  // The sixteen steps of the article this project began with, each on its own packets.
  const steps: [string, (said: (number: number) => string) => void][] = [
    [
      '1 the flag bits',
      (said) => {
        expect(told(story, 2).meanings.map(({ name }) => name)).toEqual(['SYN', 'ACK']);
        expect(said(4)).toContain('PSH: no more data for now');
      },
    ],
    [
      '2 SYN',
      (said) => {
        expect(said(1)).toMatch(
          /seq 0 represents \d+, the initial sequence number that the client chose/,
        );
        expect(said(1)).toContain('CLOSED > SYN-SENT');
      },
    ],
    [
      '3 SYN ACK',
      (said) => {
        expect(said(2)).toContain('ack 1 = 0 + 1. A SYN takes one sequence number');
        expect(said(1)).toContain('LISTEN > SYN-RECEIVED');
        expect(said(2)).toContain('SYN-SENT > ESTABLISHED');
      },
    ],
    [
      '4 ACK',
      (said) => {
        expect(said(3)).toContain('SND.UNA 0 < ack 1 ≤ SND.NXT 1');
        expect(said(3)).toContain('SYN-RECEIVED > ESTABLISHED');
      },
    ],
    [
      '5 why three',
      (said) => {
        expect(said(3)).toContain('4 logical steps in 3 segments, because #2 carries both');
        expect(said(3)).toContain('With two segments the server would not know');
      },
    ],
    [
      '7 the request',
      (said) => {
        expect(said(4)).toContain(
          '365 bytes from seq 1, so the next sequence number is 1 + 365 = 366',
        );
      },
    ],
    ['8 its acknowledgment', (said) => expect(said(5)).toContain('ack 366 = 1 + 365')],
    [
      '9 the response',
      (said) => {
        expect(said(6)).toContain(
          '1,248 bytes from seq 1, so the next sequence number is 1 + 1248 = 1249',
        );
        expect(said(6)).toContain('the client’s MSS is 1460');
      },
    ],
    ['10 its acknowledgment', (said) => expect(said(7)).toContain('ack 1249 = 1 + 1248')],
    [
      '11 keep-alive',
      (said) => {
        expect(said(8)).toContain('seq 365 is one less than its next sequence number 366');
        expect(said(8)).toContain('HTTP keep-alive is something else');
        expect(said(9)).toMatch(/answers probe #8 after [\d.]+ ms: ack 366 as before/);
        expect(said(8)).not.toContain(' > ');
      },
    ],
    [
      '12 the first FIN',
      (said) => {
        expect(said(16)).toContain('ESTABLISHED > FIN-WAIT-1');
        expect(said(16)).toContain('After 4.996 s with nothing but 4 keep-alive probes');
      },
    ],
    [
      '13 its ACK',
      (said) => {
        expect(said(16)).toContain('ESTABLISHED > CLOSE-WAIT');
        expect(said(17)).toContain('ack 1250 = 1249 + 1: a FIN takes one sequence number');
        expect(said(17)).toContain('FIN-WAIT-1 > FIN-WAIT-2');
        expect(said(17)).toContain('half-closed');
      },
    ],
    [
      '14 the second FIN',
      (said) => {
        expect(said(18)).toContain('CLOSE-WAIT > LAST-ACK');
        expect(said(18)).toContain('FIN-WAIT-2 > TIME-WAIT');
      },
    ],
    [
      '15 the last ACK',
      (said) => {
        expect(said(19)).toContain('ack 367 = 366 + 1');
        expect(said(19)).toContain('LAST-ACK > CLOSED');
        expect(said(19)).toContain('2MSL is 240 s in the RFC and 60 s on Linux');
        expect(said(19)).toContain('old duplicates expire');
      },
    ],
    [
      '16 why four',
      (said) => {
        expect(said(18)).toContain(
          'The close takes four segments here; if it had closed at once, three',
        );
        expect(said(19)).toContain('Two FINs and two ACKs: 4 logical steps in 4 segments');
      },
    ],
  ];

  it.each(steps)('tells step %s', (_, check) => {
    check((number) => {
      const segment = told(story, number);
      const moves = segment.states
        .filter(({ changed }) => changed)
        .map(({ before, after }) => `${before.state} > ${after.state}`);
      return [textOf(segment), ...moves].join('\n');
    });
  });

  it('tells step 6 the flood, on its own sample', async () => {
    const { all } = await read('syn-flood.pcap');
    const half = all.find((connection) => connection.opening === 'half_open')!;
    const said = Array.from({ length: half.segments.count }, (_, row) =>
      textOf(storyOf(half, row, { words: en, port: half.port })),
    ).join('\n');
    expect(said).toMatch(/SYN-RECEIVED/);
    expect(said).toMatch(/retransmits its answer/);
    expect(said).toMatch(/half-open/);
  });
});
