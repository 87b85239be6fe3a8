import { defineConfig } from 'vitest/config';
import { engine } from './build/engine.ts';
import { here } from './build/shared.ts';

export default defineConfig({
  plugins: [engine('packed')],
  root: here('..'),
  test: {
    include: ['tests/web/**/*.test.ts', 'tests/wasm/**/*.test.ts'],
    setupFiles: [here('../tests/web/words/every_language.ts')],
    passWithNoTests: false,
    // Brotli of the whole engine takes 4 s beside a compiler.
    testTimeout: 20_000,
  },
});
