/** worker.ts as a function, built by build/worker.ts. Its source text is also a complete script. */
declare module 'virtual:engine-worker' {
  /** Serves the engine to the other end of `scope`, a worker's global scope or a port. */
  export function engineWorker(scope: MessagePort | typeof globalThis): void;
}
