// Several files that were opened at once.
import { plainText } from '../base/plain_text';
import type { FileRelation } from './names';

export interface FilesFound {
  /** The files by the time of their first packet; those without packets come last. */
  order: number[];
  /**
   * Seconds from each file with packets to the next one in this order; negative if they overlap.
   */
  gaps: number[];
  /** Number of packets in each file, in the given order; 0 for a file that is not a capture. */
  packets: number[];
}

type Joinable = Extract<FileRelation, 'pieces' | 'copies'>;

/**
 * The capture to read: joined pieces, one of several copies, or the first of two taps. Null if the
 * files are none of these.
 */
export type FileSetFound = FilesFound &
  (
    | { relation: Joinable; capture: Blob; second: null }
    /** `taps`: of the first and of the second, the files that are its pieces, in the order of time. */
    | { relation: 'taps'; capture: Blob; second: Blob; taps: readonly [number[], number[]] }
    | { relation: Exclude<FileRelation, Joinable | 'taps'>; capture: null; second: null }
  );

/** What files are called that are one capture together: "a.pcap", "a1.pcap–a6.pcap". */
export function nameOfPieces(names: readonly string[]): string {
  const [first = '', ...others] = names;
  const last = others.at(-1);
  return last === undefined ? first : `${first}\u2013${last}`;
}

/** The two taps by the names of their files; [] where the files are something else. */
export const tapNames = (
  found: FileSetFound,
  names: readonly string[],
): [] | [first: string, second: string] =>
  found.relation === 'taps'
    ? (found.taps.map((files) => nameOfPieces(files.map((i) => names[i]!))) as [string, string])
    : [];

/** What two interfaces of a capture are called: by their names, or by their numbers from 0. */
export function namesOfInterfaces(
  interfaces: readonly { name: string }[],
  pair: readonly [number, number],
): [string, string] {
  const [a = '', b = ''] = pair.map((i) => plainText(interfaces[i]?.name ?? ''));
  return a && b && a !== b ? [a, b] : [`#${pair[0]}`, `#${pair[1]}`];
}
