// Compresses the script of the single-file page, because no host compresses a local file. The page
// is UTF-16, as its byte order mark says, which takes precedence over what a server says. So it has
// 468 kB; deflated and in base 91, in UTF-8, it had 714 kB.
import { minify } from 'terser';
import type { Plugin } from 'vite';
import * as dense from './dense_text.ts';
import * as lzma from './lzma.ts';
import { encode as octetText, decode as octetsOfText } from './octet_text.ts';

const inline = /<script type="module"[^>]*>(.+?)<\/script>/s;

/** A piece of a script, and the bytes from which the page makes it again. */
interface Piece {
  kind: 'text' | 'base64' | 'octets';
  bytes: Uint8Array;
}

/** Characters of octet_text.ts, by the byte. */
const octetCharacters = octetText(Uint8Array.from({ length: 256 }, (_, octet) => octet));

const readers: Record<Piece['kind'], (text: string) => Uint8Array> = {
  text: (text) => Buffer.from(text),
  base64: (text) => Buffer.from(text, 'base64'),
  octets: octetsOfText,
};
const writers: Record<Piece['kind'], (bytes: Uint8Array) => string> = {
  text: (bytes) => Buffer.from(bytes).toString(),
  base64: (bytes) => Buffer.from(bytes).toString('base64'),
  octets: octetText,
};

/** Captures and modules compress better as bytes than as the texts that stand for them. */
export function piecesOf(script: string): Piece[] {
  const pieces: Piece[] = [];
  const add = (kind: Piece['kind'], text: string) => {
    const bytes = readers[kind](text);
    if (writers[kind](bytes) !== text) throw new Error(`a piece of the script is not ${kind}`);
    pieces.push({ kind, bytes });
  };
  const packable =
    /(?<=;base64,)[A-Za-z0-9+/]{100,}=*|(?<=")(?!data:)[^"'`\\$<&\p{Cc}]{20000,}(?=")/gu;
  let end = 0;
  for (const { 0: text, index } of script.matchAll(packable)) {
    add('text', script.slice(end, index));
    add(script.startsWith(';base64,', index - 8) ? 'base64' : 'octets', text);
    end = index + text.length;
  }
  add('text', script.slice(end));
  return pieces;
}

/**
 * Makes the script from its pieces, which are given by kind (a text, or the characters for bytes)
 * and size. The source of this function is inserted into the page, so it refers to nothing outside
 * of itself.
 */
export function join(octets: Uint8Array, pieces: readonly (readonly [string, number])[]): string {
  let at = 0;
  return pieces
    .map(([kind, size]) => {
      const bytes = octets.subarray(at, (at += size));
      if (kind === 'text') return new TextDecoder().decode(bytes);
      const codes = new Uint16Array(size);
      for (let i = 0; i < size; i += 1)
        codes[i] = kind === 'base64' ? bytes[i]! : kind.charCodeAt(bytes[i]!);
      const text = new TextDecoder('utf-16').decode(codes);
      return kind === 'base64' ? btoa(text) : text;
    })
    .join('');
}

/** Runs the script; a policy that allows inline scripts allows this one. */
const run = (text: string) => {
  const script = document.createElement('script');
  script.type = 'module';
  script.text = text;
  document.head.append(script);
};

/** An expression that is the text of `script`. */
export function packed(script: string): string {
  const pieces = piecesOf(script);
  const octets = Buffer.concat(pieces.map(({ bytes }) => bytes));
  const compressed = lzma.compress(octets);
  const kinds = pieces.map(({ kind, bytes }) => [
    kind === 'octets' ? octetCharacters : kind,
    bytes.length,
  ]);
  const text = `(${String(dense.decode)})("${dense.encode(compressed)}",${compressed.length})`;
  return `(${String(join)})((${String(lzma.decompress)})(${text},${octets.length}),${JSON.stringify(kinds)})`;
}

/** `html`, which is UTF-8, in UTF-16 and with its single inlined module compressed. */
export async function withPackedScript(html: string): Promise<Buffer> {
  const script = inline.exec(html);
  if (!script) throw new Error('the page has no inlined module');
  const { code } = await minify(`(${String(run)})(${packed(script[1]!)})`, { ecma: 2020 });
  const compact = (text: string) => text.replace(/\s+/g, ' ');
  const before = compact(html.slice(0, script.index));
  const behind = compact(html.slice(script.index + script[0].length));
  const page = before + behind.replace('</body>', () => `<script>${code}</script></body>`);
  return Buffer.from(`\ufeff${page}`, 'utf16le');
}

/** Must come after vite-plugin-singlefile. */
export const packedScript: Plugin = {
  name: 'packed-script',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    async handler(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'asset' && file.fileName.endsWith('.html')) {
          file.source = await withPackedScript(String(file.source));
        }
      }
    },
  },
};
