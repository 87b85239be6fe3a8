import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findingText } from '../../../../web/src/page/capture/finding_text';
import { findings } from '../../../../web/src/model/names';
import type { FindingName } from '../../../../web/src/model/names';
import type { Language } from '../../../../web/src/words';
import { pageWords } from '../../../../web/src/words/page';

function told(
  name: FindingName,
  language: Language,
  frame: number,
  offset = 0,
  args: readonly number[] = [],
): string {
  const table = {
    count: 1,
    id: Uint16Array.of(findings.findIndex((finding) => finding.name === name)),
    key: Float64Array.of(0),
    times: Float64Array.of(1),
    frame: Uint32Array.of(frame),
    offset: Float64Array.of(offset),
    args: Float64Array.of(0, 0, 0),
  };
  table.args.set(args);
  return findingText(table, 0, pageWords.of(language));
}

describe('a finding about the file', () => {
  it('names its packet in the brackets of its language', () => {
    expect(told('cut_frame', 'en', 1200)).toMatch(/\S \(first in packet\u00a01,200\)$/);
    expect(told('cut_frame', 'zh-CN', 12)).toMatch(/。（首次出现在第 12 个包）$/);
  });

  it('names a byte where no packet could be read', () => {
    expect(told('bad_block_length', 'en', 3, 480)).toMatch(/\S \(first at byte 480\)$/);
    expect(told('bad_block_length', 'zh-CN', 3, 480)).toMatch(/（首次出现在第 480 字节）$/);
  });

  it('names every block of pcapng that is known and not read', () => {
    const core = new URL('../../../../core/capture/', import.meta.url);
    const table = readFileSync(new URL('pcapng_blocks.def', core), 'utf8');
    const read = readFileSync(new URL('pcapng.cc', core), 'utf8');
    const skipped = [...table.matchAll(/^PCAPNG_BLOCK\((\w+), (\w+),/gm)].filter(
      ([, , name]) => !read.includes(`case kBlock_${name}:`) && name !== 'section_header',
    );
    expect(skipped.length).toBeGreaterThan(5);
    for (const [, type] of skipped) {
      const number = Number(type);
      const sentence = (language: Language) => told('skipped_block', language, 1, 0, [number]);
      expect(sentence('en')).toMatch(new RegExp(`type ${number} \\(\\w`));
      expect(sentence('zh-CN')).toMatch(new RegExp(`类型 ${number}（.+）的块`));
    }
    expect(told('skipped_block', 'en', 1, 0, [4711])).toContain('type 4711 contains');
  });

  it('names no place where none is known', () => {
    expect(told('cut_frame', 'en', 0)).not.toContain('(');
  });
});
