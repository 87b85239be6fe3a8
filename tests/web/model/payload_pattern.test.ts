import { describe, expect, it } from 'vitest';
import { parsePattern, payloadTerms } from '../../../web/src/model/payload_pattern';

const read = (text: string) => {
  const bytes = parsePattern(text);
  return bytes && Buffer.from(bytes).toString('latin1');
};

describe('a pattern', () => {
  it.each([
    ['GET', 'GET'],
    ['"GET /"', 'GET /'],
    [String.raw`"a\r\n\t\0\"\\\x7f"`, 'a\r\n\t\0"\\\x7f'],
    ['"é"', 'Ã©'],
    ['/0d 0A:ff/', '\r\n\xff'],
    ['"/"', '/'],
  ])('%s', (text, bytes) => expect(read(text)).toBe(bytes));

  it.each(['', '""', '//', '"open', '/0d', '/0/', '/0g/', '"a"b', 'x'.repeat(257)])(
    '%j is none',
    (text) => expect(read(text)).toBe(null),
  );
});

describe('terms of a query', () => {
  it('are taken out of it, spaces and all', () => {
    const { terms, rest } = payloadTerms('443 payload:"a b" rst PAYLOAD:/0d 0a/ payload:x');
    expect(terms.map(({ text }) => text)).toEqual(['"a b"', '/0d 0a/', 'x']);
    expect(rest.trim().split(/\s+/)).toEqual(['443', 'rst']);
  });

  it('may be unfinished', () => {
    expect(payloadTerms('443 payload:"a b').terms).toEqual([{ text: '"a b', pattern: null }]);
    expect(payloadTerms('payload:').terms).toEqual([{ text: '', pattern: null }]);
  });

  it('are only whole words', () => {
    expect(payloadTerms('no-payload:x')).toEqual({ terms: [], rest: 'no-payload:x' });
  });
});
