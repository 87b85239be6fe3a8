import { defineConfig } from '@playwright/test';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
// Each checkout serves its own build, also when several are tested at once.
const own =
  4173 + [...here('.')].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) % 997, 0);
const port = process.env['PORT'] ?? own;
const origin = `http://localhost:${port}/`;
// The one without a window, where it is installed, takes half the time.
const chromium =
  process.env['CHROMIUM'] ??
  ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(existsSync);

export default defineConfig({
  testDir: here('../tests/e2e'),
  outputDir: here('../tests/results/playwright'),
  forbidOnly: !!process.env['CI'],
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  maxFailures: 12,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    baseURL: origin,
    viewport: { width: 1440, height: 900 },
    // Each test would fetch the whole page a second time; offline.spec.ts allows them.
    serviceWorkers: 'block',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-domain-reliability',
        '--disable-sync',
        '--no-default-browser-check',
        '--no-first-run',
        '--metrics-recording-only',
      ],
    },
  },
  webServer: {
    command: `npx vite preview --port ${port} --strictPort`,
    cwd: here('.'),
    url: origin,
    reuseExistingServer: !process.env['CI'],
  },
});
