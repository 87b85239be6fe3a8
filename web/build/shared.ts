// Settings that the builds share: the hosted page, the element, the single-file page.
import { fileURLToPath } from 'node:url';
import type { Plugin, UserConfig } from 'vite';

export const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

export const shared = {
  base: './',
  // Missing files give 404 instead of the index page.
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
