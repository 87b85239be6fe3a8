// Choices about what a shared capture keeps of the original.
import {
  SHARE_ADDRESSES,
  SHARE_CUT_PAYLOAD,
  SHARE_OTHER_PORTS,
  SHARE_PATH,
  SHARE_TIMES,
} from '../../generated/values';

export interface ShareChoices {
  /** Documentation addresses (RFC 5737, RFC 3849), or as captured. */
  addresses?: 'replaced' | 'kept';
  ports?: 'kept' | 'replaced';
  /** The first segment at a fixed time, or as captured; time differences are kept in both cases. */
  times?: 'shifted' | 'kept';
  /** TTL, DSCP and IP identification: fixed values, or as captured. */
  path?: 'neutral' | 'kept';
  /**
   * Zeros in place of the payload, or nothing; the lengths in the headers are kept in both cases.
   */
  payload?: 'zeroed' | 'cut';
  /** First and last segment of the connection, from 0; all of them if omitted. */
  rows?: { first: number; last: number };
}

/** In the form that the engine takes. The default of each choice is the safest. */
export function shareFlags(choices: ShareChoices): number {
  return (
    (choices.addresses === 'kept' ? SHARE_ADDRESSES : 0) |
    (choices.times === 'kept' ? SHARE_TIMES : 0) |
    (choices.path === 'kept' ? SHARE_PATH : 0) |
    (choices.ports === 'replaced' ? SHARE_OTHER_PORTS : 0) |
    (choices.payload === 'cut' ? SHARE_CUT_PAYLOAD : 0)
  );
}
