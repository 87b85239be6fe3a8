import { chromium } from '@playwright/test';
const [url, out, w = '1440', h = '900', scheme = 'light', lang = 'en', full = '0'] =
  process.argv.slice(2);
const b = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const c = await b.newContext({
  viewport: { width: +w, height: +h },
  colorScheme: scheme,
  locale: lang,
});
const p = await c.newPage();
p.on('console', (m) => console.log('console', m.text().slice(0, 300)));
p.on('pageerror', (e) => console.log('error', e.message));
await p.goto(url);
await p.waitForTimeout(2500);
await p.screenshot({ path: out, fullPage: full === '1' });
await b.close();
