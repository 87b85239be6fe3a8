// Serves the built page, and pages of other people that a scenario makes up.
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

export const root = join(import.meta.dirname, '../..');
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

export interface MadePage {
  body: string;
  /** A content security policy. */
  policy?: string;
  /** Path of the element's script; by default the one that stands alone. */
  script?: string;
}

export class Site {
  #made = new Map<string, MadePage>();
  #server: Server;
  address = '';

  constructor() {
    this.#server = createServer((request, response) => {
      const path = decodeURIComponent(request.url!.replace(/[?#].*$/, ''));
      const made = this.#made.get(path);
      if (made) {
        response.setHeader('content-type', types['.html']!);
        if (made.policy) response.setHeader('content-security-policy', made.policy);
        response.end(`<!doctype html><html lang="en"><head><meta charset="utf-8" /><title>A page</title>
          <script src="${made.script ?? '/tcp-ladder.js'}" defer></script></head><body>${made.body}</body></html>`);
        return;
      }
      const file = normalize(path).replace(/\/$/, '/index.html');
      try {
        const content = readFileSync(join(root, 'web/dist', file));
        response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
        response.end(content);
      } catch {
        response.writeHead(404).end();
      }
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.address = `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The address of a page with this content. */
  make(page: MadePage): string {
    const path = `/made-${this.#made.size}.html`;
    this.#made.set(path, page);
    return this.address + path;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
