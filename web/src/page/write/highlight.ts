// Syntax highlighting of a line. It decides colours only: the core's reader decides the meaning.

/**
 * `way`: direction and flags, in the hue of the sender. `key`: keywords, calls and times. `note`:
 * comments and what is not drawn. `value`: everything else.
 */
export type Ink = 'way' | 'key' | 'note' | 'value';

export interface Piece {
  text: string;
  ink: Ink;
}

const packet = /^([\s+*\d.~e-]*)([<>](?:\s*\[[^\]]*\]|\s*\([^)]*\))*\s*[SFRPUEWA.\d-]*)(.*)$/;
const listed = /^(.*?)(Flags \[[^\]]*\]|\[[A-Z, ]+\])(.*)$/;
const words = /([A-Za-z_][\w-]*)/;

/**
 * `drawn`: the line is drawn. Lines of listings that are not drawn are muted, and so are calls,
 * shell lines and comments of scripts.
 */
export function piecesOf(line: string, drawn: boolean, script: boolean): Piece[] {
  const [, time, way, rest] = (script ? packet : listed).exec(line) ?? [];
  if (way === undefined || !drawn) return line ? [{ text: line, ink: 'note' }] : [];
  const comment = script ? rest!.search(/\/\/|#/) : -1;
  const body = comment < 0 ? rest! : rest!.slice(0, comment);
  return [
    { text: time!, ink: 'key' as const },
    { text: way, ink: 'way' as const },
    ...body.split(words).map((text, i): Piece => ({ text, ink: i % 2 === 1 ? 'key' : 'value' })),
    { text: comment < 0 ? '' : rest!.slice(comment), ink: 'note' as const },
  ].filter(({ text }) => text !== '');
}
