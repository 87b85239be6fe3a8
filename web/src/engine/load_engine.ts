// The engine without a worker around it, for Node and for whoever brings a worker of their own.
export { default as loadEngine } from '#engine';
