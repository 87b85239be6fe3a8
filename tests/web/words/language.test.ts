import { describe, expect, it } from 'vitest';
import { matchLanguage, pickLanguage } from '../../../web/src/words/language';

describe('a language tag', () => {
  it.each([
    ['zh', 'zh-CN'],
    ['zh-TW', 'zh-CN'],
    ['zh_Hans', 'zh-CN'],
    ['EN-us', 'en'],
    ['fr', null],
    ['', null],
    [null, null],
  ])('%s', (tag, language) => expect(matchLanguage(tag)).toBe(language));
});

describe('the language', () => {
  it('is the one asked for', () => expect(pickLanguage('en', 'zh', ['zh'])).toBe('en'));
  it('else the one of the page around', () =>
    expect(pickLanguage(null, 'zh', ['en'])).toBe('zh-CN'));
  it('else what the browser prefers', () =>
    expect(pickLanguage(undefined, 'fr', ['de', 'zh-CN', 'en'])).toBe('zh-CN'));
  it('and English at last', () => expect(pickLanguage(null, null, ['fr'])).toBe('en'));
});
