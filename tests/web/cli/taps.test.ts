// Two captures of the same traffic on the command line, held against recordings whose clocks, delays
// and losses are known.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LadderJson } from '../../../web/src/export/json_format';
import { root, tcpLadder } from './command';

const pairs = `${root}samples/pairs/`;
const of = (name: string, tap: 'a' | 'b') => `${pairs}${name}.${tap}.pcap`;
const names = readdirSync(pairs)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''));

async function laid(name: string, order: readonly ('a' | 'b')[] = ['a', 'b']) {
  const { status, out, err } = await tcpLadder(['json', ...order.map((tap) => of(name, tap))]);
  expect(status).toBe(0);
  expect(err).toContain('Two captures of the same traffic, laid over each other');
  return JSON.parse(out) as LadderJson;
}

const truthOf = (name: string) =>
  JSON.parse(readFileSync(`${pairs}${name}.json`, 'utf8')) as { offset_ns: number };

/** What the recorder says of each packet, by its frames in a and b. */
const fatesOf = (name: string) =>
  readFileSync(`${pairs}${name}.truth.tsv`, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [a, b, , fate] = line.split('\t');
      return { a: a ? Number(a) : null, b: b ? Number(b) : null, fate: fate! };
    });

/** What may be said of a packet; the first is what is wanted where packets prove it. */
const allowed: Record<string, readonly string[]> = {
  both: ['both'],
  lost: ['lost_between', 'unknown', 'outside'],
  behind: ['lost_behind', 'both'],
  outside: ['outside', 'unknown'],
};

describe.each(names)('%s', (name) => {
  it('has every packet once, with its fate and no wrong claim', async () => {
    const { segments } = await laid(name);
    const truth = fatesOf(name);
    const known = new Map(truth.map(({ a, b, fate }) => [`${a} ${b}`, fate]));
    expect(segments.length).toBe(truth.length);
    for (const { passage } of segments) {
      const { first, second } = passage!.frames;
      const fate = known.get(`${first} ${second}`);
      expect(fate, `frames ${first} and ${second}`).toBeDefined();
      expect(allowed[fate!]).toContain(passage!.fate);
    }
  });

  it('has the true offset within the stated interval, and no delay below 0', async () => {
    const { taps, segments } = await laid(name);
    const { low, high, offset } = taps!.clock;
    const wanted = truthOf(name).offset_ns / 1e9;
    expect(low).toBeLessThanOrEqual(wanted);
    expect(high).toBeGreaterThanOrEqual(wanted);
    expect(offset).toBeGreaterThan(low!);
    for (const { passage } of segments) {
      if (passage!.fate === 'both') expect(passage!.delay).toBeGreaterThanOrEqual(0);
    }
  });
});

describe('two captures', () => {
  it('may come in any order', async () => {
    const [one, other] = [await laid('lost-between'), await laid('lost-between', ['b', 'a'])];
    expect(other.taps!.clock.offset).toBeCloseTo(-one.taps!.clock.offset!, 6);
    expect(other.taps!.fates).toEqual(one.taps!.fates);
    expect(other.segments.map(({ relativeSeq }) => relativeSeq)).toEqual(
      one.segments.map(({ relativeSeq }) => relativeSeq),
    );
  });

  it('show losses between the taps and behind the second one', async () => {
    const between = await laid('lost-between');
    expect(between.taps!.fates.lost_between).toBeGreaterThanOrEqual(4);
    const lost = between.segments.find(({ passage }) => passage!.fate === 'lost_between')!;
    expect(lost.passage!.proof).toBeGreaterThan(lost.number);
    expect(lost.moments!.lost).toBe(true);
    expect((await laid('lost-behind')).taps!.fates.lost_behind).toBe(3);
  });

  it('are told of in text, list, table and drawing', async () => {
    const files = [of('lost-between', 'a'), of('lost-between', 'b')];
    const text = await tcpLadder(['text', ...files]);
    expect(text.out).toMatch(/The clock of lost-between\.b\.pcap is 2\d\d ms ahead of/);
    expect(text.out).toMatch(/lost between the taps/);
    expect(text.out).toMatch(/╳/);
    const list = await tcpLadder(['list', ...files]);
    expect(list.out).toContain('1 connection in both files.');
    expect(list.out).toMatch(/0: \d+ seen at both taps · \d lost between the taps/);
    const csv = await tcpLadder(['csv', ...files]);
    expect(csv.out.split('\r\n')[0]).toContain(',fate,first_frame,second_frame,');
    const svg = await tcpLadder(['svg', ...files, '--lang', 'zh']);
    expect(svg.out).toContain('丢在两点之间');
    expect(svg.out).toContain('>lost-between.a.pcap<');
  });

  it('can be expected to lose nothing', async () => {
    const check = async (name: string, expected: string) =>
      (await tcpLadder(['check', of(name, 'a'), of(name, 'b'), '--expect', expected])).status;
    expect(await check('request-response', 'lost-between=0,lost-behind=0,missed=0')).toBe(0);
    expect(await check('lost-between', 'lost-between=0')).toBe(1);
    const alone = ['check', of('lost-between', 'a'), '--expect', 'lost-between=0'];
    expect((await tcpLadder(alone)).status).toBe(1);
  });
});

describe('one capture', () => {
  it('has moments at the ends where they are asked for', async () => {
    const file = `${root}samples/http-1688.pcap`;
    const { out } = await tcpLadder(['json', file, '--moments', 'ends']);
    const { timing, segments } = JSON.parse(out) as LadderJson;
    expect(timing!.roundTrip.client).toBeGreaterThan(timing!.roundTrip.server!);
    expect(timing!.places[0]).toBeGreaterThan(0.5);
    for (const { moments, time } of segments) {
      expect(moments!.sent!.best).toBeLessThan(time);
      expect(moments!.arrived!.best).toBeGreaterThan(time);
    }
    const svg = await tcpLadder(['svg', file, '--moments', 'ends']);
    expect(svg.out).toContain('captured here');
    expect((await tcpLadder(['json', file])).out).not.toContain('"moments"');
  });
});
