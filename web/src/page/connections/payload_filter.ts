// The filter's terms `payload:…`. Each is searched for once; the result is kept until another
// capture is opened.
import { html, nothing } from 'lit';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PayloadMatchTable } from '../../../../wasm/engine.mjs';
import { payloadTerms, type PayloadTerm } from '../../model/payload_pattern';
import type { Language } from '../../words';
import { payloadWords } from '../../words/payload';
import type { ConnectionRows } from './connection_rows';

export interface FindPayload {
  /** Resolves with true when the whole capture was searched; a later search ends this one. */
  start: (
    pattern: Uint8Array,
    onProgress: (found: PayloadMatchTable, progress: { read: number; size: number }) => void,
  ) => Promise<boolean>;
  stop: () => void;
}

/** Delay after the last key, in milliseconds, so that unfinished terms are not searched for. */
const pause = 400;

interface Search {
  state: 'waiting' | 'running' | 'done' | 'stopped' | 'failed';
  /** Row of the first match, by connection index. */
  rows: Map<number, number>;
  percent: number;
  incomplete: boolean;
}

export class PayloadFilter implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #of: ConnectionRows | undefined;
  #find: FindPayload | null = null;
  #terms: readonly PayloadTerm[] = [];
  readonly #searches = new Map<string, Search>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: string | null = null;
  #changed = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected() {
    this.#stop();
  }

  /**
   * Takes the current query. Returns it without its payload terms, and whether there are new
   * matches.
   */
  follow(query: string, rows: ConnectionRows, find: FindPayload | null) {
    if (rows !== this.#of) {
      this.#stop();
      this.#searches.clear();
      this.#of = rows;
    }
    this.#find = find;
    const { terms, rest } = payloadTerms(query);
    const before = this.#terms.map(({ text }) => text).join('\n');
    this.#terms = terms;
    if (before !== terms.map(({ text }) => text).join('\n')) this.#wait();
    const changed = this.#changed;
    this.#changed = false;
    return { rest, changed };
  }

  /** Connections that match each term; terms that are still incomplete do not filter. */
  get among(): Iterable<number>[] {
    return this.#wanted().map(({ text }) => this.#searches.get(text)?.rows.keys() ?? []);
  }

  /** Step of the first match, from 1. */
  stepOf(index: number): number | undefined {
    for (const { text } of this.#terms) {
      const row = this.#searches.get(text)?.rows.get(index);
      if (row !== undefined) return row + 1;
    }
    return undefined;
  }

  /** Status of the searches. */
  status(language: Language) {
    if (this.#terms.length === 0) return nothing;
    const loading = payloadWords.load(language);
    if (loading) void loading.then(() => this.#host.requestUpdate()).catch(() => {});
    const words = payloadWords.of(language);
    return this.#terms.map(({ text, pattern }) => {
      const search = this.#searches.get(text);
      if (!pattern) return html`<p class="payload" role="status">${words.malformed}</p>`;
      switch (search?.state) {
        case 'waiting':
        case 'running':
          return html`<p class="payload">
            <span role="status">${words.searching({ percent: search.percent })}</span>
            <button class="link" @click=${() => this.#stop()}>${words.cancel}</button>
          </p>`;
        case 'stopped':
          return html`<p class="payload" role="status">
            ${words.stopped({ percent: search.percent })}
          </p>`;
        case 'failed':
          return html`<p class="payload" role="status">${words.failed}</p>`;
        default:
          return search?.incomplete
            ? html`<p class="payload" role="status">${words.incomplete}</p>`
            : nothing;
      }
    });
  }

  #wanted(): PayloadTerm[] {
    return this.#find ? this.#terms.filter(({ pattern }) => pattern !== null) : [];
  }

  /** Starts new searches after a pause in typing. */
  #wait() {
    clearTimeout(this.#timer);
    // A search whose term was removed is stopped.
    if (this.#running !== null && !this.#terms.some(({ text }) => text === this.#running)) {
      this.#stop();
    }
    const missing = this.#wanted().filter(({ text }) => !this.#searches.has(text));
    if (missing.length > 0) this.#timer = setTimeout(() => void this.#search(), pause);
  }

  /** Searches one term at a time: a second search in the worker would end the first. */
  async #search() {
    const find = this.#find;
    if (!find || this.#running !== null) return;
    const next = this.#wanted().find(({ text }) => !this.#searches.has(text));
    if (!next) return;
    const of = this.#of;
    const search: Search = { state: 'running', rows: new Map(), percent: 0, incomplete: false };
    this.#searches.set(next.text, search);
    this.#running = next.text;
    this.#tell();
    try {
      const whole = await find.start(next.pattern!, (found, { read, size }) => {
        if (search.state !== 'running') return;
        for (let i = 0; i < found.count; i++) search.rows.set(found.connection[i]!, found.row[i]!);
        search.percent = Math.floor((100 * read) / size);
        search.incomplete ||= found.incomplete === 1;
        this.#tell();
      });
      if (search.state === 'running') search.state = whole ? 'done' : 'stopped';
    } catch {
      if (search.state === 'running') search.state = 'failed';
    }
    if (this.#of !== of) return;
    if (this.#running === next.text) this.#running = null;
    this.#tell();
    void this.#search();
  }

  #stop() {
    clearTimeout(this.#timer);
    if (this.#running === null) return;
    const search = this.#searches.get(this.#running)!;
    search.state = 'stopped';
    // If the term is entered again, its search starts again.
    if (!this.#terms.some(({ text }) => text === this.#running)) {
      this.#searches.delete(this.#running);
    }
    this.#running = null;
    this.#find?.stop();
    this.#tell();
  }

  #tell() {
    this.#changed = true;
    this.#host.requestUpdate();
  }
}
