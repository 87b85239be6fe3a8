// The main paths of page and element in Chromium, Firefox and WebKit, side by side; needs the built page.
import { defineConfig } from 'vitest/config';
import { here } from './build/shared.ts';

export default defineConfig({
  root: here('..'),
  test: {
    include: ['tests/engines/*.test.ts'],
    maxWorkers: 3,
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
});
