// A link to one step that contains the capture, so that it opens anywhere.
import { offeredLength, packCapture } from './share_link';

/**
 * Maximum size of a capture in bytes for which a link is attempted; others exceed the offered
 * length.
 */
const linkable = 1024 * 1024;

export interface StepLink {
  /** Fragment with `#`; null if it is longer than the offered length. */
  fragment: string | null;
  /** Number of characters it has or would have; Infinity if it was not attempted. */
  characters: number;
}

/** `place`: the text after the capture, such as `stream=0&step=8`. */
export async function stepLink(capture: Blob, place: string): Promise<StepLink> {
  if (capture.size > linkable) return { fragment: null, characters: Infinity };
  const fragment = `#capture=${await packCapture(capture)}&${place}`;
  const characters = fragment.length;
  return { fragment: characters <= offeredLength ? fragment : null, characters };
}
