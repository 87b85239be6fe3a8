// Texts about several files that were opened together; loaded with them.
import { duration } from '../../base/format';
import type { FileRelation } from '../../model/names';
import { many } from './nouns';

interface Names {
  /** Names of the files. */
  names: readonly string[];
}

const relations: Record<FileRelation, (p: Names) => string> = {
  pieces: ({ names }) =>
    `${names.length} files are read as pieces of one capture, in the order of time: ${names.join(', ')}`,
  copies: ({ names }) =>
    `${names.length} files hold the same packets; only the first is read: ${names.join(', ')}`,
  taps: ({ names }) =>
    `Two captures of the same traffic, laid over each other: ${names.join(' and ')} hold the same segments at other moments`,
  overlapping: ({ names }) =>
    `${names.length} files cover the same time, so they are not pieces of one capture`,
  apart: ({ names }) =>
    `${names.length} files are of different links or of different times, so they are not pieces of one capture`,
};

export const fileSet = {
  relations,
  interfaces: ({ names }: { names: readonly [string, string] }) =>
    `Two interfaces of this capture, ${names[0]} and ${names[1]}, hold the same segments`,
  gap: (p: { seconds: number; before: string; after: string }) =>
    `${duration(p.seconds)} pass between the last packet of ${p.before} and the first of ${p.after}`,
  withoutPackets: ({ names }: Names) => `No packets in ${names.join(', ')}`,
  /** Name of all files together. */
  name: (p: { n: number }) => many(p.n, 'file'),
  choose: 'Show',
  together: 'all as one capture',
  laidOver: 'both, laid over each other',
};
