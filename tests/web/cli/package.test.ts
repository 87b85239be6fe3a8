// The package as its users get it: packed, and installed into an empty project without a network.
import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, sample, tcpLadder } from './command';

const execute = promisify(execFile);
const web = `${root}web`;
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

let folder: string;
let project: string;

/** Runs a program in the project; resolves with what it wrote, whatever its exit status. */
async function inProject(program: string, argv: string[]) {
  try {
    const { stdout, stderr } = await execute(program, argv, { cwd: project });
    return { status: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { status: code, stdout, stderr };
  }
}

const installed = (path: string) => join(project, 'node_modules/tcp-ladder', path);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tcp-ladder-package-'));
  project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  // As it is published: under vitest, the packages inside would be those for development.
  const env = { ...process.env, NODE_ENV: 'production' };
  await execute('npm', ['run', 'build:package'], { cwd: web, env });
  await execute('npm', ['pack', '--pack-destination', folder], { cwd: web });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
  const quiet = ['--offline', '--no-audit', '--no-fund'];
  await execute('npm', ['install', ...quiet, join(folder, tarball)], { cwd: project });
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('the installed package', () => {
  it('brought nothing with it, and runs nothing when it is installed', () => {
    const packages = readdirSync(join(project, 'node_modules')).filter((n) => !n.startsWith('.'));
    expect(packages).toEqual(['tcp-ladder']);
    const manifest = JSON.parse(readFileSync(installed('package.json'), 'utf8')) as {
      dependencies?: object;
      scripts: Record<string, string>;
    };
    expect(manifest.dependencies).toBeUndefined();
    expect(Object.keys(manifest.scripts).filter((name) => /install|prepare/.test(name))).toEqual(
      [],
    );
  });

  it('holds the builds, their types and the licences of what is inside, and no sources', () => {
    expect(readdirSync(installed('')).sort()).toEqual([
      'README.md',
      'bin',
      'package',
      'package.json',
      'types',
    ]);
    const licences = readFileSync(installed('package/LICENSES.md'), 'utf8');
    for (const name of ['lit', '@lit/reactive-element', 'comlink', 'fflate', 'fzstd']) {
      expect(licences).toContain(`\n## ${name} - `);
    }
    expect(existsSync(installed('package/LICENSE'))).toBe(true);
  });

  it('draws from the command line what the sources draw', async () => {
    const argv = ['text', sample('http-1688.pcap'), '--part', 'teardown', '--lang', 'zh'];
    const { stdout, stderr, status } = await inProject('npx', ['--offline', 'tcp-ladder', ...argv]);
    expect(stderr).not.toContain('tcp-ladder:');
    expect(status).toBe(0);
    expect(stdout).toBe((await tcpLadder(argv)).out);
    expect(stdout).toContain('FIN-WAIT-1');
  }, 30_000);

  it.each([
    [['check', sample('http-1688.pcap'), '--expect', 'outcome=SF,closer=server'], 0, ''],
    [['check', sample('http-1688.pcap'), '--expect', 'closer=client'], 1, 'found server'],
    [['svg'], 2, 'the file is missing'],
    [['svg', 'package.json'], 3, 'it is JSON'],
  ])('exits as it should (%j)', async (argv, expected, said) => {
    const { status, stderr } = await inProject('node', ['node_modules/.bin/tcp-ladder', ...argv]);
    expect(status).toBe(expected);
    expect(stderr).toContain(said);
  });

  it('ends quietly when nobody reads on', async () => {
    const command = `node_modules/.bin/tcp-ladder json ${sample('loss.pcap')} | head -c 10`;
    const { stdout, stderr } = await inProject('bash', ['-c', command]);
    expect([stdout.length, stderr]).toEqual([10, '']);
  });

  it('draws for a program', async () => {
    writeFileSync(
      join(project, 'draw.js'),
      `import { readFileSync } from 'node:fs';
       import { NoSuchPart, NotACapture, readCapture, svgOf } from 'tcp-ladder/ladder';
       const capture = await readCapture(readFileSync(process.argv[2]));
       const connection = await capture.connection(0);
       const refused = await readCapture(new Uint8Array(9)).catch((e) => e instanceof NotACapture);
       let missing;
       try { svgOf(connection, { part: { first: 99, last: 99 } }); }
       catch (error) { missing = error instanceof NoSuchPart; }
       const svg = svgOf(connection, { part: 'handshake', id: 'x-' });
       capture.dispose();
       console.log(JSON.stringify([capture.count, connection.outcome, refused, missing, svg]));`,
    );
    const { stdout } = await inProject('node', ['draw.js', sample('http-1688.pcap')]);
    const [count, outcome, refused, missing, svg] = JSON.parse(stdout) as unknown[];
    expect([count, outcome, refused, missing]).toEqual([1, 'closed_by_server', true, true]);
    expect(svg).toMatch(/^<svg [^]* id="x-p3"/);
    expect(svg).not.toContain('id="x-p4"');
  });

  it('is imported where there is no window, and leaves no window there', async () => {
    const code = `import { TcpLadder, TcpStep, define } from 'tcp-ladder';
      import 'tcp-ladder/define';
      import 'tcp-ladder/markdown-it';
      import 'tcp-ladder/remark';
      define();
      const types = [TcpLadder, TcpStep, globalThis.HTMLElement, globalThis.document];
      console.log(types.map((each) => typeof each).join());`;
    const { stdout, stderr } = await inProject('node', ['--input-type=module', '-e', code]);
    expect([stdout, stderr]).toEqual(['function,function,undefined,undefined\n', '']);
  });

  it('is typed', async () => {
    writeFileSync(
      join(project, 'typed.ts'),
      `import { TcpLadder, define } from 'tcp-ladder';
       import 'tcp-ladder/define';
       import markdownIt from 'tcp-ladder/markdown-it';
       import remark from 'tcp-ladder/remark';
       import { readCapture, textOf } from 'tcp-ladder/ladder';
       const element: TcpLadder = document.createElement('tcp-ladder');
       element.step = 3;
       define();
       markdownIt({}, { draw: (source) => source });
       remark({ attributes: { 'v-pre': '' } });
       const text: string = textOf(await (await readCapture(new Blob())).connection(0), { columns: 80 });
       // @ts-expect-error -- there is no such counting
       textOf(await (await readCapture(new Blob())).connection(0), { numbers: 'octal' });
       export default text;`,
    );
    for (const resolution of [['nodenext'], ['esnext', 'bundler']]) {
      const [module, moduleResolution = module] = resolution;
      const options = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022,dom'];
      const argv = [...options, '--module', module!, '--moduleResolution', moduleResolution!];
      const tsc = `${web}/node_modules/typescript/bin/tsc`;
      const { stdout, status } = await inProject('node', [tsc, ...argv, 'typed.ts']);
      expect([stdout, status]).toEqual(['', 0]);
    }
  }, 180_000);

  it('has an element that registers only when told to, and then draws', async () => {
    const browser = await chromium.launch({
      ...(existsSync(executablePath) ? { executablePath } : {}),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    try {
      const page = await browser.newPage();
      await page.route('http://package.test/**', async (route) => {
        const { pathname } = new URL(route.request().url());
        if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: '<p>' });
        const path = pathname.endsWith('.pcap') ? sample(pathname.slice(1)) : installed(pathname);
        const contentType = pathname.endsWith('.js')
          ? 'text/javascript'
          : 'application/octet-stream';
        return route.fulfill({ contentType, body: readFileSync(path) });
      });
      await page.goto('http://package.test/');
      const load = (name: string): Promise<boolean> =>
        page.evaluate(
          `import('/package/${name}.js').then(() => !!customElements.get('tcp-ladder'))`,
        );
      expect([await load('element'), await load('define')]).toEqual([false, true]);
      const drawn = await page.evaluate(async () => {
        const element = document.createElement('tcp-ladder');
        element.setAttribute('src', '/http-1688.pcap');
        const loaded = new Promise((resolve, reject) => {
          element.addEventListener('load', (event) => resolve((event as CustomEvent).detail));
          element.addEventListener('error', reject);
        });
        document.body.append(element);
        return loaded;
      });
      expect(drawn).toEqual({ connections: 1, segments: 19 });
    } finally {
      await browser.close();
    }
  }, 60_000);
});
