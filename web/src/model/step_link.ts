// A link to one step that opens anywhere: with the capture inside.
import { offeredLength, packCapture } from './share_link';

/** Bytes of a capture beyond which no link is tried: they would not pack to what is offered. */
const linkable = 1024 * 1024;

export interface StepLink {
  /** From `#` on; null where it would be longer than is offered. */
  fragment: string | null;
  /** How many characters it has, or would have; Infinity where that was not tried. */
  characters: number;
}

/** `place`: what comes after the capture, as `stream=0&step=8`. */
export async function stepLink(capture: Blob, place: string): Promise<StepLink> {
  if (capture.size > linkable) return { fragment: null, characters: Infinity };
  const fragment = `#capture=${await packCapture(capture)}&${place}`;
  const characters = fragment.length;
  return { fragment: characters <= offeredLength ? fragment : null, characters };
}
