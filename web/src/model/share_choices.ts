// What a shared capture keeps of the original.

export interface ShareChoices {
  /** Addresses of the ranges for documentation (RFC 5737, RFC 3849), or as captured. */
  addresses?: 'replaced' | 'kept';
  ports?: 'kept' | 'replaced';
  /** The first segment at a fixed moment, or as captured; differences stay either way. */
  times?: 'shifted' | 'kept';
  /** TTL, DSCP and IP identification: neutral, or as captured. */
  path?: 'neutral' | 'kept';
  /** Octets of zero in its place, or nothing; the lengths in the headers stay either way. */
  payload?: 'zeroed' | 'cut';
  /** First and last segment of the connection, from 0; all of it where not given. */
  rows?: { first: number; last: number };
}

/** As the engine takes them. What is not chosen is the safest. */
export function shareFlags(choices: ShareChoices): number {
  return (
    (choices.addresses === 'kept' ? 1 : 0) |
    (choices.times === 'kept' ? 2 : 0) |
    (choices.path === 'kept' ? 4 : 0) |
    (choices.ports === 'replaced' ? 8 : 0) |
    (choices.payload === 'cut' ? 16 : 0)
  );
}
