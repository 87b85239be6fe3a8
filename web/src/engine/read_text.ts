// Converts text that describes packets into a capture file for the engine. Loaded, together with
// its module, when the first text is opened.
import createText from '#text';
import type { TextModule } from '../../../wasm/text.mjs';
import { problems, textFormats } from '../model/names';
import type { TextNotes, TextProblem } from '../model/text_notes';
import type { TextFormat } from '../model/names';

export interface ReadText {
  pcapng: Uint8Array<ArrayBuffer>;
  notes: TextNotes;
}

let loading: Promise<TextModule> | undefined;

/**
 * Null if the text has no known format; `otherwise` is the format to use then. The places of
 * problems count UTF-16 units, as text areas do.
 */
export async function readText(
  octets: Uint8Array,
  otherwise: TextFormat = 'none',
): Promise<ReadText | null> {
  // If loading failed, the next text tries again.
  loading ??= createText().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  const module = await loading;
  const read = module.readText(octets, textFormats.indexOf(otherwise));
  const format = textFormats[read.format] ?? 'none';
  if (format === 'none') return null;
  return {
    pcapng: read.pcapng,
    notes: {
      format,
      lines: read.lines,
      problems: problemsOf(read.problems, octets),
      problemCount: read.problems.count,
      otherLines: read.otherLines,
    },
  };
}

function problemsOf(
  { id, line, column, length }: ReturnType<TextModule['readText']>['problems'],
  octets: Uint8Array,
): TextProblem[] {
  const starts = lineStarts(octets, line);
  const decoder = new TextDecoder();
  return Array.from(id, (index, i) => {
    const start = starts[i]!;
    const at = start + column[i]! - 1;
    const found = decoder.decode(octets.subarray(at, at + Math.min(length[i]!, longestFound)));
    return {
      name: problems[index]!,
      line: line[i]!,
      column: decoder.decode(octets.subarray(start, at)).length + 1,
      length: decoder.decode(octets.subarray(at, at + length[i]!)).length,
      found,
    };
  });
}

/** Longest excerpt shown at a problem, in bytes. */
const longestFound = 40;

const lineFeed = 10;

/** Offsets where lines begin; `lines` count from 1 and ascend. */
function lineStarts(octets: Uint8Array, lines: Uint32Array): number[] {
  let [current, start] = [1, 0];
  return Array.from(lines, (line) => {
    if (line < current) [current, start] = [1, 0];
    for (; current < line; current += 1) {
      const end = octets.indexOf(lineFeed, start);
      if (end < 0) return octets.length;
      start = end + 1;
    }
    return start;
  });
}
