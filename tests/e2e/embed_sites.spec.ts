// The README's snippet in pages with styles of their own: the page does not break the ladder, and
// the ladder changes nothing of the page.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, type Page } from '@playwright/test';
import { results, root, watchErrors } from './helpers';
import { drawnIn, openMade } from './pages';

const execute = promisify(execFile);

/** As the README has it, with this build's addresses. */
const snippet = async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const lines = readme.slice(readme.indexOf('## Embed a ladder in a minute')).split('\n').slice(1);
  const first = lines.findIndex((line) => line.startsWith('    '));
  const end = lines.findIndex((line, i) => i > first && !line.startsWith('    '));
  return lines
    .slice(first, end)
    .map((line) => line.slice(4))
    .join('\n')
    .replace('src="tcp-ladder.js"', 'src="/tcp-ladder.js"')
    .replace('src="teardown.svg"', 'src="/teardown.svg"')
    .replaceAll('"http-1688.pcap"', '"/samples/http-1688.pcap"');
};

// The drawing that the author of the page made.
test.beforeEach(({ page }) =>
  page.route('**/teardown.svg', (route) =>
    route.fulfill({ path: join(root, 'tests/web/golden/story-embed.svg') }),
  ),
);

/** How the drawing looks, whatever is around it. */
const lookOf = (page: Page) =>
  page.locator('tcp-ladder').evaluate((node) => {
    const inner = node.shadowRoot!;
    const view = inner.querySelector('tcp-ladder-view')!;
    const svg = view.shadowRoot!.querySelector('svg')!;
    const read = (element: Element, names: string[]) => {
      const style = getComputedStyle(element);
      return names.map((name) => style.getPropertyValue(name));
    };
    const text = [
      ...['font-family', 'font-size', 'font-weight', 'font-style', 'letter-spacing'],
      ...['word-spacing', 'text-transform', 'text-align', 'text-indent', 'white-space'],
    ];
    const box = svg.getBoundingClientRect();
    return {
      svg: [box.width, box.height, ...read(svg, ['display', 'position', 'opacity', ...text])],
      labels: [...svg.querySelectorAll('text')].map((label) => read(label, ['fill', ...text])),
      button: read(inner.querySelector('button')!, [
        'width',
        'height',
        'display',
        'padding',
        'border',
      ]),
      caption: read(inner.querySelector('figcaption')!, ['color', 'line-height', ...text]),
    };
  });

/** Computed styles of everything else in the page, before layout makes lengths of them. */
const restOf = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((node) => !node.closest('tcp-ladder, script'))
      .map((node) => [
        `${node.tagName}.${node.className}`,
        ...[...node.computedStyleMap()].map(
          ([name, values]) => `${name}: ${[...values].join(', ')}`,
        ),
      ]),
  );

const hostile = {
  'everything unset': '* { all: unset }',
  'svg and buttons dressed up':
    'svg { width: 100%; height: auto; fill: red } button { padding: 30px; text-transform: uppercase } ' +
    'text { font-size: 40px } figure { margin: 80px; border: 9px solid } figcaption { display: none }',
  'inherited styles':
    'body { font: italic 700 30px/3 cursive; letter-spacing: 4px; word-spacing: 9px; ' +
    'text-transform: uppercase; text-indent: 60px; text-align: right; white-space: pre; color: red; ' +
    'text-shadow: 2px 2px red; hyphens: auto; list-style: square inside }',
  'important rules':
    '* { box-sizing: content-box !important; font-size: 30px !important; position: static !important; ' +
    'max-width: 100% !important; transition: all 3s !important }',
  'a media reset': 'img, svg, video { display: block; max-width: 100%; height: auto }',
};

test.describe('hand-written pages', () => {
  for (const [name, css] of Object.entries(hostile)) {
    test(name, async ({ page }) => {
      const errors = watchErrors(page);
      const frame = '<style>div.column { display: block; width: 800px }</style>';
      const body = `<div class="column">${await snippet()}</div>`;
      await openMade(page, { head: frame, body, script: '' });
      await expect(drawnIn(page)).toHaveCount(4);
      const calm = await lookOf(page);
      await page.unroute('**/made.html');
      await openMade(page, {
        head: `<style>${css}</style>${frame}`,
        body,
        script: '',
      });
      await expect(drawnIn(page)).toHaveCount(4);
      expect(await lookOf(page)).toEqual(calm);
      expect(errors).toEqual([]);
    });
  }
});

const types: Record<string, string> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
};

interface Blog {
  name: string;
  /** A file that is there when the generator is installed. */
  installed: string;
  missing: string;
  /** The command that builds the site in a folder into `built` there. */
  build: string[];
  built: string;
  post: string;
}

const blogs = join(root, 'tests/blogs');
const generators: Blog[] = [
  {
    name: 'hexo',
    installed: join(blogs, 'hexo/node_modules/hexo'),
    missing: 'npm ci --prefix tests/blogs/hexo',
    build: [process.execPath, 'node_modules/hexo/bin/hexo', 'generate'],
    built: 'public',
    post: '/hexo/2026/01/02/ladder/',
  },
  {
    name: 'jekyll',
    installed: '/usr/share/doc/jekyll-theme-minima',
    missing: 'the Debian packages jekyll and jekyll-theme-minima',
    build: ['jekyll', 'build', '--disable-disk-cache'],
    built: '_site',
    post: '/jekyll/2026/01/02/ladder.html',
  },
];

/** The blog with one more post, in a folder of its own; built, its address. */
async function buildBlog({ name, build }: Blog): Promise<string> {
  const site = await mkdtemp(join(tmpdir(), `tcp-ladder-${name}-`));
  await cp(join(blogs, name), site, {
    recursive: true,
    verbatimSymlinks: true,
  });
  const folder = name === 'hexo' ? 'source/_posts' : '_posts';
  await writeFile(
    join(site, folder, name === 'hexo' ? 'ladder.md' : '2026-01-02-ladder.md'),
    `---\nlayout: post\ntitle: Who hung up?\ndate: 2026-01-02 12:00:00\n---\nBefore.\n\n${await snippet()}\n\nAfter, with a \`word\`.\n`,
  );
  const [command, ...given] = build;
  await execute(command!, given, {
    cwd: site,
    env: { ...process.env, TZ: 'UTC' },
  });
  return site;
}

async function serveBlog(page: Page, { name, built }: Blog, site: string) {
  await page.route(`**/${name}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    const inside = pathname.slice(name.length + 1).replace(/\/$/, '/index.html');
    const path = join(site, built, inside);
    if (!existsSync(path)) return route.fulfill({ status: 404 });
    return route.fulfill({
      path,
      contentType: types[extname(path)] ?? 'application/octet-stream',
    });
  });
  // A theme may ask other sites for fonts; there is no need to reach them.
  await page.route(/^https?:\/\/(?!localhost)/, (route) => route.abort());
}

for (const blog of generators) {
  test.describe(blog.name, () => {
    test.skip(!existsSync(blog.installed), `${blog.name} is not installed: ${blog.missing}`);
    let site: string;
    test.beforeAll(async () => {
      test.setTimeout(120_000);
      site = await buildBlog(blog);
    });
    test.afterAll(() => rm(site, { recursive: true }));

    test('a post in its usual theme', async ({ page }) => {
      await serveBlog(page, blog, site);
      await page.route('**/tcp-ladder.js', (route) => route.abort());
      await page.goto(blog.post);
      await expect(page.getByAltText('The server closes first')).toBeVisible();
      const before = await restOf(page);
      await page.unroute('**/tcp-ladder.js');
      await page.goto(blog.post);
      await expect(drawnIn(page)).toHaveCount(4);
      expect(await restOf(page)).toEqual(before);
      await page.screenshot({
        path: results(`blog-${blog.name}.png`),
        fullPage: true,
      });
    });
  });
}
