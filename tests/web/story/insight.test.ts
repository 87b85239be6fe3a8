// Who made the resets of the samples and what limited their transfers, in words.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import createEngine from '#engine';
import { CaptureSession } from '../../../web/src/engine/worker/session';
import type { Connection } from '../../../web/src/model/connection';
import { judgedResets, transferOf } from '../../../web/src/model/insight';
import type { Insight, Limit } from '../../../web/src/model/insight';
import {
  idleTimers,
  limits as limitNames,
  resetEvidence,
  resetOrigins,
} from '../../../web/src/model/names';
import type { ResetEvidence, ResetOrigin } from '../../../web/src/model/insight';
import { limitSentence, transfersOf } from '../../../web/src/story/limits';
import { evidenceRows, originOf, resetLine, resetRemarks } from '../../../web/src/story/resets';
import { NO_LIMIT, NO_TIMER } from '../../../web/generated/values';
import { CLIENT, SERVER, Talk } from '../fixtures';
import { toText } from '../../../web/src/export/text';
import { stateAfter } from '../../../web/src/model/segment';
import { addInsight } from '../../../web/src/model/sent_by_others';
import { storyOf } from '../../../web/src/story/story';
import { headlineOf } from '../../../web/src/story/verdict';
import { exportWords } from '../../../web/src/words/export';
import { insightWords } from '../../../web/src/words/insight';
import { storyWords } from '../../../web/src/words/story';
import { faultsOf } from './reading';

const en = insightWords.of('en');
await Promise.all([insightWords.loadAll(), exportWords.loadAll(), storyWords.loadAll()]);
const zh = insightWords.of('zh-CN');

const samples = new URL('../../../samples/', import.meta.url).pathname;

async function read(path: string, index = 0): Promise<Connection & { insight: Insight }> {
  const session = new CaptureSession(() => createEngine());
  await session.open(new Blob([new Uint8Array(readFileSync(path))]));
  const connection = await session.connection(index);
  const insight = await session.insight(index);
  session.dispose();
  return { ...connection, insight };
}

/** Everything that is said of a connection's resets and limits. */
function allOf(connection: Connection & { insight: Insight }, words: typeof en): string[] {
  const { insight } = connection;
  const line = resetLine(connection, insight, words);
  return [
    ...(line ? [`${line.claim}${words.punctuation.colon}${line.reason}`] : []),
    ...judgedResets(insight).flatMap((reset) => [
      ...resetRemarks(reset, words),
      ...evidenceRows(reset, words).flatMap(({ field, found, usual, meaning }) => [
        field,
        found,
        usual,
        meaning,
      ]),
    ]),
    ...transfersOf(connection, insight).flatMap((transfer) => [
      limitSentence(connection, transfer, words),
    ]),
  ];
}

describe('the samples', () => {
  it.each(readdirSync(samples).filter((file) => /\.pcap(ng)?$/.test(file)))(
    'read well: %s',
    async (file) => {
      const connection = await read(samples + file);
      for (const [words, language] of [
        [en, 'en'],
        [zh, 'zh-CN'],
      ] as const) {
        expect(allOf(connection, words).flatMap((text) => faultsOf(text, language))).toEqual([]);
      }
    },
  );

  it('say what limits a transfer, in one counted sentence', async () => {
    const loss = await read(`${samples}loss.pcap`);
    const [transfer] = transfersOf(loss, loss.insight);
    expect(limitSentence(loss, transfer!, en)).toBe(
      'Limited by loss. For 438 of 591 ms the server repairs losses, or sends with the small window they left. ' +
        '224 ms of that are one wait, until #164.',
    );
    const stopped = await read(`${samples}zero-window.pcap`);
    expect(limitSentence(stopped, transfersOf(stopped, stopped.insight)[0]!, en)).toBe(
      'Limited by receiver’s window. For all 3.566 s the client waits for the window of the server, which is 0 for 3.453 s.',
    );
    expect(limitSentence(stopped, transfersOf(stopped, stopped.insight)[0]!, zh)).toBe(
      '受限于接收方窗口。全部 3.566 秒，客户端在等服务器的窗口，其中 3.453 秒窗口为 0。',
    );
  });

  it('say that a reset fits its end, and where it cannot be told', async () => {
    const reset = await read(`${samples}reset-by-server.pcap`);
    expect(resetLine(reset, reset.insight, en)).toMatchObject({
      sign: '✓',
      claim: 'Nothing speaks against the server as the sender of #6',
    });
    const refused = await read(`${samples}refused.pcap`);
    expect(resetLine(refused, refused.insight, en)).toMatchObject({
      sign: '–',
      claim: 'Who sent #2 cannot be told',
      reason: 'no other segment of the server was captured to compare it with',
    });
  });
});

const talk = () => {
  const connection = new Talk().syn().synAck().connection('half_open');
  return connection;
};

function judged(
  origin: ResetOrigin,
  against: Partial<Record<ResetEvidence, [found: number, usual: number]>>,
  more: { idle?: number; timer?: string; compared?: number; agrees?: ResetEvidence[] } = {},
): Insight {
  const bits = (names: readonly string[]) =>
    names.reduce((sum, name) => sum | (1 << resetEvidence.indexOf(name as ResetEvidence)), 0);
  const numbers = (at: 0 | 1) =>
    Float64Array.from(resetEvidence, (name) => against[name]?.[at] ?? 0);
  const timer = idleTimers.findIndex(({ name }) => name === more.timer);
  return {
    resets: {
      count: 1,
      row: Uint32Array.of(1),
      end: Uint8Array.of(1),
      origin: Uint8Array.of(resetOrigins.indexOf(origin)),
      stateUntil: Uint32Array.of(1),
      taken: Uint8Array.of(1),
      against: Uint16Array.of(bits(Object.keys(against))),
      agrees: Uint16Array.of(bits(more.agrees ?? [])),
      compared: Uint32Array.of(more.compared ?? 3),
      found: numbers(0),
      usual: numbers(1),
      idle: Float64Array.of(more.idle ?? 0),
      idleTimer: Uint8Array.of(timer < 0 ? NO_TIMER : timer),
    },
    limits: limited([]),
  };
}

function limited(spans: readonly [Limit, number, number][]): Insight['limits'] {
  const none = Float64Array.from(spans, () => 0);
  const ids = Uint8Array.from(spans, ([limit]) => limitNames.indexOf(limit));
  return {
    count: spans.length,
    sender: Uint8Array.from(spans, () => 0),
    limit: ids,
    from: Float64Array.from(spans, ([, from]) => from),
    to: Float64Array.from(spans, ([, , to]) => to),
    bytes: Float64Array.from(spans, () => 100_000),
    resent: new Uint32Array(spans.length),
    firstFlight: none,
    mostFlight: Float64Array.from(spans, () => 65_536),
    mostWindow: Float64Array.from(spans, () => 3_100_000),
    leastRoundTrip: Float64Array.from(spans, () => 0.0081),
    mostRoundTrip: Float64Array.from(spans, () => 0.042),
    longestWait: none,
    waitRow: new Uint32Array(spans.length),
    dominating: Uint8Array.of(ids[0] ?? NO_LIMIT, NO_LIMIT),
    zeroWindow: Float64Array.of(0, 0),
  };
}

describe('a reset from the middle', () => {
  const connection = talk();
  const all = Object.fromEntries(resetEvidence.map((name) => [name, [7, 4]])) as Record<
    ResetEvidence,
    [number, number]
  >;

  it('is told by its two strongest marks', () => {
    const insight = judged('middle', { ttl: [3, 12], timing: [900_000, 24_100_000], df: [1, 0] });
    const { claim, reason, sign } = resetLine(connection, insight, en)!;
    expect(sign).toBe('✕');
    expect(claim).toMatch(
      /^The FIN #2 was not sent by the server$|^#2 was not sent by the server$/,
    );
    expect(reason).toBe(
      'it came 900 µs after what it acknowledges, where the server takes 24.1 ms or more; ' +
        'it passed 3 hops, where segments of the server pass 12',
    );
  });

  it.each([
    ['en', 'not from the server', 'A reset in the server’s name', 'Reset in the server’s name'],
    ['zh-CN', '不是服务器发的', '以服务器名义发来的复位', '有人以服务器的名义复位了连接'],
  ] as const)('is labelled and titled as such, and its end keeps its state: %s', (...told) => {
    const [language, label, title, headline] = told;
    const words = storyWords.of(language);
    const read = (origin: ResetOrigin) => {
      const reset = new Talk()
        .syn()
        .synAck()
        .ack(CLIENT)
        .now('ESTABLISHED', 'ESTABLISHED')
        .rst(SERVER)
        .now('CLOSED?', 'CLOSED')
        .ack(CLIENT)
        .connection('reset_by_server');
      const { resets, limits } = judged(origin, {});
      const [row, stateUntil] = [Uint32Array.of(3), Uint32Array.of(origin === 'middle' ? 5 : 3)];
      addInsight(reset, { limits, resets: { ...resets, row, stateUntil } });
      const text = toText(reset, {
        words: exportWords.of(language),
        numbers: 'relative',
        part: 'all',
        title: null,
      });
      const story = storyOf(reset, 3, { words });
      return { reset, text, story, headline: headlineOf(reset, words) };
    };
    const forged = read('middle');
    expect(forged.text).toContain(label);
    expect(forged.story.title).toBe(title);
    expect(forged.headline).toContain(headline);
    for (const row of [3, 4]) {
      expect(stateAfter(forged.reset.segments, row, SERVER).state).toBe('ESTABLISHED');
      expect(stateAfter(forged.reset.segments, row, CLIENT).state).toBe('CLOSED');
    }
    expect(faultsOf(forged.story.paragraphs.join(' '), language)).toEqual([]);
    for (const origin of ['end', 'cannot_be_told'] as const) {
      const other = read(origin);
      expect(other.text).not.toContain(label);
      expect(other.story.title).not.toBe(title);
      expect(other.headline).not.toContain(headline);
      expect(stateAfter(other.reset.segments, 4, SERVER).state).toBe('CLOSED');
    }
  });

  it('has words for every mark in both languages', () => {
    for (const origin of resetOrigins) {
      for (const [words, language] of [
        [en, 'en'],
        [zh, 'zh-CN'],
      ] as const) {
        const [reset] = judgedResets(judged(origin, all));
        const rows = evidenceRows(reset!, words);
        expect(rows).toHaveLength(resetEvidence.length);
        const { claim, reason } = originOf(connection, reset!, words);
        const texts = [claim, reason, ...rows.flatMap((r) => [r.found, r.usual, r.meaning])];
        expect(texts.flatMap((text) => faultsOf(text, language))).toEqual([]);
      }
    }
  });

  it('names a timer as consistent with, never as proof', () => {
    for (const { name } of idleTimers) {
      const [reset] = judgedResets(judged('middle', all, { timer: name, idle: 350.02 }));
      const [, remark] = resetRemarks(reset!, en);
      expect(remark).toContain('consistent with');
      expect(remark).toContain('proves nothing');
      expect(faultsOf(resetRemarks(reset!, zh)[1]!, 'zh-CN')).toEqual([]);
    }
    const [reset] = judgedResets(judged('middle', all));
    expect(resetRemarks(reset!, en)).toHaveLength(1);
  });
});

describe('a limit', () => {
  const connection = talk();
  it.each(limitNames)('has a sentence in both languages: %s', (limit) => {
    const insight = {
      ...judged('end', {}),
      limits: limited([
        [limit, 1, 2],
        ['loss', 2, 2.1],
      ]),
    };
    const transfer = transferOf(insight, 0)!;
    expect(transfer.totals[0]!.limit).toBe(limit);
    for (const [words, language] of [
      [en, 'en'],
      [zh, 'zh-CN'],
    ] as const) {
      const text = limitSentence(connection, transfer, words);
      expect(faultsOf(text, language)).toEqual([]);
      expect(text).toMatch(/1\.\d+ (s|秒)/);
    }
  });

  it('that is unknown says why', () => {
    const insight = { ...judged('end', {}), limits: limited([['unknown', 1, 2]]) };
    const late = { ...connection, opening: 'mid_stream' };
    expect(limitSentence(late, transferOf(insight, 0)!, en)).toContain(
      'the handshake was not captured',
    );
    expect(limitSentence(connection, transferOf(insight, 0)!, en)).toContain(
      'does not show where this was captured',
    );
  });

  it('of an end that sent less than two data segments is none', () => {
    expect(transferOf({ ...judged('end', {}), limits: limited([]) }, 0)).toBeNull();
  });
});
