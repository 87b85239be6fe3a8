// Chromium by its own protocol and Firefox by WebDriver BiDi.
import { launch, type ElementHandle, type KeyInput, type LaunchOptions } from 'puppeteer-core';
import type { Driver } from './driver';

async function start(options: LaunchOptions): Promise<Driver> {
  const browser = await launch({ headless: true, ...options });
  const page = await browser.newPage();
  return {
    async open(address) {
      // A page that differs from the one on view only behind its # would not be loaded.
      await page.goto('about:blank');
      await page.goto(address);
    },
    evaluate: (expression) => page.evaluate(expression),
    press: (key) => page.keyboard.press(key as KeyInput),
    click: ({ x, y }) => page.mouse.click(x, y),
    async choose(path) {
      const chooser = await page.waitForSelector('>>> input[type=file]');
      await (chooser as ElementHandle<HTMLInputElement>).uploadFile(path);
    },
    resize: (width, height) => page.setViewport({ width, height }),
    async screenshot(path) {
      await page.screenshot({ path: path });
    },
    close: () => browser.close(),
  };
}

export const chromium = () =>
  start({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });

export const firefox = () =>
  start({ browser: 'firefox', executablePath: process.env['FIREFOX'] ?? '/usr/bin/firefox-esr' });
