import { expect, it } from 'vitest';
import { encode } from '../../../web/build/octet_text';
import { packed, piecesOf, withPackedScript } from '../../../web/build/packed_script';

const page = (script: string) =>
  `<head><script type="module" crossorigin>${script}</script></head><body><p>$&</p></body>`;
const evaluate = (expression: string): unknown => (0, eval)(expression);

const octets = Uint8Array.from({ length: 30000 }, (_, i) => (i * i) >> 4);
const script = [
  `const dollars = "$& $1", greeting = "梯形图"; ${'say("ladder");'.repeat(200)}`,
  `const capture = "data:application/octet-stream;base64,${Buffer.from(octets).toString('base64')}";`,
  `const module = "${encode(octets)}";`,
].join('\n');

it('gives a script back from its text', () => {
  for (const text of [script, '', 'say();']) expect(evaluate(packed(text))).toBe(text);
});

it('packs captures and modules as bytes', () => {
  const kinds = piecesOf(script).map(({ kind }) => kind);
  expect(kinds).toEqual(['text', 'base64', 'text', 'octets', 'text']);
});

it('puts the module of a page, packed, at the end of it', async () => {
  const text = (await withPackedScript(page(script))).toString('utf16le');
  expect(text).toMatch(/^\ufeff<head><\/head><body><p>\$&<\/p><script>.*<\/script><\/body>$/s);
  const head = { append: (element: { text: string }) => (run = element.text) };
  let run = '';
  const body = /<script>(.*)<\/script>/s.exec(text)![1]!;
  const start = evaluate(`(document) => { ${body} }`) as (document: object) => void;
  start({ head, createElement: () => ({}) });
  expect(run).toBe(script);
});

it('fails where there is none', async () => {
  const linked = '<script type="module" src="a.js"></script>';
  await expect(withPackedScript(linked)).rejects.toThrow('no inlined');
});
