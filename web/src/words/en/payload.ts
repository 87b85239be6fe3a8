// Texts about the payload that an end sent; loaded with it.
import { count } from '../../base/format';
import type { PayloadPieceName } from '../../model/payload';
import { many } from './nouns';

interface Piece {
  size: number;
  /** Step number of the segment, from 1; 0 for missing bytes. */
  step: number;
  differs: boolean;
}

const pieces: Record<Exclude<PayloadPieceName, 'captured'>, (p: Piece) => string> = {
  repeated: ({ size, step, differs }) =>
    differs
      ? `#${step} sends ${many(size, 'byte')} from here again, and not the same bytes`
      : `#${step} sends ${many(size, 'byte')} from here again`,
  missing: ({ size }) => `${many(size, 'byte')} not captured`,
  cut: ({ size, step }) => `${many(size, 'byte')} of #${step} not kept by the capture`,
  scattered: ({ size, step }) =>
    `${many(size, 'byte')} of #${step} came in IP fragments or compressed, and cannot be shown`,
};

export const payload = {
  directions: ['client → server', 'server → client'] as readonly [string, string],
  forms: { text: 'Text', hex: 'Hex' },
  pieces,
  position: (p: { from: number; to: number; of: number }) =>
    `${count(p.from + 1)} to ${count(p.to)} of ${many(p.of, 'byte')}`,
  earlier: 'Earlier bytes',
  later: 'Later bytes',
  none: 'No payload in this direction.',
  midStream: 'The SYN was not captured: byte 1 is the first that was.',
  unacknowledged: (p: { n: number }) =>
    `The receiver acknowledged the first ${many(p.n, 'byte')} only.`,
  privacy: 'Read from the file when shown. No link and no shared file contains them.',
  unreadable: 'The file can no longer be read.',
  /** Progress of a search in the payload. */
  searching: (p: { percent: number }) => `Searching the payload: ${p.percent} %`,
  cancel: 'Cancel',
  stopped: (p: { percent: number }) =>
    `The search was cancelled at ${p.percent} % of the capture: later matches are not listed.`,
  incomplete: 'The capture has so many gaps that matches which cross them may not be listed.',
  failed: 'The search failed: the file can no longer be read.',
  malformed: 'Write payload:"text" or payload:/hex/, of at most 256 bytes.',
};
