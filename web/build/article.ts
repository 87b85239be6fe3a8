// Builds the article under dist/, with a drawing of each ladder inside its element, for readers
// without scripts, feeds and printers. The package's own functions draw them.
import { cp, readFile, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { build, type Plugin } from 'vite';
import type * as ladder from '../src/package/ladder.ts';
import { engine } from './engine.ts';
import { here } from './shared.ts';

type Drawing = typeof ladder;
type Language = 'en' | 'zh-CN';

/** Width in px: enough for the form with brackets, but not more than a column of text. */
const width = 760;
const pages: Record<string, Language> = { 'index.html': 'en', 'zh.html': 'zh-CN' };

async function drawingFunctions(): Promise<Drawing> {
  const output = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [engine('packed')],
    build: {
      write: false,
      lib: { entry: here('src/package/ladder.ts'), formats: ['es'] },
      rolldownOptions: {
        external: [/^node:/, ...builtinModules],
        // One script without other files next to it.
        output: { codeSplitting: false },
      },
    },
  });
  const [bundle] = Array.isArray(output) ? output : [output];
  if (!bundle || !('output' in bundle)) throw new Error('the drawing was not built');
  const code = Buffer.from(bundle.output[0].code).toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)) as Drawing;
}

const tag = /<tcp-ladder\b([^>]*)>/g;
const attribute = (attributes: string, name: string) =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? null;

function partOf(text: string | null) {
  const [, first, last] = /^(\d+)-(\d+)$/.exec(text ?? '') ?? [];
  if (first && last) return { first: Number(first) - 1, last: Number(last) - 1 };
  return (text ?? 'all') as 'all' | 'handshake' | 'data' | 'teardown';
}

/** `html` with an image in every ladder; the images are written next to it. */
async function withDrawings(html: string, language: Language, draw: Drawing): Promise<string> {
  const pieces: string[] = [];
  let from = 0;
  let ordinal = 0;
  for (const match of html.matchAll(tag)) {
    const attributes = match[1]!;
    const sample = attribute(attributes, 'src')!.replace('../samples/', '');
    const capture = await draw.readCapture(await readFile(here(`../samples/${sample}`)));
    const connection = await capture.connection(
      capture.find(attribute(attributes, 'stream') ?? 0)!,
    );
    const part = partOf(attribute(attributes, 'part'));
    const svg = draw.svgOf(connection, { part, width, language });
    capture.dispose();
    ordinal += 1;
    const name = `${language}-${ordinal}.svg`;
    await writeFile(here(`dist/article/${name}`), svg);
    const [, wide, high] = /<svg[^>]* width="(\d+)" height="(\d+)"/.exec(svg)!;
    const about = /<title[^>]*>(.*?)<\/title><desc[^>]*>(.*?)<\/desc>/s.exec(svg)!;
    const alt = `${about[1]}. ${about[2]}`.replaceAll('"', '&quot;');
    const end = match.index + match[0].length;
    pieces.push(
      html.slice(from, end),
      `<img src="${name}" width="${wide}" height="${high}" alt="${alt}" />`,
    );
    from = end;
  }
  return pieces.join('') + html.slice(from);
}

export const article: Plugin = {
  name: 'article',
  async closeBundle() {
    await cp(here('article'), here('dist/article'), { recursive: true });
    const draw = await drawingFunctions();
    for (const [page, language] of Object.entries(pages)) {
      const html = await readFile(here(`article/${page}`), 'utf8');
      await writeFile(here(`dist/article/${page}`), await withDrawings(html, language, draw));
    }
  },
};
