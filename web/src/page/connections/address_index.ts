// Index of the addresses in a capture, each once and sorted: a search tests every address instead
// of every connection, and sorting compares ordinals instead of bytes.
import { plainText } from '../../base/plain_text';
import type { ConnectionTable } from '../../model/connection';
import { addressText } from '../../model/address';
import { isWithin, type Network } from './network';
import { orderByWords } from '../../base/radix_order';

/** Names by address; addresses are text without brackets. */
export type AddressNames = ReadonlyMap<string, readonly string[]>;

export class AddressIndex {
  /**
   * Ordinals of each connection's addresses: client at 2i, server at 2i + 1. Ordinals ascend with
   * the address: IPv4 first, then numerically.
   */
  readonly of: Uint32Array;
  readonly #count: number;
  /** One connection end that has the address. */
  readonly #ends: Uint32Array;
  #lines: AddressLines | undefined;
  #names: readonly (readonly [id: number, names: readonly string[]])[] | undefined;
  readonly #table: ConnectionTable;
  readonly #given: AddressNames;

  constructor(table: ConnectionTable, given: AddressNames = new Map()) {
    this.#table = table;
    this.#given = given;
    const words = wordsOf(table);
    const order = orderByWords(words);
    this.of = new Uint32Array(order.length);
    this.#ends = new Uint32Array(order.length);
    let count = 0;
    for (let i = 0; i < order.length; i++) {
      const end = order[i]!;
      if (i === 0 || differ(words, end, order[i - 1]!)) this.#ends[count++] = end;
      this.of[end] = count - 1;
    }
    this.#count = count;
  }

  /** Builds the text that searches need, ahead of the first search. */
  prepare(): void {
    void this.#addressLines;
  }

  get #addressLines(): AddressLines {
    return (this.#lines ??= this.#write());
  }

  /** 1 for each address that contains `word`, or has a name that does. `word` is in lower case. */
  including(word: string, byName = true): Uint8Array {
    return this.#hits(word, byName && ((name) => name.includes(word)));
  }

  /** 1 for each address that ends with `word`, or has a name that does. `word` is in lower case. */
  endingIn(word: string): Uint8Array {
    return this.#hits(`${word}\n`, (name) => name.endsWith(word));
  }

  /** 1 for each address in the network. */
  within(network: Network): Uint8Array {
    const { addresses, version } = this.#table;
    const hits = new Uint8Array(this.#count);
    for (let id = 0; id < hits.length; id++) {
      const end = this.#ends[id]!;
      if (version[end >> 1] !== network.version) continue;
      hits[id] = Number(isWithin(addresses.subarray(16 * end, 16 * end + 16), network));
    }
    return hits;
  }

  #hits(part: string, named: false | ((name: string) => boolean)): Uint8Array {
    const hits = new Uint8Array(this.#count);
    const { text, starts } = this.#addressLines;
    let id = 0;
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, starts[id + 1])) {
      while (starts[id + 1]! <= at) id += 1;
      hits[id] = 1;
    }
    if (named && this.#given.size > 0) {
      for (const [id, names] of this.#namedAddresses) if (names.some(named)) hits[id] = 1;
    }
    return hits;
  }

  /** Display names by address ordinal, in lower case. */
  get #namedAddresses() {
    const { text } = this.#addressLines;
    return (this.#names ??= text.split('\n').flatMap((line, id) => {
      const names = this.#given.get(line.replace(/[[\]]/g, ''));
      return names ? [[id, names.map((name) => plainText(name).toLowerCase())] as const] : [];
    }));
  }

  // Addresses as endpoints show them, with IPv6 in brackets.
  #write(): AddressLines {
    const { addresses, version } = this.#table;
    const octets = new Uint8Array(this.#count * LONGEST_LINE);
    const starts = new Uint32Array(this.#count + 1);
    let size = 0;
    const put = (text: string) => {
      for (let i = 0; i < text.length; i++) octets[size++] = text.charCodeAt(i);
    };
    for (let id = 0; id < this.#count; id++) {
      const end = this.#ends[id]!;
      const at = 16 * end;
      if (version[end >> 1] === 4) {
        for (let i = 0; i < 4; i++) put(DOTTED[addresses[at + i]!]!);
        // The line break replaces the last dot.
        octets[size - 1] = LINE_BREAK;
      } else {
        put(`[${addressText(addresses.subarray(at, at + 16), 6)}]\n`);
      }
      starts[id + 1] = size;
    }
    return { text: new TextDecoder().decode(octets.subarray(0, size)), starts };
  }
}

function differ(words: readonly Uint32Array[], one: number, other: number): boolean {
  for (const word of words) if (word[one] !== word[other]) return true;
  return false;
}

/** All addresses, one per line. */
interface AddressLines {
  text: string;
  /** Offset of each line, and the end of the last line. */
  starts: Uint32Array;
}

/** Length of an IPv6 address with eight full groups, in brackets, with the line break. */
const LONGEST_LINE = 42;
const LINE_BREAK = 10;
const DOTTED = Array.from({ length: 256 }, (_, octet) => `${octet}.`);

/**
 * Sort keys of each end, least significant word first: four words of the address, then its version;
 * one word if all are IPv4. Touching new memory costs more than the sorting itself.
 */
function wordsOf({ addresses, version, count }: ConnectionTable): Uint32Array[] {
  const octets = new DataView(addresses.buffer, addresses.byteOffset, addresses.byteLength);
  const firsts = new Uint32Array(2 * count);
  for (let end = 0; end < firsts.length; end++) firsts[end] = octets.getUint32(16 * end);
  if (version.subarray(0, count).every((v) => v === 4)) return [firsts];
  const words = Array.from({ length: 3 }, () => new Uint32Array(2 * count));
  const versions = new Uint32Array(2 * count);
  for (let end = 0; end < 2 * count; end++) {
    const v = (versions[end] = version[end >> 1]!);
    if (v === 4) continue;
    for (let i = 1; i < 4; i++) words[3 - i]![end] = octets.getUint32(16 * end + 4 * i);
  }
  return [...words, firsts, versions];
}
