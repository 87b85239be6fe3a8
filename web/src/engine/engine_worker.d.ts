/** worker.ts as a function, built by build/worker.ts; its text is a script of its own. */
declare module 'virtual:engine-worker' {
  /** Serves the engine to the other end of `scope`: a worker's global scope, or a port. */
  export function engineWorker(scope: MessagePort | typeof globalThis): void;
}
