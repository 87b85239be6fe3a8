// A capture that is given as text: a script, or lines of a tool. What reads it is a part that comes with
// the first text.
import { textPart } from '#text-part';
import type { TextTarget, WrittenText } from './text_part';

/** What a child says to be taken for a text about packets: text/packetdrill, text/tcpdump … */
const given =
  ':scope > script[type^="text/"]:not([type*="script"]), :scope > pre[data-type^="text/"]';

/** The text of a child script, or of a `<pre data-type>`, inside the element; null without one. */
export const inlineText = (element: Element): string | null =>
  element.querySelector(given)?.textContent ?? null;

/** Captures have small octets near their beginning, also packed ones; texts have none. */
async function looksLikeText(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  return head.length > 0 && !head.some((octet) => octet < 9);
}

/** The text that `file` is; null for what tells of no packets. `script`: that it is no other text. */
export async function writtenText(
  file: Blob,
  script: boolean,
  target: TextTarget,
): Promise<WrittenText | null> {
  if (!script && !(await looksLikeText(file))) return null;
  return (await textPart()).written(file, script, target);
}
