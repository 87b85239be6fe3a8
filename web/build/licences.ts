// Bundled packages ask that their licences go with them.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const inPackage = /^(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\//;

/** Writes LICENSES.txt: our own licence, and that of every package a module comes from. */
export function licences(): Plugin {
  const folders = new Map<string, string>();
  return {
    name: 'licences',
    // Sees the modules of workers too, which are bundles of their own.
    moduleParsed({ id }) {
      const match = inPackage.exec(id);
      if (match) folders.set(match[2]!, match[1]!);
    },
    generateBundle() {
      const own = readFileSync(new URL('../../LICENSE', import.meta.url), 'utf8');
      const others = [...folders]
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([name, folder]) => `${name}\n\n${licenceIn(folder)}`);
      const source = [own, ...others].map((text) => text.trim()).join('\n\n---\n\n');
      this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source: `${source}\n` });
    },
  };
}

function licenceIn(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (!file) throw new Error(`${folder} says nothing of its licence`);
  return readFileSync(join(folder, file), 'utf8');
}
