// The number of a connection: Wireshark's tcp.stream of its first segment. If several connections
// begin in one stream, later ones have a part too: `3`, `3.2`, `3.3`.
export interface ConnectionNumber {
  stream: number;
  /** Part number, from 1. */
  part: number;
}

export function numberText({ stream, part }: ConnectionNumber): string {
  return part > 1 ? `${stream}.${part}` : String(stream);
}

/** Undefined if the text is not such a number. */
export function parseNumber(text: string): ConnectionNumber | undefined {
  const found = /^(\d{1,9})(?:\.([1-9]\d{0,8}))?$/.exec(text.trim());
  return found ? { stream: Number(found[1]), part: Number(found[2] ?? 1) } : undefined;
}

export function sameNumber(a: ConnectionNumber, b: ConnectionNumber): boolean {
  return a.stream === b.stream && a.part === b.part;
}
