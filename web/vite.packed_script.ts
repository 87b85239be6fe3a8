// The script of the page in one file, deflated: it is counted as it lies on a disk, where nothing
// packs it.
import { constants, deflateSync } from 'node:zlib';
import type { Plugin } from 'vite';

const inline = /<script type="module"[^>]*>(.+?)<\/script>/s;

/** Unpacks the script and runs it; a policy that allows scripts inside the page allows this one. */
const unpack = async (packed: string) => {
  const octets = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const stream = new Blob([octets]).stream().pipeThrough(new DecompressionStream('deflate'));
  const script = document.createElement('script');
  script.type = 'module';
  script.text = await new Response(stream).text();
  document.head.append(script);
};

/** `html` with its one inlined module packed. */
export function withPackedScript(html: string): string {
  const script = inline.exec(html);
  if (!script) throw new Error('the page has no inlined module');
  const packed = deflateSync(script[1]!, { level: constants.Z_BEST_COMPRESSION });
  const text = `<script>(${String(unpack)})("${packed.toString('base64')}")</script>`;
  const before = html.slice(0, script.index);
  return (
    before + html.slice(script.index + script[0].length).replace('</body>', () => `${text}</body>`)
  );
}

/** For behind vite-plugin-singlefile. */
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
