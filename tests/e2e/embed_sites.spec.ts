// The README's snippet in pages with styles of their own: the page does not break the ladder, and
// the ladder changes nothing of the page.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
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
  /** Folder of the posts in the site, and the name of the new one. */
  written: string;
  /** The file for this generator in web/embed, where it belongs in a site, and how a post uses it. */
  file: string;
  goesTo: string;
  use: string;
  /** The generator omits HTML in a post unless it is told otherwise. */
  omitsHtml?: true;
}

const blogs = join(root, 'tests/blogs');
const fallback = '<img src="/teardown.svg" alt="Two segments">';
const generators: Blog[] = [
  {
    name: 'hexo',
    installed: join(blogs, 'hexo/node_modules/hexo'),
    missing: 'npm ci --prefix tests/blogs/hexo',
    build: [process.execPath, 'node_modules/hexo/bin/hexo', 'generate'],
    built: 'public',
    post: '/hexo/2026/01/02/ladder/',
    written: 'source/_posts/ladder.md',
    file: 'hexo/tcp_ladder.js',
    goesTo: 'scripts',
    use: `{% tcp_ladder src=/samples/http-1688.pcap "part=frames 2-3" %}${fallback}{% endtcp_ladder %}`,
  },
  {
    name: 'jekyll',
    installed: '/usr/share/doc/jekyll-theme-minima',
    missing: 'the Debian packages jekyll and jekyll-theme-minima',
    build: ['jekyll', 'build', '--disable-disk-cache'],
    built: '_site',
    post: '/jekyll/2026/01/02/ladder.html',
    written: '_posts/2026-01-02-ladder.md',
    file: 'jekyll/tcp-ladder.html',
    goesTo: '_includes',
    use: `{% include tcp-ladder.html src="/samples/http-1688.pcap" part="frames 2-3" fallback='${fallback}' %}`,
  },
  {
    name: 'hugo',
    installed: '/usr/bin/hugo',
    missing: 'the Debian package hugo',
    build: ['hugo'],
    built: 'public',
    post: '/hugo/posts/ladder/',
    written: 'content/posts/ladder.md',
    file: 'hugo/tcp-ladder.html',
    goesTo: 'layouts/shortcodes',
    use: `{{< tcp-ladder src="samples/http-1688.pcap" part="frames 2-3" >}}${fallback}{{< /tcp-ladder >}}`,
    omitsHtml: true,
  },
];

/** The blog with one more post, in a folder of its own; built, its address. */
async function buildBlog({ name, build, ...blog }: Blog): Promise<string> {
  const site = await mkdtemp(join(tmpdir(), `tcp-ladder-${name}-`));
  await cp(join(blogs, name), site, {
    recursive: true,
    verbatimSymlinks: true,
  });
  const goesTo = join(site, blog.goesTo);
  await cp(join(root, 'web/embed', blog.file), join(goesTo, basename(blog.file)));
  const html = blog.omitsHtml ? '' : await snippet();
  await writeFile(
    join(site, blog.written),
    `---\nlayout: post\ntitle: Who hung up?\ndate: 2026-01-02 12:00:00\n---\nBefore.\n\n${html}\n\n${blog.use}\n\nAfter, with a \`word\`.\n`,
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
    // What the author copies into the site comes from the build.
    const path = [join(site, built, inside), join(root, 'web/dist', inside)].find(existsSync);
    if (!path) return route.fulfill({ status: 404 });
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
      await expect(page.getByAltText('Two segments')).toBeVisible();
      const before = await restOf(page);
      await page.unroute('**/tcp-ladder.js');
      await page.goto(blog.post);
      const [teardown, frames] = [4, 2];
      await expect(drawnIn(page)).toHaveCount(frames + (blog.omitsHtml ? 0 : teardown));
      expect(await restOf(page)).toEqual(before);
      await page.screenshot({
        path: results(`blog-${blog.name}.png`),
        fullPage: true,
      });
    });
  });
}
