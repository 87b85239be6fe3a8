// The main paths of page and element, written once and walked in every engine.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  lz4Frame,
  packetBlock,
  packetsOf,
  section,
  interfaceBlock,
  zstdFrame,
} from '../e2e/captures';
import type { Driver } from './driver';
import { fileSetsIn } from './file_sets';
import { onCallIn } from './on_call';
import { Reader } from './reader';
import { Site, root } from './site';

const sample = (name: string) => readFileSync(join(root, 'samples', `${name}.pcap`));
const rows = '[role=graphics-symbol]';
/** Of the first sample. */
const segments = 19;

function snoop(): Buffer {
  const words = (...values: number[]) => {
    const octets = Buffer.alloc(values.length * 4);
    values.forEach((value, index) => octets.writeUInt32BE(value >>> 0, index * 4));
    return octets;
  };
  const records = packetsOf('half-close.pcap').map(({ data, time }) => {
    const padding = -data.length & 3;
    const length = 24 + data.length + padding;
    const [seconds, micros] = [Number(time / 1_000_000n), Number(time % 1_000_000n)];
    const head = words(data.length, data.length, length, 0, seconds, micros);
    return Buffer.concat([head, data, Buffer.alloc(padding)]);
  });
  return Buffer.concat([Buffer.from('snoop\0\0\0'), words(2, 4), ...records]);
}

const pcapng = () =>
  Buffer.concat([
    section(),
    interfaceBlock(1),
    ...packetsOf('half-close.pcap').map((packet) => packetBlock(packet)),
  ]);

const kinds: Record<string, () => Buffer> = {
  'capture.pcap': () => sample('half-close'),
  'capture.pcapng': pcapng,
  'capture.pcap.gz': () => gzipSync(sample('half-close')),
  'capture.pcap.zst': () => zstdFrame(sample('half-close')),
  'capture.pcap.lz4': () => lz4Frame(sample('half-close')),
  'capture.snoop': snoop,
};

const src = '/samples/http-1688.pcap';
const strict = "default-src 'none'; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

/** Declares every test for one engine. */
export function walkIn(engine: string, start: () => Promise<Driver>): void {
  const site = new Site();
  let reader: Reader;
  beforeAll(async () => {
    mkdirSync(join(root, 'tests/results'), { recursive: true });
    await site.start();
    reader = new Reader(engine, await start());
    await reader.driver.resize(1440, 900);
  }, 120_000);
  afterAll(async () => {
    await reader.driver.close();
    site.stop();
  });
  const open = async (path: string) => {
    await reader.driver.open(site.address + path);
    await reader.until(`return document.readyState === 'complete'`);
  };

  test('the page opens with a sample drawn', async () => {
    await open('/');
    await reader.seesSegments(segments);
    await reader.counts(rows, segments);
    await reader.pictures('page');
  });

  for (const [name, write] of Object.entries(kinds)) {
    test(`opens ${name.slice(name.indexOf('.'))} dropped on the page`, async () => {
      await open('/');
      await reader.seesSegments(segments);
      await reader.drops(name, write());
      await reader.sees('.file b', name);
      await reader.seesSegments(packetsOf('half-close.pcap').length);
    });
  }

  fileSetsIn(() => reader, open, sample);

  test('opens a file from the chooser', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ladder-'));
    const path = join(folder, 'chosen.pcap');
    writeFileSync(path, sample('refused'));
    await open('/');
    await reader.seesSegments(segments);
    await reader.driver.choose(path);
    await reader.sees('.file b', 'chosen.pcap');
    await reader.sees('h1', 'refused');
    rmSync(folder, { recursive: true });
  });

  test('says why a file is no capture', async () => {
    await open('/');
    await reader.seesSegments(segments);
    await reader.drops('notes.txt', Buffer.from('these are notes, and no capture at all'));
    await reader.sees('main', 'notes.txt');
  });

  test('goes from step to step by key', async () => {
    await open('/');
    await reader.seesSegments(segments);
    await reader.focuses(rows);
    await reader.driver.press('ArrowDown');
    await reader.addressMatches(/step=2$/);
    await reader.driver.press('End');
    await reader.addressMatches(/step=19$/);
    await reader.driver.press('Home');
    await reader.addressMatches(/step=1$/);
  });

  test('the table goes by key and is narrowed by its filter', async () => {
    await open('/#sample=syn-flood');
    await reader.sees('.file', '152 connections');
    await reader.focuses('[role=grid]');
    await reader.driver.press('ArrowDown');
    await reader.driver.press('ArrowDown');
    await reader.driver.press('Enter');
    await reader.addressMatches(/stream=2&step=1$/);
    await reader.fills('input[type=search]', 'SF');
    await reader.until(`return every('[role=grid]')[0]?.getAttribute('aria-rowcount') === '3'`);
    await reader.pictures('table');
  });

  test('speaks Chinese, and English again', async () => {
    await open('/');
    await reader.seesSegments(segments);
    await reader.chooses('[aria-label=Language]', 'zh-CN');
    await reader.until(`return document.documentElement.lang.startsWith('zh')`);
    await reader.sees('h1', '服务器');
    await reader.pictures('chinese');
    await reader.chooses('select.quiet', 'en');
    await reader.until(`return document.documentElement.lang.startsWith('en')`);
  });

  test('saves drawing, picture and data', async () => {
    await open('/');
    await reader.seesSegments(segments);
    await reader.keepsSaved();
    const save = async (choice: string, name: string) => {
      await reader.presses('Export');
      await reader.presses(choice);
      return reader.saved(name);
    };
    expect(String(await save('Drawing (SVG)', 'tcp-ladder-0.svg'))).toMatch(/^<svg [^]*id="p19"/);
    const picture = await save('Image (PNG)', 'tcp-ladder-0.png');
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    const json = String(await save('JSON', 'tcp-ladder-0.json'));
    expect(JSON.parse(json)).toMatchObject({ schema: 'tcp-ladder/1' });
  });

  test('a link holds the connection', async () => {
    await open('/#sample=half-close');
    const count = packetsOf('half-close.pcap').length;
    await reader.seesSegments(count);
    // What a reader may allow or refuse, and a machine without hands cannot.
    await reader.ask(
      `Object.defineProperty(navigator, 'clipboard', {
         value: { writeText: async (text) => { window.copied = text; } } })`,
    );
    await reader.presses('Share');
    await reader.presses('Copy a link');
    await reader.until(`return /#capture=/.test(window.copied)`);
    await reader.pictures('share');
    const link = await reader.ask<string>('return window.copied');
    await reader.driver.open(link);
    await reader.seesSegments(count);
    await reader.sees('.file b', 'Capture from a link');
    await reader.sees('tcp-ladder-view', '192.0.2.1');
  });

  onCallIn(() => reader, open);

  test('reads a dump that is pasted as text', async () => {
    await open('/');
    await reader.seesSegments(segments);
    await reader.presses('paste text or hex');
    const text = readFileSync(join(root, 'tests/web/page/paste/texts/tcpdump-x.txt'), 'utf8');
    await reader.fills('dialog textarea', text);
    await reader.ask(`every('dialog button').find((node) => nameOf(node) === 'Open').click()`);
    await reader.sees('.file b', 'Pasted text');
    await reader.seesSegments(packetsOf('half-close.pcap').length);
  });

  test('asks for the states and judges the answer', async () => {
    await open('/#sample=http-1688&step=16');
    await reader.sees('tcp-step-panel .position', 'step 16 of 19');
    await reader.presses('Predict the states');
    await reader.counts('tcp-prediction', 1);
    await reader.until(
      `for (const [end, state] of [['server', 'FIN-WAIT-1'], ['client', 'LAST-ACK']]) {
         const group = every('fieldset, [role=group], [role=radiogroup]').find((node) =>
           node.querySelector('input[type=radio]') && nameOf(node).includes(end));
         const choice = [...(group?.querySelectorAll('input[type=radio]') ?? [])]
           .find((node) => words((node.closest('label') ?? node.parentElement).textContent) === state);
         if (!choice) return [end, state, every('tcp-prediction').length].join();
         choice.click();
       }
       return true`,
    );
    await reader.presses('Check');
    await reader.sees('tcp-prediction', '1 of 2 right');
    await reader.pictures('predict');
  });

  test('is laid out for paper before the printer looks', async () => {
    await open('/#sample=http-1688&step=2');
    await reader.sees('tcp-step-panel .position', 'step 2');
    await reader.ask(`window.dispatchEvent(new Event('beforeprint'))`);
    await reader.counts('tcp-ladder-view svg.sheet', 2);
    const perSheet = await reader.ask<number[]>(
      `return every('tcp-ladder-view svg.sheet').map((sheet) => sheet.querySelectorAll('.row').length)`,
    );
    expect(perSheet.reduce((sum, count) => sum + count)).toBe(segments);
    await reader.ask(`window.dispatchEvent(new Event('afterprint'))`);
    await reader.counts('tcp-ladder-view svg.sheet', 0);
  });

  test('the page in one file works from the disk', async () => {
    await reader.driver.open(`file://${root}/web/dist/tcpladder.html`);
    await reader.seesSegments(segments);
    await reader.drops('refused.pcap', sample('refused'));
    await reader.sees('h1', 'refused');
    await reader.pictures('offline');
  });

  test('the element draws a capture beside it', async () => {
    await open('/embed/');
    await reader.counts(rows, segments);
    await reader.sees('figcaption', '#16');
    await reader.presses('Next step');
    await reader.sees('figcaption', '#17');
    await reader.pictures('embed');
  });

  test('the element draws a capture inside it from the disk', async () => {
    await reader.driver.open(`file://${root}/web/dist/embed/inline.html`);
    await reader.counts(rows, 2);
  });

  test('the element in parts draws and tells', async () => {
    await reader.driver.open(
      site.make({
        body: `<tcp-ladder src="${src}" step="16">a picture</tcp-ladder>`,
        script: '/tcp-ladder/load.js',
        policy: `${strict}; worker-src 'self'`,
      }),
    );
    await reader.counts(rows, segments);
    await reader.sees('figcaption', '#16');
  });

  test('captions lead the ladder', async () => {
    const text = '<p>What this segment is for.</p>'.repeat(12);
    const captions = ['syn', 'request', 'fin'].map(
      (at) => `<tcp-step at="${at}">${text}</tcp-step>`,
    );
    await reader.driver.open(
      site.make({
        body: `<tcp-ladder src="${src}">${captions.join('')}</tcp-ladder><div style="height: 900px"></div>`,
      }),
    );
    await reader.until(`return every('[role=graphics-symbol]').length > 0`);
    for (const [at, step] of [
      ['request', 4],
      ['fin', 16],
    ] as const) {
      await reader.until(
        `const node = document.querySelector('tcp-step[at="' + $1 + '"]');
         node.scrollIntoView({ block: 'center', behavior: 'instant' });
         await new Promise((resolve) => setTimeout(resolve, 100));
         return node.hasAttribute('current') && document.querySelector('tcp-ladder').step === $2`,
        at,
        step,
      );
    }
    await reader.pictures('captions');
  });

  for (const [way, more] of [
    ['a worker from a blob', 'worker-src blob:'],
    ['a worker from the file beside the script', "worker-src 'self'"],
    ['no worker', "worker-src 'none'"],
  ] as const) {
    test(`draws under a strict policy with ${way}`, async () => {
      await reader.driver.open(
        site.make({
          body: `<tcp-ladder src="${src}">a picture</tcp-ladder>`,
          policy: `${strict}; ${more}`,
        }),
      );
      await reader.counts(rows, segments);
    });
  }

  test('keeps its fallback and says why', async () => {
    await reader.driver.open(
      site.make({ body: '<tcp-ladder src="/samples/missing.pcap">a picture</tcp-ladder>' }),
    );
    await reader.sees('[role=alert]', '404');
    expect(
      await reader.ask(
        `return shown(document.querySelector('tcp-ladder')) && document.body.innerText.includes('a picture')`,
      ),
    ).toBe(true);
    await reader.pictures('fallback');
  });
}
