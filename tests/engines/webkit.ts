// WebKitGTK by WebDriver, in a window of a display that nobody sees.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { Builder, Capabilities, Key, Origin, type WebElement } from 'selenium-webdriver';
import type { Driver } from './driver';

const browser = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu']
  .flatMap((folder) => [
    `${folder}/webkit2gtk-4.1/MiniBrowser`,
    `${folder}/webkit2gtk-4.0/MiniBrowser`,
  ])
  .find(existsSync);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A display of its own: the number of the first that is free. */
async function startDisplay(): Promise<{ process: ChildProcess; name: string }> {
  const process = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const number = await new Promise<string>((resolve, reject) => {
    process.once('error', reject);
    process.stdio[3]!.once('data', (data: Buffer) => resolve(String(data).trim()));
  });
  return { process, name: `:${number}` };
}

const keys: Record<string, string> = {
  ArrowDown: Key.ARROW_DOWN,
  ArrowUp: Key.ARROW_UP,
  ArrowRight: Key.ARROW_RIGHT,
  ArrowLeft: Key.ARROW_LEFT,
  Home: Key.HOME,
  End: Key.END,
  Enter: Key.ENTER,
  Escape: Key.ESCAPE,
  Tab: Key.TAB,
  Space: Key.SPACE,
};

export async function webkit(): Promise<Driver> {
  if (!browser) throw new Error('MiniBrowser of webkit2gtk-driver was not found');
  const display = await startDisplay();
  const port = await freePort();
  const server = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: display.name,
      GDK_BACKEND: 'x11',
      LIBGL_ALWAYS_SOFTWARE: '1',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      // Root has no user namespaces in a container.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    },
  });
  const end = () => {
    server.kill();
    display.process.kill();
  };
  try {
    const capabilities = new Capabilities({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
    });
    const driver = await connected(() =>
      new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities).build(),
    );
    await driver.manage().setTimeouts({ script: 30_000, pageLoad: 30_000 });
    return {
      async open(address) {
        await driver.get('about:blank');
        await driver.get(address);
      },
      async evaluate(expression) {
        const answer = await driver.executeAsyncScript<{ value?: unknown; error?: string }>(`
          const done = arguments[arguments.length - 1];
          (async () => (${expression}))().then(
            (value) => done({ value }), (error) => done({ error: String(error) }));`);
        if (answer.error) throw new Error(answer.error);
        return answer.value;
      },
      press: (key) =>
        driver
          .actions()
          .sendKeys(keys[key] ?? key)
          .perform(),
      click: ({ x, y }) =>
        driver
          .actions()
          .move({ x: Math.round(x), y: Math.round(y), origin: Origin.VIEWPORT })
          .click()
          .perform(),
      async choose(path) {
        const input = await driver.executeScript<WebElement>(`
          const find = (root) => root.querySelector('input[type=file]') ?? [...root.querySelectorAll('*')]
            .map((node) => node.shadowRoot && find(node.shadowRoot)).find(Boolean);
          return find(document);`);
        await input.sendKeys(path);
      },
      async resize(width, height) {
        await driver.manage().window().setRect({ width, height, x: 0, y: 0 });
      },
      async screenshot(path) {
        // It is taken when the page is painted next, which may be never.
        await driver.executeScript(`
          const { style } = document.documentElement;
          window.painting = setInterval(() => (style.opacity = style.opacity ? '' : '0.999'), 50);`);
        writeFileSync(path, Buffer.from(await driver.takeScreenshot(), 'base64'));
        await driver.executeScript(`
          clearInterval(window.painting);
          document.documentElement.style.opacity = '';`);
      },
      async close() {
        await driver.quit().catch(() => undefined);
        end();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}

/** The server takes a moment until it listens. */
async function connected<T>(connect: () => PromiseLike<T>): Promise<T> {
  for (let left = 50; ; left -= 1) {
    try {
      return await connect();
    } catch (error) {
      if (left === 0 || !/ECONNREFUSED/.test(String(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
