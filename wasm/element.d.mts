// The module compiled from element.cc, tcpladder-element.mjs: a subset of engine.d.mts.
import type { Engine } from './engine.mjs';

/** A method of an engine, which is identified by the address that create() returned. */
type ByAddress<Method extends (...args: never[]) => unknown> = (
  at: number,
  ...args: Parameters<Method>
) => ReturnType<Method>;

/** Zeek's columns are empty. */
export type ElementModule = {
  [
    Name in
      | 'buffer'
      | 'push'
      | 'finish'
      | 'info'
      | 'connections'
      | 'findConnection'
      | 'segmentsAndVerdict'
      | 'port'
      | 'icmp'
      | 'events'
      | 'findings'
      | 'notes'
      | 'delete'
  ]: ByAddress<Engine[Name]>;
} & {
  /** Like the constructor of an Engine. */
  create(hashSeed: number, setAsideDuplicates: boolean): number;
};

/** `wasmBinary`: tcpladder-element.wasm. */
export default function createElement(options: {
  wasmBinary: BufferSource;
}): Promise<ElementModule>;
