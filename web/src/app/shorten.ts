/** An endpoint in at most `limit` characters: the address loses its middle, never the port. */
export function shorten(endpoint: string, limit: number): string {
  const room = Math.max(8, Math.floor(limit));
  if (endpoint.length <= room) return endpoint;
  const port = endpoint.slice(endpoint.lastIndexOf(':'));
  const address = endpoint.slice(0, -port.length);
  const kept = Math.max(2, room - port.length - 1);
  const head = Math.ceil(kept * 0.6);
  return `${address.slice(0, head)}…${address.slice(address.length - (kept - head))}${port}`;
}
