// The drawing in a real browser: as a document, as a picture inside a page, and as points.
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainText } from '../../../web/src/base/plain_text';
import type * as png from '../../../web/src/export/png';
import { toSvg } from '../../../web/src/export/svg';
import { asked } from './asked';
import { hostile } from './hostile';
import * as talks from '../talks';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

declare global {
  interface Window {
    png: typeof png;
  }
}

let browser: Browser;
let page: Page;
let script: string;

beforeAll(async () => {
  script = await bundled('png.ts');
  browser = await chromium.launch({
    ...(existsSync(executablePath) ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  page = await browser.newPage();
}, 60_000);
afterAll(() => browser.close());

/** A module of the exports as a script that leaves itself in a global. */
async function bundled(name: string): Promise<string> {
  const entry = new URL(`../../../web/src/export/${name}`, import.meta.url).pathname;
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'png' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('nothing was built');
  return output.output[0].code;
}

describe('as a document', () => {
  it.each(Object.entries(hostile))('it is well-formed, its title text (%s)', async (_, title) => {
    const svg = toSvg(talks.story(), asked({ title }));
    const read = await page.evaluate((text) => {
      const { documentElement: root } = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        root: root.localName,
        title: root.querySelector('title')?.textContent,
        scripts: root.querySelectorAll('script, [onerror], [onload]').length,
      };
    }, svg);
    expect(read).toEqual({
      root: 'svg',
      title: `${plainText(title)} – TCP connection 127.0.0.1:50765 to 127.0.0.1:1688`,
      scripts: 0,
    });
  });

  it.each(['light', 'dark'] as const)('it is readable on %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.setContent(toSvg(talks.story(), asked()));
    const [ground, ink] = await page.evaluate(() =>
      ['.ground', '#p1 text'].map((at) => getComputedStyle(document.querySelector(at)!).fill),
    );
    const brightness = (colour: string) =>
      colour
        .match(/\d+/g)!
        .slice(0, 3)
        .reduce((sum, part) => sum + Number(part), 0) / 3;
    const [paper, text] = [brightness(ground!), brightness(ink!)];
    expect(paper > text).toBe(colorScheme === 'light');
    expect(Math.abs(paper - text)).toBeGreaterThan(80);
  });

  it('shows nothing outside its frame', async () => {
    for (const part of ['all', 'handshake', 'teardown'] as const) {
      for (const width of [912, 640, 360]) {
        await page.setContent(toSvg(talks.story(), { ...asked({ part }), width }));
        const outside = await page.evaluate(() => {
          const frame = document.querySelector('svg')!.getBoundingClientRect();
          return [...document.querySelectorAll('svg > text, svg > g:not([clip-path]) text')]
            .filter((text) => !text.closest('[clip-path]'))
            .map((text) => text.getBoundingClientRect())
            .filter((b) => b.left < frame.left || b.right > frame.right || b.bottom > frame.bottom)
            .length;
        });
        expect(outside).toBe(0);
      }
    }
  });
});

describe('as points', () => {
  const drawn = async (svg: string, scale: number) => {
    await page.setContent('<p>');
    await page.addScriptTag({ content: script });
    return page.evaluate(
      async ([text, by]) => {
        const blob = await window.png.toPng(text, by);
        const bitmap = await createImageBitmap(blob);
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = canvas.getContext('2d')!;
        context.drawImage(bitmap, 0, 0);
        const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
        const colours = new Set(new Uint32Array(data.buffer));
        return {
          type: blob.type,
          width: bitmap.width,
          height: bitmap.height,
          colours: colours.size,
          corner: [...data.subarray(0, 4)],
        };
      },
      [svg, scale] as const,
    );
  };

  it('it has the size asked for, the paper and the ink', async () => {
    const svg = toSvg(talks.story(), { ...asked(), theme: 'dark' });
    const height = Number(/ height="(\d+)"/.exec(svg)![1]);
    const picture = await drawn(svg, 2);
    expect(picture).toMatchObject({ type: 'image/png', width: 1824, height: 2 * height });
    expect(picture.corner).toEqual([0x12, 0x15, 0x18, 255]);
    expect(picture.colours).toBeGreaterThan(50);
  });

  it('it shrinks to what a canvas holds, and is refused beyond', async () => {
    await page.setContent('<p>');
    await page.addScriptTag({ content: script });
    const [plain, shrunk, refused] = await page.evaluate(() => {
      const refusal = (make: () => number) => {
        try {
          return make();
        } catch (error) {
          return (error as Error).name;
        }
      };
      return [
        window.png.scaleFor(912, 4000, 2),
        window.png.scaleFor(912, 16_384, 2),
        refusal(() => window.png.scaleFor(912, 60_000, 2)),
      ];
    });
    expect([plain, shrunk, refused]).toEqual([2, 1, 'TooLargeForPng']);
  });
});
