import { inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { decode, encode, withPackedScript } from '../../../web/build/packed_script';

const page = (script: string) =>
  `<head><script type="module" crossorigin>${script}</script></head><body><p>$&</p></body>`;

it('packs the module of a page and puts what unpacks it at the end', () => {
  const script = `const dollars = "$& $1"; ${'say("ladder");'.repeat(200)}`;
  const packed = withPackedScript(page(script));
  expect(packed).toMatch(/^<head><\/head><body><p>\$&<\/p><script>.*<\/script><\/body>$/s);
  const [, text, letters, count] = /\("([^"]+)","([^"]+)",(\d+)\)\)<\/script>/.exec(packed)!;
  expect(inflateSync(decode(text!, letters!, Number(count))).toString()).toBe(script);
  expect(packed.length).toBeLessThan(page(script).length / 2);
});

it('gives octets of any number back, in letters that need no escape', () => {
  const letters = /","([^"]+)",/.exec(withPackedScript(page('say();')))![1]!;
  expect(new Set(letters).size).toBe(91);
  expect(letters).not.toMatch(/["\\<&]/);
  for (let count = 0; count < 300; count += 1) {
    const octets = Uint8Array.from({ length: count }, (_, i) => (i * 157 + count) & 255);
    expect(decode(encode(octets), letters, count)).toEqual(octets);
  }
});

it('fails where there is none', () => {
  expect(() => withPackedScript('<script type="module" src="a.js"></script>')).toThrow(
    'no inlined',
  );
});
