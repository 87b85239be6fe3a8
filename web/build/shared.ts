// What the three builds have in common: the hosted page, the element, the page in one file.
import { fileURLToPath } from 'node:url';
import type { Plugin, UserConfig } from 'vite';
import { engine, type Encoding } from './engine.ts';
import { terse } from './terse.ts';

export const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

export const shared = {
  base: './',
  // What is not there is not there: no page answers in its place.
  appType: 'mpa',
  server: { fs: { allow: ['..'] } },
} satisfies UserConfig;

/** The builds of the page: with the worker inside its script, or in a file of its own. */
export const withWorker = (how: 'inline' | 'file', encoding: Encoding) =>
  ({
    resolve: {
      alias: { '#spawn': here(`src/engine/spawn_${how}.ts`) },
    },
    // A blob worker of a page opened from file:// runs only as a classic script; one from a file may
    // have parts that it loads when they are wanted.
    worker: {
      format: how === 'file' ? 'es' : 'iife',
      plugins: () => [engine(encoding, how === 'file'), terse],
    },
  }) satisfies UserConfig;

/** Puts a content security policy into the built page; the development server needs a laxer one. */
export function contentSecurityPolicy(directives: Record<string, string>): Plugin {
  const content = Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content },
        injectTo: 'head-prepend',
      },
    ],
  };
}
