// Compresses the script of the single-file page, because no host compresses a local file. In base
// 91 the page has 386 kB; in base64 it would have 418 kB.
import { constants, deflateSync } from 'node:zlib';
import type { Plugin } from 'vite';

const inline = /<script type="module"[^>]*>(.+?)<\/script>/s;

/**
 * Printable characters that need no escape in a quoted string or in HTML: 91 of them, so that two
 * encode 13 bits.
 */
const letters = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))
  .filter((letter) => !'"\\<&'.includes(letter))
  .join('');

/** Encodes bytes as text, 8 % shorter than base64. */
export function encode(octets: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  const tell = () => {
    const value = held & 8191;
    text += letters[value % 91]! + letters[Math.trunc(value / 91)]!;
    held >>= 13;
    bits -= 13;
  };
  for (const octet of octets) {
    held |= octet << bits;
    bits += 8;
    if (bits >= 13) tell();
  }
  if (bits > 0) tell();
  return text;
}

/**
 * Decodes `count` bytes from the text of encode(). The source of this function is inserted into the
 * page.
 */
export function decode(text: string, letters: string, count: number): Uint8Array<ArrayBuffer> {
  const octets = new Uint8Array(count);
  let held = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < text.length; i += 2) {
    held |= (letters.indexOf(text[i]!) + 91 * letters.indexOf(text[i + 1]!)) << bits;
    for (bits += 13; bits >= 8 && at < count; bits -= 8) {
      octets[at++] = held & 255;
      held >>= 8;
    }
  }
  return octets;
}

/** Unpacks the script and runs it; a policy that allows inline scripts allows this one. */
const unpack = async (octets: Uint8Array<ArrayBuffer>) => {
  const stream = new Blob([octets]).stream().pipeThrough(new DecompressionStream('deflate'));
  const script = document.createElement('script');
  script.type = 'module';
  script.text = await new Response(stream).text();
  document.head.append(script);
};

/** `html` with its single inlined module compressed. */
export function withPackedScript(html: string): string {
  const script = inline.exec(html);
  if (!script) throw new Error('the page has no inlined module');
  // Code and module bytes have different symbol statistics, so smaller blocks save one per cent.
  const packed = deflateSync(script[1]!, { level: constants.Z_BEST_COMPRESSION, memLevel: 6 });
  const octets = `(${String(decode)})("${encode(packed)}","${letters}",${packed.length})`;
  const text = `<script>(${String(unpack)})(${octets})</script>`;
  const before = html.slice(0, script.index);
  return (
    before + html.slice(script.index + script[0].length).replace('</body>', () => `${text}</body>`)
  );
}

/** Must come after vite-plugin-singlefile. */
export const packedScript: Plugin = {
  name: 'packed-script',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'asset' && file.fileName.endsWith('.html')) {
          file.source = withPackedScript(String(file.source));
        }
      }
    },
  },
};
