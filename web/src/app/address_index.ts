// The addresses of a capture, each once: a search looks at every address and not at every
// connection, and an order compares places instead of octets.
import { plainText } from '../export/plain_text';
import type { ConnectionTable } from '../model';
import { addressText } from '../worker/address';

/** By address as text, without brackets. */
export type AddressNames = ReadonlyMap<string, readonly string[]>;

export class AddressIndex {
  /** As an endpoint shows them, in lower case: IPv6 in brackets. */
  readonly texts: readonly string[];
  /** Of client and server of each connection: 2i and 2i + 1. */
  readonly of: Uint32Array;
  #places: Uint32Array | undefined;
  #names: readonly (readonly string[])[] | undefined;
  readonly #octets: Uint8Array[] = [];
  readonly #versions: number[] = [];

  constructor(
    { addresses, version, count }: ConnectionTable,
    private readonly given: AddressNames = new Map(),
  ) {
    this.of = new Uint32Array(2 * count);
    const words = new DataView(addresses.buffer, addresses.byteOffset, addresses.byteLength);
    const short = new Map<number, number>();
    const long = new Map<string, number>();
    for (let end = 0; end < 2 * count; end++) {
      const at = 16 * end;
      const v = version[end >> 1]!;
      const first = words.getUint32(at);
      const key =
        v === 4
          ? null
          : `${first} ${words.getUint32(at + 4)} ${words.getUint32(at + 8)} ${words.getUint32(at + 12)}`;
      let id = key === null ? short.get(first) : long.get(key);
      if (id === undefined) {
        id = this.#octets.length;
        this.#octets.push(addresses.subarray(at, at + 16));
        this.#versions.push(v);
        if (key === null) short.set(first, id);
        else long.set(key, id);
      }
      this.of[end] = id;
    }
    this.texts = this.#octets.map((octets, id) => {
      const v = this.#versions[id]!;
      const text = addressText(octets, v);
      return v === 4 ? text : `[${text}]`;
    });
  }

  /** For each address its place in the order of addresses: IPv4 first, and by number. */
  get places(): Uint32Array {
    if (!this.#places) {
      const ids = this.#octets.map((_, id) => id).sort((a, b) => this.#compare(a, b));
      const places = new Uint32Array(ids.length);
      ids.forEach((id, place) => (places[id] = place));
      this.#places = places;
    }
    return this.#places;
  }

  #compare(a: number, b: number): number {
    const versions = this.#versions[a]! - this.#versions[b]!;
    if (versions !== 0) return versions;
    const [one, other] = [this.#octets[a]!, this.#octets[b]!];
    const length = this.#versions[a] === 4 ? 4 : 16;
    for (let i = 0; i < length; i++) if (one[i] !== other[i]) return one[i]! - other[i]!;
    return 0;
  }

  /** 1 for each address whose text fits, or a name of which does. */
  matching(fits: (text: string) => boolean, byName = true): Uint8Array {
    const hits = Uint8Array.from(this.texts, (text) => (fits(text) ? 1 : 0));
    if (byName && this.given.size > 0) {
      this.names.forEach((names, id) => {
        if (names.some(fits)) hits[id] = 1;
      });
    }
    return hits;
  }

  /** Names of each address as they are shown, in lower case. */
  private get names(): readonly (readonly string[])[] {
    return (this.#names ??= this.texts.map((text) =>
      (this.given.get(text.replace(/[[\]]/g, '')) ?? []).map((name) =>
        plainText(name).toLowerCase(),
      ),
    ));
  }
}
