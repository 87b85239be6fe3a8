// A capture inside a link: `#capture=…`, a small pcap file, deflated (RFC 1951) and encoded in the
// URL-safe base64 alphabet (RFC 4648 section 5). A fragment is never sent to a server.

/** Up to this many characters, the page offers a link; mail programs truncate longer ones. */
export const offeredLength = 8000;
/** Limits for reading: characters, and unpacked bytes. */
export const readLength = 200_000;
export const unfoldedLimit = 8 * 1024 * 1024;

/**
 * Errors in a link's capture. `alphabet`: invalid characters; `damaged`: it cannot be unpacked,
 * usually because the link was truncated; `too_large`: it exceeds the limits above.
 */
export type LinkFault = 'alphabet' | 'damaged' | 'too_large';

export class LinkError extends Error {
  constructor(readonly fault: LinkFault) {
    super(`the capture in the link is no good: ${fault}`);
    this.name = 'LinkError';
  }
}

/** The capture in a URL, or null; accepts a whole URL or its fragment. */
export function captureIn(address: string): string | null {
  const at = address.indexOf('#');
  if (at < 0) return null;
  return new URLSearchParams(address.slice(at + 1)).get('capture');
}

export async function packCapture(capture: Blob): Promise<string> {
  const deflated = capture.stream().pipeThrough(new CompressionStream('deflate-raw'));
  const octets = new Uint8Array(await new Response(deflated).arrayBuffer());
  let text = '';
  for (const octet of octets) text += String.fromCharCode(octet);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Rejects with a LinkError for any invalid `text`. */
export async function unpackCapture(text: string): Promise<Blob> {
  if (text.length > readLength) throw new LinkError('too_large');
  if (!/^[\w-]+$/.test(text)) throw new LinkError('alphabet');
  if (text.length % 4 === 1) throw new LinkError('damaged');
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const octets = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return new Blob(await inflated(octets));
}

/** Stops at the limit: a few characters can unpack to a thousand times as many bytes. */
async function inflated(octets: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>[]> {
  const stream = new Blob([octets]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new LinkError('damaged');
    });
    if (done) return parts;
    length += value.length;
    if (length > unfoldedLimit) {
      void reader.cancel().catch(() => {});
      throw new LinkError('too_large');
    }
    parts.push(new Uint8Array(value));
  }
}
