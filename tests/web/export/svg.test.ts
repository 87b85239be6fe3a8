import { describe, expect, it } from 'vitest';
import { toSvg } from '../../../web/src/export/svg';
import { selectionOf } from '../../../web/src/export/steps';
import { escapeText } from '../../../web/src/svg/node';
import type { Connection } from '../../../web/src/model/connection';
import { ladderWords } from '../../../web/src/story/ladder_words';
import { asked } from './asked';
import { acting, hostile } from './hostile';
import * as talks from '../talks';

const idsOf = (svg: string) => [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!);
const segmentsOf = (svg: string) =>
  idsOf(svg)
    .filter((id) => /^p\d+$/.test(id))
    .map((id) => Number(id.slice(1)));
const widthOf = (svg: string) => Number(/ width="(\d+)"/.exec(svg)![1]);
const heightOf = (svg: string) => Number(/ height="(\d+)"/.exec(svg)![1]);

describe('the drawing as a file', () => {
  const whole = toSvg(talks.story(), asked());

  it('has every segment under its own id, with a label that says all of it', () => {
    expect(segmentsOf(whole)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    const labels = [...whole.matchAll(/<g id="p\d+"[^>]* aria-label="([^"]*)"/g)];
    expect(labels).toHaveLength(11);
    expect(labels[1]![1]).toContain('SYN ACK');
    expect(labels[1]![1]).toContain('ESTABLISHED');
  });

  it('is named and described', () => {
    expect(whole).toMatch(/aria-labelledby="title"[^>]* aria-describedby="desc"/);
    expect(whole).toMatch(/<title id="title">TCP connection [^<]+<\/title><desc id="desc">11 seg/);
  });

  it('needs nothing outside itself', () => {
    const links = [...whole.matchAll(/https?:[^"'\s)]*/g)].map(([link]) => link);
    expect(new Set(links)).toEqual(new Set(['http://www.w3.org/2000/svg']));
    expect(whole).not.toMatch(/<(script|image|use|foreignObject|a)\b|var\(|@import|tabindex/);
    const ids = new Set(idsOf(whole));
    for (const [, id] of whole.matchAll(/url\(#([^)]*)\)/g)) expect(ids).toContain(id);
  });

  it('has no id twice, and all of them begin as told', () => {
    const ids = idsOf(toSvg(talks.lossy(), { ...asked(), id: 'b-' }));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => id.startsWith('b-'))).toBe(true);
  });

  it('follows its viewer, or one theme', () => {
    expect(whole).toContain('prefers-color-scheme:dark');
    expect(toSvg(talks.story(), { ...asked(), theme: 'dark' })).not.toContain('prefers-color');
  });

  it('is as wide as asked for', () => {
    expect(widthOf(whole)).toBe(912);
    expect(widthOf(toSvg(talks.story(), { ...asked(), width: 360 }))).toBe(360);
  });

  it.each(['en', 'zh-CN'] as const)('promises no more than it holds (%s)', (language) => {
    const connections = Object.values(talks).map((talk) => (talk as () => Connection)());
    for (const connection of connections.filter(({ segments }) => segments.count > 0)) {
      for (const width of [912, 760, 600, 360]) {
        const svg = toSvg(connection, { ...asked({ language }), width });
        expect(svg).not.toMatch(/… ?(more|更多)</);
      }
      const options = asked({ language });
      const words = ladderWords(options.words);
      const svg = toSvg(connection, options);
      const beside = [...svg.matchAll(/<text[^>]*class="nt m2"[^>]*>([^<]*)</g)];
      const told = beside
        .map(([, line]) => line)
        .join('')
        .replace(/\s/g, '');
      const plan = selectionOf(connection, options).plan;
      for (const phase of plan.phases) {
        const { sentence } = words.phase(phase, connection);
        expect(told).toContain(escapeText(sentence).replace(/\s/g, ''));
      }
    }
  });

  it('speaks Chinese', () => {
    const svg = toSvg(talks.story(), asked({ language: 'zh-CN' }));
    expect(svg).toContain('xml:lang="zh-CN"');
    expect(svg).toContain('服务器');
  });
});

describe('a part of the drawing', () => {
  it.each([880, 640, 360])('holds its segments alone, under the heads (%i px)', (width) => {
    const whole = toSvg(talks.story(), { ...asked(), width });
    const part = toSvg(talks.story(), { ...asked({ part: 'teardown' }), width });
    expect(segmentsOf(part)).toEqual([8, 9, 10, 11]);
    expect(part).toContain('127.0.0.1:1688');
    expect(heightOf(part)).toBeLessThan(heightOf(whole));
    expect(part).toContain('Segments 8 to 11 of 11.');
  });

  it('names the states it begins with', () => {
    const part = toSvg(talks.story(), asked({ part: { first: 8, last: 8 } }));
    const names = [...part.matchAll(/class="st[^"]*">([A-Z0-9-]+)</g)].map(([, name]) => name);
    expect(names.slice(0, 2)).toEqual(['CLOSE-WAIT', 'FIN-WAIT-1']);
  });

  it('opens a run that reaches over its edge', () => {
    const svg = toSvg(talks.bulk(300), asked({ part: { first: 20, last: 24 } }));
    expect(segmentsOf(svg)).toEqual([21, 22, 23, 24, 25]);
  });
});

describe('a hostile title', () => {
  it.each(Object.entries(hostile))('is text and nothing else (%s)', (_, title) => {
    const svg = toSvg(talks.story(), asked({ title }));
    const plain = toSvg(talks.story(), asked());
    const tags = (text: string) => text.match(/<\/?[a-z]+/gi);
    expect(tags(svg)).toEqual(tags(plain));
    expect(svg).not.toMatch(acting);
  });
});
