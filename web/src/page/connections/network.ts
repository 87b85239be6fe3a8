// Parses networks such as `10.0.0.0/8` and `2001:db8::/32`.

export interface Network {
  version: 4 | 6;
  octets: Uint8Array;
  /** Prefix length in bits. */
  bits: number;
}

/** Undefined if the word is not a network. */
export function networkOf(word: string): Network | undefined {
  const [, address, length] = /^([\d.]+|[\da-f:.]+)\/(\d{1,3})$/i.exec(word) ?? [];
  if (address === undefined) return undefined;
  const bits = Number(length);
  const version = address.includes(':') ? 6 : 4;
  const octets = version === 4 ? octetsOfV4(address) : octetsOfV6(address);
  return octets && bits <= 8 * octets.length ? { version, octets, bits } : undefined;
}

export function isWithin(address: Uint8Array, { octets, bits }: Network): boolean {
  for (let i = 0; 8 * i < bits; i++) {
    const mask = bits - 8 * i >= 8 ? 0xff : (0xff00 >> (bits - 8 * i)) & 0xff;
    if (((address[i]! ^ octets[i]!) & mask) !== 0) return false;
  }
  return true;
}

/** Missing groups at the end are 0: 10/8, 192.168/16. */
function octetsOfV4(text: string): Uint8Array | undefined {
  const groups = text.split('.').map(Number);
  const fits =
    groups.length <= 4 && groups.every((group) => Number.isInteger(group) && group < 256);
  if (!fits || text.endsWith('.')) return undefined;
  const octets = new Uint8Array(4);
  octets.set(groups);
  return octets;
}

function octetsOfV6(text: string): Uint8Array | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) =>
    half === '' ? [] : half.split(':').map((group) => Number.parseInt(group, 16)),
  );
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  if (!groups.every((group) => group >= 0 && group < 65536)) return undefined;
  return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}
