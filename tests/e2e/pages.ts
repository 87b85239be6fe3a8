// Pages of other people, made up by a test: served from the address of the build, so that the
// script and the samples are their neighbours.
import type { Page } from '@playwright/test';

export interface MadePage {
  body: string;
  head?: string;
  lang?: string;
  /** Header of the response. */
  policy?: string;
  /** Scripts as the README asks for them, unless told. */
  script?: string;
}

const usual = '<script src="/tcp-ladder.js" defer></script>';

/** Opens a page with this content. */
export async function openMade(page: Page, made: MadePage): Promise<void> {
  const { body, head = '', lang = 'en', policy, script = usual } = made;
  const html = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" /><title>A page</title>
    ${policy ? '' : '<link rel="icon" href="data:," />'}${head}${script}</head><body>${body}</body></html>`;
  await page.route('**/made.html', (route) =>
    route.fulfill({
      body: html,
      contentType: 'text/html',
      headers: policy ? { 'content-security-policy': policy } : {},
    }),
  );
  await page.goto('/made.html');
}

/** The segments that a ladder draws. */
export const drawnIn = (page: Page, ladder = 'tcp-ladder') =>
  page.locator(ladder).locator('tcp-ladder-view [role=graphics-symbol]');

export const storyCapture = '/samples/http-1688.pcap';
