/**
 * Shortens an endpoint until `fits` returns true: the middle of the address is replaced, never the
 * port. At least two characters of the address remain.
 */
export function shorten(endpoint: string, fits: (text: string) => boolean): string {
  if (fits(endpoint)) return endpoint;
  const port = endpoint.slice(endpoint.lastIndexOf(':'));
  const address = endpoint.slice(0, -port.length);
  for (let kept = address.length - 1; kept > 2; kept--) {
    const text = cut(address, kept) + port;
    if (fits(text)) return text;
  }
  return cut(address, 2) + port;
}

function cut(address: string, kept: number): string {
  const head = Math.ceil(kept * 0.6);
  const tail = address.slice(address.length - (kept - head));
  // A dot next to the ellipsis would look like part of it.
  return `${address.slice(0, head).replace(/\.$/, '')}…${tail.replace(/^\./, '')}`;
}
