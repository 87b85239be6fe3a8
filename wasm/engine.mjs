// Loads the module that bindings.cc is compiled to and gives its functions the shape of
// engine.d.mts. The module has no other glue: it says member by member what a result is made of.

const arrays = [Uint8Array, Uint16Array, Uint32Array, Float64Array];
const utf8 = new TextDecoder();
/** Exports that are no questions about an engine. */
const own = new Set(['memory', 'create', 'destroy']);

export default async function createEngine(binary) {
  let octets = new Uint8Array(0);
  // The objects and lists that are open, innermost last.
  let open = [];
  // Keys by address: they are constants of the module.
  const keys = new Map();

  /** A view of all memory; an earlier one is dead once the memory has grown. */
  const memory = () =>
    octets.buffer === exports.memory.buffer
      ? octets
      : (octets = new Uint8Array(exports.memory.buffer));
  const text = (at, size) => utf8.decode(memory().subarray(at, at + size));
  const add = (key, value) => {
    const holder = open.at(-1);
    if (Array.isArray(holder)) {
      holder.push(value);
    } else {
      if (!keys.has(key)) keys.set(key, text(key, memory().indexOf(0, key) - key));
      holder[keys.get(key)] = value;
    }
    return value;
  };

  const reply = {
    number: add,
    flag: (key, value) => add(key, value !== 0),
    text: (key, at, size) => add(key, text(at, size)),
    column: (key, type, at, size) => add(key, new arrays[type](memory().buffer, at, size).slice()),
    object: (key) => open.push(add(key, {})),
    list: (key) => open.push(add(key, [])),
    end: () => open.pop(),
  };
  // An allocation that fails for good ends in a trap; there is nothing else to tell the outside.
  const env = { emscripten_notify_memory_growth() {} };
  const wasi_snapshot_preview1 = { proc_exit() {} };
  const { instance } = await WebAssembly.instantiate(binary, {
    reply,
    env,
    wasi_snapshot_preview1,
  });
  const exports = instance.exports;
  exports._initialize();

  /** What the function `name` tells of the engine at `at`; null where it says no. */
  const tell = (at, name, ...args) => {
    const result = {};
    open = [result];
    return exports[name](at, ...args) === 0 ? null : result;
  };

  class Engine {
    #at;
    constructor(hashSeed, setAsideDuplicates) {
      this.#at = exports.create(hashSeed, setAsideDuplicates);
    }
    buffer(size) {
      const at = exports.buffer(this.#at, size);
      return memory().subarray(at, at + size);
    }
    push(size) {
      return exports.push(this.#at, size);
    }
    finish() {
      return exports.finish(this.#at);
    }
    sharePush(size) {
      return exports.sharePush(this.#at, size) !== 0;
    }
    shared() {
      return tell(this.#at, 'shared').octets;
    }
    places(connection) {
      return tell(this.#at, 'places', connection).places;
    }
    layers(size, linkType) {
      return tell(this.#at, 'layers', size, linkType).layers;
    }
    delete() {
      exports.destroy(this.#at);
    }
    static asks(name) {
      Engine.prototype[name] = function (...args) {
        return tell(this.#at, name, ...args);
      };
    }
  }
  Object.keys(exports)
    .filter((name) => /^[a-z]/.test(name) && !(name in Engine.prototype) && !own.has(name))
    .forEach(Engine.asks);
  return { Engine };
}
