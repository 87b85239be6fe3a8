// The element's engine. Its module exports functions that take the address of an engine, because an
// Embind class would make the script larger.
import type { ElementModule } from '../../../wasm/element.mjs';
import type { ConnectionEngine, ConnectionModule } from './worker/connection_session';

export function withEngines(module: ElementModule): ConnectionModule<ConnectionEngine> {
  return {
    Engine: class implements ConnectionEngine {
      readonly #at: number;

      constructor(hashSeed: number, setAsideDuplicates: boolean) {
        this.#at = module.create(hashSeed, setAsideDuplicates);
      }

      buffer = (size: number) => module.buffer(this.#at, size);
      push = (size: number) => module.push(this.#at, size);
      finish = () => module.finish(this.#at);
      info = () => module.info(this.#at);
      connections = (first: number, count: number) => module.connections(this.#at, first, count);
      findConnection = (stream: number, part: number) =>
        module.findConnection(this.#at, stream, part);
      segmentsAndVerdict = (connection: number) => module.segmentsAndVerdict(this.#at, connection);
      port = (connection: number) => module.port(this.#at, connection);
      icmp = (connection: number) => module.icmp(this.#at, connection);
      events = (connection: number) => module.events(this.#at, connection);
      findings = () => module.findings(this.#at);
      notes = () => module.notes(this.#at);
      delete = () => module.delete(this.#at);
    },
  };
}
