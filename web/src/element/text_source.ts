// A capture given as text: a script, or lines of a tool. The reader for it is a part that is loaded
// with the first text.
import { textPart } from '#text-part';
import type { TextTarget, WrittenText } from './text_part';

/** Children that contain a text about packets: text/packetdrill, text/tcpdump … */
const given = ':scope > script[type^="text/"]:not([type*="script"]), :scope > [data-type^="text/"]';

/**
 * The text of a child script, or of another child with a `data-type`; null if there is none.
 */
export const inlineText = (element: Element): string | null =>
  element.querySelector(given)?.textContent ?? null;

/** Captures, also compressed ones, have control bytes near their start; texts have none. */
async function looksLikeText(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  return head.length > 0 && !head.some((octet) => octet < 9);
}

/**
 * The file as a text about packets; null if it describes none. `script`: read it as a script only.
 */
export async function writtenText(
  file: Blob,
  script: boolean,
  target: TextTarget,
): Promise<WrittenText | null> {
  if (!script && !(await looksLikeText(file))) return null;
  return (await textPart()).written(file, script, target);
}
