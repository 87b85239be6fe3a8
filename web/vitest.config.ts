import { defineConfig } from 'vitest/config';
import { here, shared } from './vite.shared.ts';

export default defineConfig({
  resolve: shared.resolve,
  root: here('..'),
  test: {
    include: ['tests/web/**/*.test.ts', 'tests/wasm/**/*.test.ts'],
    passWithNoTests: false,
  },
});
