// How long a segment travels, as far as one capture tells. It has one clock at one place: what is
// measured there is the way to each end and back, and the half of both together is taken for one way.
// SpawnStrategies need not be alike, and an end takes time to answer, so this is an estimate and is called one.
import type { Connection } from '../model/connection';
import { summaryItems } from '../model/connection_flags';

/** Seconds from end to end, from the gaps of the handshake; null where nothing was measured. */
export function oneWayDelay(connection: Connection): number | null {
  const gaps = summaryItems(connection).find(({ name }) => name === 'handshake_gaps');
  if (!gaps) return null;
  const { server_side_ns: server = 0, client_side_ns: client = 0 } = gaps.args;
  const around = server + client;
  return around > 0 ? around / 2e9 : null;
}

/** Bounds of a slant that stands for a delay, px. */
const LEAST = 6;
const MOST = 40;

export interface Slant {
  /** From tail to head, px. */
  px: number;
  /** Seconds; null where the slant says nothing of them. */
  delay: number | null;
  /** Whether a px of it is as long as one between two rows. */
  toScale: boolean;
}

/** The slant of a delay where a second is `scale` px; `usual` px where none is known. */
export function slantOf(delay: number | null, scale: number, usual: number): Slant {
  if (delay === null) return { px: usual, delay, toScale: false };
  const exact = delay * scale;
  const px = Math.round(Math.min(MOST, Math.max(LEAST, exact)));
  return { px, delay, toScale: exact >= LEAST && exact <= MOST };
}
