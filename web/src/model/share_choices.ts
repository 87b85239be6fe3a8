// What a shared capture keeps of the original.
import {
  SHARE_ADDRESSES,
  SHARE_CUT_PAYLOAD,
  SHARE_OTHER_PORTS,
  SHARE_PATH,
  SHARE_TIMES,
} from '../../generated/values';

export interface ShareChoices {
  /** Addresses of the ranges for documentation (RFC 5737, RFC 3849), or as captured. */
  addresses?: 'replaced' | 'kept';
  ports?: 'kept' | 'replaced';
  /** The first segment at a fixed moment, or as captured; differences stay either way. */
  times?: 'shifted' | 'kept';
  /** TTL, DSCP and IP identification: neutral, or as captured. */
  path?: 'neutral' | 'kept';
  /** Bytes of zero in its place, or nothing; the lengths in the headers stay either way. */
  payload?: 'zeroed' | 'cut';
  /** First and last segment of the connection, from 0; all of it where not given. */
  rows?: { first: number; last: number };
}

/** As the engine takes them. What is not chosen is the safest. */
export function shareFlags(choices: ShareChoices): number {
  return (
    (choices.addresses === 'kept' ? SHARE_ADDRESSES : 0) |
    (choices.times === 'kept' ? SHARE_TIMES : 0) |
    (choices.path === 'kept' ? SHARE_PATH : 0) |
    (choices.ports === 'replaced' ? SHARE_OTHER_PORTS : 0) |
    (choices.payload === 'cut' ? SHARE_CUT_PAYLOAD : 0)
  );
}
