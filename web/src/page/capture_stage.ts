// How far a capture on the page is: nothing yet, being read, read, refused or failed.
import type { EngineFailure, Opened, Progress } from '../engine/client';
import type { ConnectionNumber } from '../model/connection_number';
import type { OpenedSet } from './file_set/opened_set';
import type { Pasted } from './paste/pasted';

export type Stage =
  | { kind: 'nothing' }
  /** `ended`: what was read is not on view yet. */
  | { kind: 'reading'; progress: Progress | null; ended?: true }
  | { kind: 'read'; opened: Opened }
  | { kind: 'refused'; opened: Opened }
  /** After a crash what was on view stays; nothing more can be asked of that capture. */
  | { kind: 'failed'; failure: EngineFailure };

/** What to show of a capture when it is open; the first connection from its start by default. */
export interface View {
  stream?: ConnectionNumber | undefined;
  /** From 1. */
  step?: number | undefined;
}

/** Where a capture is from that is not the reader's own file. */
export interface Origin {
  sample?: string;
  carried?: string;
  pasted?: Pasted;
  set?: OpenedSet;
}

/** Fields of the page's capture while none is on view. */
export const noCapture = {
  name: '',
  size: 0,
  ...{ sample: null, carried: null, pasted: null, set: null },
  ...{ rows: null, endpointStatistics: null, incidents: [], connection: null, row: 0 },
};

/** Refused at its start, be it by the reader of captures or by the one of packed data. */
export function isRefused({ info, ending }: Opened): boolean {
  return info.status === 1 || (ending === 'damaged' && info.packets === 0);
}

/** From the first packet read so far to the last, seconds; 0 where none was. */
export function durationOf(stage: Stage): number {
  if (stage.kind === 'read') return stage.opened.info.duration;
  return stage.kind === 'reading' ? (stage.progress?.info.duration ?? 0) : 0;
}
