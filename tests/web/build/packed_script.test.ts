import { inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { withPackedScript } from '../../../web/vite.packed_script';

const page = (script: string) =>
  `<head><script type="module" crossorigin>${script}</script></head><body><p>$&</p></body>`;

it('packs the module of a page and puts what unpacks it at the end', () => {
  const script = `const dollars = "$& $1"; ${'say("ladder");'.repeat(200)}`;
  const packed = withPackedScript(page(script));
  expect(packed).toMatch(/^<head><\/head><body><p>\$&<\/p><script>.*<\/script><\/body>$/s);
  const text = /\("([\w+/=]+)"\)<\/script>/.exec(packed)![1]!;
  expect(inflateSync(Buffer.from(text, 'base64')).toString()).toBe(script);
  expect(packed.length).toBeLessThan(page(script).length / 2);
});

it('fails where there is none', () => {
  expect(() => withPackedScript('<script type="module" src="a.js"></script>')).toThrow(
    'no inlined',
  );
});
