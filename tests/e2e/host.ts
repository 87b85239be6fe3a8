// Serves the built page like any static host, so that a test can stop it and see what it was asked.
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from './helpers';

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** The built page under a path, with what a later version would change of it. */
export class Host {
  readonly served: string[] = [];
  changes = new Map<string, (content: Buffer) => Buffer>();
  readonly #folder: string;
  #server: Server | undefined;

  constructor(folder = 'web/dist') {
    this.#folder = folder;
  }

  async start(path: string, port = 0): Promise<string> {
    this.#server = createServer((request, response) => {
      const address = decodeURIComponent(request.url!.replace(/[?#].*$/, ''));
      const inside = normalize(address.slice(path.length)) || '.';
      this.served.push(inside);
      try {
        if (!address.startsWith(path) || inside.startsWith('..')) throw new Error('elsewhere');
        const file = inside === '.' ? 'index.html' : inside;
        const content = readFileSync(join(root, this.#folder, file));
        response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
        response.end(this.changes.get(file)?.(content) ?? content);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => this.#server!.listen(port, '127.0.0.1', resolve));
    return `http://localhost:${(this.#server.address() as AddressInfo).port}${path}`;
  }

  async stop() {
    const server = this.#server;
    this.#server = undefined;
    server?.closeAllConnections();
    if (server) await new Promise((resolve) => server.close(resolve));
  }
}

/** Waits until the page is the service worker's, and so needs its host no more. */
export const controlled = (page: Page) =>
  page.waitForFunction(() => navigator.serviceWorker.controller !== null);
