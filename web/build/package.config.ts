// Builds the npm package: the command, the drawing functions, the element. Everything is bundled,
// so that it has no dependencies to install.
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { build, defineConfig, type Plugin } from 'vite';
import { engine } from './engine.ts';
import { elementWorkers, inParts, workers } from './in_parts.ts';
import { here, shared } from './shared.ts';

/** Replaces Lit's decorators so that importing an element does not register it; see registry.ts. */
const registry = here('src/package/registry.ts');
const deferred: Plugin = {
  name: 'deferred-registration',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source === 'lit/decorators.js' && importer !== registry ? registry : undefined,
};

/** The licence of the package itself; Vite writes those of the bundled packages. */
const ownLicence: Plugin = {
  name: 'own-licence',
  generateBundle() {
    const source = readFileSync(here('../LICENSE'));
    this.emitFile({ type: 'asset', fileName: 'LICENSE', source });
  },
};

/** Each worker in one file: Vite before version 8 and VitePress build workers that load no others. */
const wholeWorkers: Plugin = {
  name: 'whole-workers',
  async writeBundle({ dir }) {
    for (const { entry, name } of Object.values(workers)) {
      await build({
        ...shared,
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        plugins: [engine('packed')],
        build: {
          target: 'es2022',
          outDir: dir!,
          emptyOutDir: false,
          minify: true,
          lib: {
            entry: here(`src/engine/worker/${entry}`),
            formats: ['es'],
            fileName: () => `${name}.js`,
          },
          rolldownOptions: { output: { codeSplitting: false } },
        },
      });
    }
  },
};

export default defineConfig({
  ...shared,
  publicDir: false,
  resolve: inParts.resolve,
  plugins: [deferred, engine('packed'), elementWorkers, ownLicence, wholeWorkers],
  build: {
    target: 'es2022',
    outDir: 'package',
    minify: true,
    license: { fileName: 'LICENSES.md' },
    lib: {
      entry: {
        cli: here('src/cli/main.ts'),
        ladder: here('src/package/ladder.ts'),
        element: here('src/package/element.ts'),
        define: here('src/package/define.ts'),
        'markdown-it': here('src/package/markdown_it.ts'),
        remark: here('src/package/remark.ts'),
      },
      formats: ['es'],
      fileName: (_, name) => `${name}.js`,
    },
    rolldownOptions: {
      external: [/^node:/, ...builtinModules],
      output: { chunkFileNames: '[name].js' },
      transform: {
        inject: {
          HTMLElement: [here('src/package/no_window.ts'), 'HTMLElement'],
          document: [here('src/package/no_window.ts'), 'document'],
        },
      },
    },
  },
});
