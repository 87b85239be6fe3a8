// The hosted page with the language made from English in the place of English.
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import page from '../../../web/vite.config.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Converts each set of English words where the product imports it. */
const pseudoWords: Plugin = {
  name: 'pseudo-words',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('/web/src/') || id.includes('/words/en/')) return undefined;
    const converted = code.replace(
      /^import \{ (\w+) as english \} from ('[^']*\/en\/[^']+');$/m,
      `import { $1 as plain } from $2;
      import { pseudo } from ${JSON.stringify(here('../../web/words/pseudo.ts'))};
      const english = pseudo(plain);`,
    );
    return converted === code ? undefined : { code: converted, map: null };
  },
};

// What makes the scripts smaller takes longer than all the rest.
const named = ({ name }: Plugin) => name !== 'terse' && name !== 'compact-templates';

export default defineConfig({
  ...page,
  root: here('../../../web'),
  logLevel: 'warn',
  build: {
    ...page.build,
    outDir: here('../../results/pseudo'),
    emptyOutDir: true,
    minify: false,
  },
  worker: {
    ...page.worker,
    plugins: () => [pseudoWords, ...((page.worker?.plugins?.() ?? []) as Plugin[]).filter(named)],
  },
  plugins: [pseudoWords, ...(page.plugins as Plugin[]).filter(named)],
});
