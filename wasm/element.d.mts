// The module that element.cc is compiled to, tcpladder-element.mjs: part of what engine.d.mts has.
import type { Engine } from './engine.mjs';

/** A method of an engine, which is told by the address that create() returned. */
type ByAddress<Method extends (...args: never[]) => unknown> = (
  at: number,
  ...args: Parameters<Method>
) => ReturnType<Method>;

/** Columns of Zeek are empty. */
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
  /** As the constructor of an Engine. */
  create(hashSeed: number, setAsideDuplicates: boolean): number;
};

/** `wasmBinary`: tcpladder-element.wasm. */
export default function createElement(options: {
  wasmBinary: BufferSource;
}): Promise<ElementModule>;
