// Measures how fast the drawing is updated after a key in a script of 200 lines, in Chromium. Run
// by hand on an otherwise idle machine:
//
//   npm --prefix web run build:page
//   node tests/bench/write.mjs [LINES] [KEYS]
//
// The time is from the key event to the frame that shows the drawing of the changed text.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('../../web/', import.meta.url));
const require = createRequire(`${web}package.json`);
const { chromium } = require('@playwright/test');
const { preview } = await import(require.resolve('vite'));
const lines = Number(process.argv[2] ?? 200);
const keys = Number(process.argv[3] ?? 60);
const port = 4797;

/** A handshake, then requests and responses. */
function script() {
  const text = ['0 < S 0:0(0) win 64240 <mss 1460,sackOK,nop,wscale 7>', '+.01 > S. 0:0(0) ack 1 win 65160 <mss 1460,sackOK,nop,wscale 7>', '+.01 < . 1:1(0) ack 1 win 502'];
  let [sent, answered] = [1, 1];
  while (text.length < lines) {
    text.push(`+.02 < P. ${sent}:${sent + 100}(100) ack ${answered} win 502`);
    sent += 100;
    text.push(`+.01 > P. ${answered}:${answered + 900}(900) ack ${sent} win 509`);
    answered += 900;
  }
  return `${text.slice(0, lines).join('\n')}\n`;
}

/** Runs in the page: types `keys` digits and undoes each; returns how long each took. */
async function type({ text, keys }) {
  const inApp = (name) => document.querySelector('tcp-ladder-app').shadowRoot.querySelector(name);
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  inApp('button.write').click();
  const editor = () => inApp('tcp-write-pane')?.shadowRoot?.querySelector('tcp-script-editor');
  while (!editor()?.shadowRoot?.querySelector('textarea')) await frame();
  const area = editor().shadowRoot.querySelector('textarea');
  area.focus();
  const put = async (digit, at) => {
    const before = inApp('tcp-ladder-view')?.connection;
    const begin = performance.now();
    if (digit === null) document.execCommand('selectAll');
    else area.setSelectionRange(at, at);
    // Inserts text like a key does: the browser lays out only the changed line, not the whole text.
    document.execCommand(digit === '' ? 'delete' : 'insertText', false, digit ?? text);
    while ((inApp('tcp-ladder-view')?.connection ?? before) === before) {
      await new Promise((resolve) => setTimeout(resolve));
      if (performance.now() - begin > 5000) throw new Error('nothing was drawn');
    }
    await inApp('tcp-ladder-view').updateComplete;
    await frame();
    return performance.now() - begin;
  };
  await put(null, 0);
  for (let i = 0; i < 20; i += 1) await frame();
  const times = [];
  for (let i = 0; i < keys; i += 1) {
    // Adds a digit to the window of a line, then removes it again.
    const at = text.indexOf('\n', Math.floor((text.length * (i + 1)) / (keys + 2)));
    times.push(await put('1', at));
    times.push(await put('', at + 1));
  }
  return { times, rows: inApp('tcp-ladder-view').connection.segments.count };
}

const server = await preview({ root: web, preview: { port, strictPort: true } });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`http://localhost:${port}/`);
  await page.waitForFunction(() => document.querySelector('tcp-ladder-app')?.shadowRoot?.querySelector('tcp-ladder-view'));
  const { times, rows } = await page.evaluate(type, { text: script(), keys });
  times.sort((a, b) => a - b);
  const at = (share) => `${times[Math.ceil(share * times.length) - 1].toFixed(1)} ms`;
  console.log(`${lines} lines, ${rows} segments, ${times.length} keys: drawn after ${at(0.5)} (median), ${at(0.95)} (95 %), ${at(1)} (longest)`);
} finally {
  await browser.close();
  await server.close();
}
