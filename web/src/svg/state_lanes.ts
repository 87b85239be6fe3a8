// How the two lanes of a rail show a state: which directions are open.
import type { Certainty, StateName } from '../model/names';

/** 1 opening, 2 open, 3 closing. */
export type Tone = 1 | 2 | 3;

/** A lane at one time: how much of its width is filled, and how. */
export interface LaneFill {
  width: 0 | 0.5 | 1;
  tone: Tone;
}

const none: LaneFill = { width: 0, tone: 2 };
const opening: LaneFill = { width: 0.5, tone: 1 };
const open: LaneFill = { width: 1, tone: 2 };
const closing: LaneFill = { width: 0.5, tone: 3 };

/** [own lane, other lane] by state. */
const fills: Record<StateName, [LaneFill, LaneFill]> = {
  UNKNOWN: [open, open],
  CLOSED: [none, none],
  LISTEN: [none, none],
  'SYN-SENT': [opening, none],
  'SYN-RECEIVED': [opening, opening],
  ESTABLISHED: [open, open],
  'FIN-WAIT-1': [closing, open],
  'FIN-WAIT-2': [none, open],
  CLOSING: [closing, none],
  'TIME-WAIT': [none, none],
  'CLOSE-WAIT': [open, none],
  'LAST-ACK': [closing, none],
};

/**
 * The lanes of an end in a state. In SYN-RECEIVED, the end's own lane starts with the SYN that
 * opens it. It is missing until that SYN was captured, unless the end had sent its SYN before
 * (simultaneous open).
 */
export function lanesOf(
  state: StateName,
  certainty: Certainty,
  before: StateName | null = null,
): { own: LaneFill; other: LaneFill } {
  const [own, other] = fills[state];
  const unsent = state === 'SYN-RECEIVED' && certainty !== 'sure' && before !== 'SYN-SENT';
  return { own: unsent ? none : own, other };
}
