// The engine without a worker, for Node and for programs that have their own worker.
export { default as loadEngine } from '#engine';
