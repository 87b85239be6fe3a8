// Every number that the article quotes, against the capture it speaks of. A number stands in
// <data value="PLACE">: `4.seq` of the story, `fin-lost/2:12.gap` of another capture's connection.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import createEngine from '#engine';
import type { Connection, ConnectionTable } from '../../web/src/model/connection';
import { outcomes, type OutcomeName } from '../../web/src/model/names';
import { rowsAt } from '../../web/src/element/place';
import { rowsOf } from '../../web/src/model/rows';
import { segmentAt } from '../../web/src/model/segment';
import { CaptureSession } from '../../web/src/engine/worker/session';

const root = new URL('../../', import.meta.url).pathname;
const read = (page: string) => readFileSync(`${root}web/article/${page}`, 'utf8');

interface Capture {
  table: ConnectionTable;
  connection: (index: number) => Promise<Connection>;
}
const captures = new Map<string, Promise<Capture>>();

function capture(name: string): Promise<Capture> {
  let found = captures.get(name);
  if (!found) {
    found = (async () => {
      const session = new CaptureSession(createEngine);
      await session.open(new Blob([new Uint8Array(readFileSync(`${root}samples/${name}.pcap`))]));
      return { table: session.connections(), connection: (i: number) => session.connection(i) };
    })();
    captures.set(name, found);
  }
  return found;
}

const countOf = ({ outcome }: ConnectionTable, name: OutcomeName) =>
  outcome.filter((id) => outcomes[id] === name).length;

/** What the capture says to a place, in seconds where it is a time. */
async function valueAt(place: string): Promise<number> {
  const [, name = 'http-1688', stream = '0', what] = /^(?:([a-z][\w-]*?)(?:\/(\d+))?:)?(.+)$/.exec(
    place,
  )!;
  const { table, connection } = await capture(name);
  if (what === 'half_open' || what === 'no_answer') return countOf(table, what);
  if (what === 'unfinished') return countOf(table, 'half_open') + countOf(table, 'no_answer');
  const chosen = await connection(Number(stream));
  const { segments } = chosen;
  if (what === 'count') return segments.count;
  if (what === 'repeats') {
    const first = segmentAt(segments, 0);
    let row = 1;
    while (segments.flags[row] === segments.flags[0] && segments.seq[row] === first.seq) row += 1;
    return row - 1;
  }
  const [number, field] = what!.split('.');
  const row = Number(number) - 1;
  const segment = segmentAt(segments, row);
  const end = segment.from === 0 ? chosen.client : chosen.server;
  const rows = rowsOf(chosen);
  switch (field) {
    case 'seq':
      return rows.seq[row]!;
    case 'ack':
      return rows.ack[row]!;
    case 'len':
      return segment.length;
    case 'next':
      return rows.seq[row]! + segment.takes;
    case 'isn':
      return end.isn;
    case 'mss':
      return end.mss;
    case 'time':
      return segment.time - segments.time[0]!;
    case 'gap':
      return segment.time - segments.time[row - 1]!;
    default:
      throw new Error(`what is ${place}?`);
  }
}

const quoted = (html: string) =>
  [...html.matchAll(/<data value="([^"]+)">([^<]+)<\/data>/g)].map(
    ([, place, text]) => [place!, text!] as const,
  );

describe.each(['index.html', 'zh.html'])('%s', (page) => {
  const html = read(page);

  it('quotes the numbers of its captures', async () => {
    expect(quoted(html).length).toBeGreaterThan(30);
    for (const [place, text] of quoted(html)) {
      const [, number, unit] = /^([\d.]+)(?: (s|ms|秒))?$/.exec(text)!;
      const scale = unit === 'ms' ? 1e3 : 1;
      const digits = number!.split('.')[1]?.length ?? 0;
      expect(((await valueAt(place)) * scale).toFixed(digits), place).toBe(number);
    }
  });

  it('writes no number of a packet without saying whose it is', () => {
    const text = html
      .slice(html.indexOf('<main>'), html.indexOf('<footer>'))
      .replace(/<data [^>]*>[^<]*<\/data>/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/RFC \d+/g, '');
    const known = new Set([...quoted(html)].map(([, number]) => number));
    // Sums repeat a number that stands beside them; 64 and 60 are settings, not measured.
    const others = text.match(/\d{2,}/g)!.filter((number) => !known.has(number));
    expect(others.filter((number) => !['64', '60'].includes(number))).toEqual([]);
  });

  it('has a segment for each caption', async () => {
    for (const [, attributes, body] of html.matchAll(
      /<tcp-ladder\b([^>]*)>(.*?)<\/tcp-ladder>/gs,
    )) {
      const name = /samples\/([\w-]+)\.pcap/.exec(attributes!)![1]!;
      const stream = Number(/stream="(\d+)"/.exec(attributes!)?.[1] ?? 0);
      const connection = await (await capture(name)).connection(stream);
      const part = rowsAt(connection, /part="([^"]+)"/.exec(attributes!)?.[1] ?? 'all');
      expect(part, attributes).not.toBeNull();
      for (const [, at] of body!.matchAll(/<tcp-step at="([^"]+)"/g)) {
        const rows = rowsAt(connection, at!);
        expect(rows, `${name}: ${at}`).not.toBeNull();
        expect(rows!.first).toBeGreaterThanOrEqual(part!.first);
        expect(rows!.last).toBeLessThanOrEqual(part!.last);
      }
    }
  });
});

it('says in both languages the same of the same segments', () => {
  const places = (page: string) =>
    quoted(read(page))
      .map(([place]) => place)
      .sort();
  expect(places('zh.html')).toEqual(places('index.html'));
});
