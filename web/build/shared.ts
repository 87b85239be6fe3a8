// What the three builds have in common: the hosted page, the element, the page in one file.
import { fileURLToPath } from 'node:url';
import type { Plugin, UserConfig } from 'vite';

export const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

export const shared = {
  base: './',
  // What is not there is not there: no page answers in its place.
  appType: 'mpa',
  server: { fs: { allow: ['..'] } },
} satisfies UserConfig;

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
