// A page's end of the line to the engine. One client serves one capture after the other; each
// gets a worker of its own, because the memory of a module never shrinks and a terminated worker
// is the one sure way to end a long call.
import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import type { ConnectionTable } from '../../../wasm/engine.mjs';
import type { Connection } from '../model/connection';
import type { ConnectionNumber } from '../model/connection_number';
import type { Progress } from './worker/reading';
import type { Opened, ReadingChoices } from './worker/session';
import type { WorkerApi } from './worker/worker';
import { singleStrategy, type EngineWorker, type Spawn, type SpawnStrategies } from './spawn';

/**
 * What went wrong, for a message that helps. `superseded`: another capture was opened meanwhile,
 * nothing to tell. `blocked`: the worker did not start, most often for the site's policy. `crashed`:
 * the module trapped, most often for want of memory. `unreadable`: the file could not be read.
 */
export type FailureKind = 'superseded' | 'blocked' | 'crashed' | 'unreadable' | 'failed';

export class EngineFailure extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'EngineFailure';
  }
}

interface Line {
  worker: EngineWorker;
  remote: Remote<WorkerApi>;
  /** Rejects when the worker dies or is let go; never resolves. */
  broken: Promise<never>;
  break: (failure: EngineFailure) => void;
}

/** What an element asks of the engine; EngineClient adds what the page asks for. */
export class ConnectionClient {
  protected line: Line | undefined;
  /** For the next capture, with its module loaded. */
  protected spare: Line | undefined;

  readonly #ways: SpawnStrategies;
  /** How many captures were opened: a slow failure of an earlier one must not disturb a later. */
  protected opened = 0;

  constructor(ways: SpawnStrategies | Spawn) {
    this.#ways = typeof ways === 'function' ? singleStrategy(ways) : ways;
  }

  /**
   * Reads a capture. Ends the one before: calls still under way for it reject as `superseded`.
   * `onProgress` is called between chunks of the file.
   */
  async open(
    file: Blob,
    onProgress?: (progress: Progress) => void,
    choices: Partial<ReadingChoices> = {},
  ): Promise<Opened> {
    const ticket = (this.opened += 1);
    const { memory, spawns } = this.#ways;
    for (;;) {
      const way = memory.first;
      this.letGo();
      [this.line, this.spare] = [this.spare, undefined];
      try {
        return await this.ask((remote) =>
          remote.open(file, onProgress && proxy(onProgress), choices),
        );
      } catch (error) {
        // WebKit lets no worker read a blob where the origin is opaque, as it is from file://.
        const next =
          error instanceof EngineFailure &&
          (error.kind === 'blocked' || (error.kind === 'unreadable' && origin === 'null'));
        if (!next || way + 1 >= spawns.length || ticket !== this.opened) throw error;
        memory.first = Math.max(memory.first, way + 1);
      }
    }
  }

  /** Reads a small capture in the place of the one before, in the same worker. */
  openAgain(file: Blob, choices: Partial<ReadingChoices> = {}): Promise<Opened> {
    this.opened += 1;
    return this.ask((remote) => remote.open(file, undefined, choices));
  }

  /** All connections so far; may be asked while the capture is still being read. */
  connections(): Promise<ConnectionTable> {
    return this.ask((remote) => remote.connections());
  }

  /** Index of the connection with that number; null where there is none, or none yet. */
  find(number: ConnectionNumber): Promise<number | null> {
    return this.ask((remote) => remote.find(number));
  }

  connection(index: number): Promise<Connection> {
    return this.ask((remote) => remote.connection(index));
  }

  /** Frees the workers and their memory. */
  dispose(): void {
    this.letGo();
    this.spare?.break(new EngineFailure('superseded', 'nothing is to be opened'));
    this.spare = undefined;
  }

  /** Of the capture on view. */
  protected letGo(): void {
    this.line?.break(new EngineFailure('superseded', 'another capture was opened'));
    this.line = undefined;
  }

  protected async ask<T>(call: (remote: Remote<WorkerApi>) => Promise<T>): Promise<T> {
    const line = (this.line ??= this.connect());
    try {
      return await Promise.race([call(line.remote), line.broken]);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === 'crashed' && this.line === line) {
        line.break(failure);
        this.line = undefined;
      }
      throw failure;
    }
  }

  protected connect(): Line {
    let worker: EngineWorker;
    const { memory, spawns } = this.#ways;
    try {
      worker = spawns[memory.first]!();
    } catch (error) {
      throw new EngineFailure('blocked', 'the worker did not start', { cause: error });
    }
    const remote = wrap<WorkerApi>(worker);
    let reject!: (failure: EngineFailure) => void;
    const broken = new Promise<never>((_, fail) => (reject = fail));
    broken.catch(() => {});
    const line: Line = {
      worker,
      remote,
      broken,
      break: (failure) => {
        reject(failure);
        remote[releaseProxy]();
        worker.terminate();
      },
    };
    worker.addEventListener('error', (event: Event) => {
      const message = event instanceof ErrorEvent ? event.message : '';
      // A worker that the site's policy refuses says so by an event without a message.
      const kind = message ? 'crashed' : 'blocked';
      line.break(new EngineFailure(kind, message || 'the worker did not start'));
      if (this.line === line) this.line = undefined;
      if (this.spare === line) this.spare = undefined;
    });
    return line;
  }
}

function failureOf(error: unknown): EngineFailure {
  if (error instanceof EngineFailure) return error;
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  // A policy without 'wasm-unsafe-eval'. Emscripten wraps the browser's own words.
  if (name === 'CompileError' || message.includes('CompileError')) {
    return new EngineFailure('blocked', message);
  }
  // Abort inside the module: Emscripten throws a RuntimeError; a C++ throw is a bare number.
  if (name === 'RuntimeError' || typeof error === 'number') {
    return new EngineFailure('crashed', message);
  }
  if (name === 'NotReadableError' || name === 'NotFoundError') {
    return new EngineFailure('unreadable', message);
  }
  return new EngineFailure('failed', message, { cause: error });
}
