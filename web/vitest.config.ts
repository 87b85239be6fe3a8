import { defineConfig } from 'vitest/config';
import { engine } from './vite.engine.ts';
import { here } from './vite.shared.ts';

export default defineConfig({
  plugins: [engine('packed')],
  root: here('..'),
  test: {
    include: ['tests/web/**/*.test.ts', 'tests/wasm/**/*.test.ts'],
    setupFiles: [here('src/app/words/chinese.ts')],
    passWithNoTests: false,
  },
});
