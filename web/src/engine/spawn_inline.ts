import InlineWorker from './worker/worker?worker&inline';

/** Starts the worker from a blob inside this script: nothing else has to be fetched. */
export const spawn = (): Worker => new InlineWorker();
