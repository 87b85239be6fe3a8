// The page's end of the connection to the engine. A client reads one capture after another and
// starts a new worker for each: the memory of a WebAssembly module never shrinks, and only
// terminating the worker reliably ends a long call.
import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import type { ConnectionTable } from '../../../wasm/engine.mjs';
import type { Connection } from '../model/connection';
import type { ConnectionNumber } from '../model/connection_number';
import type { Progress } from './worker/reading';
import type { Opened, ReadingChoices } from './worker/session';
import type { WorkerApi } from './worker/worker';
import { singleStrategy, type EngineWorker, type Spawn, type SpawnStrategies } from './spawn';

/**
 * Kind of failure, from which the message is chosen. `superseded`: another capture was opened, so
 * there is nothing to report. `blocked`: the worker did not start, usually because of the site's
 * policy. `crashed`: the module trapped, usually because memory ran out. `unreadable`: the file
 * could not be read.
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
  /** Rejects when the worker crashes or is released; never resolves. */
  broken: Promise<never>;
  break: (failure: EngineFailure) => void;
}

/** Failures of workers that never answered: bundlers make some that cannot begin. */
const beforeAnswers = new WeakSet<EngineFailure>();

/** The engine calls that the element makes; EngineClient adds those of the page. */
export class ConnectionClient {
  protected line: Line | undefined;
  /** Worker for the next capture, with its module loaded. */
  protected spare: Line | undefined;

  readonly #ways: SpawnStrategies;
  /** Number of open() calls. It shows that a late failure belongs to an earlier capture. */
  protected opened = 0;

  constructor(ways: SpawnStrategies | Spawn) {
    this.#ways = typeof ways === 'function' ? singleStrategy(ways) : ways;
  }

  /**
   * Reads a capture and closes the current one: pending calls for it reject as `superseded`.
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
        // In WebKit, no worker can read a blob if the origin is opaque, as it is for file:// pages.
        const next =
          error instanceof EngineFailure &&
          (error.kind === 'blocked' ||
            beforeAnswers.has(error) ||
            (error.kind === 'unreadable' && origin === 'null'));
        if (!next || way + 1 >= spawns.length || ticket !== this.opened) throw error;
        memory.first = Math.max(memory.first, way + 1);
      }
    }
  }

  /** Reads a small capture in the same worker and replaces the current one. */
  openAgain(file: Blob, choices: Partial<ReadingChoices> = {}): Promise<Opened> {
    this.opened += 1;
    return this.ask((remote) => remote.open(file, undefined, choices));
  }

  /** All connections found so far; can be called while the capture is still being read. */
  connections(): Promise<ConnectionTable> {
    return this.ask((remote) => remote.connections());
  }

  /** Index of the connection with this number; null if it does not exist, or not yet. */
  find(number: ConnectionNumber): Promise<number | null> {
    return this.ask((remote) => remote.find(number));
  }

  connection(index: number): Promise<Connection> {
    return this.ask((remote) => remote.connection(index));
  }

  /** Terminates the workers, which frees their memory. */
  dispose(): void {
    this.letGo();
    this.spare?.break(new EngineFailure('superseded', 'nothing is to be opened'));
    this.spare = undefined;
  }

  /** Releases the worker of the current capture. */
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
    let answered = false;
    worker.addEventListener('message', () => (answered = true), { once: true });
    worker.addEventListener('error', (event: Event) => {
      const message = event instanceof ErrorEvent ? event.message : '';
      // If the site's policy refuses a worker, the error event has no message.
      const kind = message ? 'crashed' : 'blocked';
      const failure = new EngineFailure(kind, message || 'the worker did not start');
      if (!answered) beforeAnswers.add(failure);
      line.break(failure);
      if (this.line === line) this.line = undefined;
      if (this.spare === line) this.spare = undefined;
    });
    return line;
  }
}

function failureOf(error: unknown): EngineFailure {
  if (error instanceof EngineFailure) return error;
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  // The policy lacks 'wasm-unsafe-eval'. Emscripten includes the browser's message in its own.
  if (name === 'CompileError' || message.includes('CompileError')) {
    return new EngineFailure('blocked', message);
  }
  // The module aborted: Emscripten throws a RuntimeError, and a C++ exception arrives as a number.
  if (name === 'RuntimeError' || typeof error === 'number') {
    return new EngineFailure('crashed', message);
  }
  if (name === 'NotReadableError' || name === 'NotFoundError') {
    return new EngineFailure('unreadable', message);
  }
  return new EngineFailure('failed', message, { cause: error });
}
