// Stages of a capture on the page: none, being read, read, refused, failed.
import type { EngineFailure, Opened, Progress } from '../engine/client';
import type { ConnectionNumber } from '../model/connection_number';
import type { OpenedSet } from './file_set/opened_set';
import type { Pasted } from './paste/pasted';

export type Stage =
  | { kind: 'nothing' }
  /** `ended`: reading has ended, but the result is not on view yet. */
  | { kind: 'reading'; progress: Progress | null; ended?: true }
  | { kind: 'read'; opened: Opened }
  | { kind: 'refused'; opened: Opened }
  /** After a crash, the drawing stays on view, but the engine answers no more queries. */
  | { kind: 'failed'; failure: EngineFailure };

/** What to show when a capture opens: by default the first connection, from its start. */
export interface View {
  stream?: ConnectionNumber | undefined;
  /** Step to show, from 1. */
  step?: number | undefined;
}

/** Origin of a capture that is not the reader's own file. */
export interface Origin {
  sample?: string;
  carried?: string;
  pasted?: Pasted;
  set?: OpenedSet;
}

/** Values of the capture's fields while none is on view. */
export const noCapture = {
  name: '',
  size: 0,
  ...{ sample: null, carried: null, pasted: null, set: null },
  ...{ rows: null, endpointStatistics: null, incidents: [], connection: null, row: 0 },
};

/** Whether the file was refused at its start, as a capture or as compressed data. */
export function isRefused({ info, ending }: Opened): boolean {
  return info.status === 1 || (ending === 'damaged' && info.packets === 0);
}

/** Seconds between the first and the last packet read so far; 0 without packets. */
export function durationOf(stage: Stage): number {
  if (stage.kind === 'read') return stage.opened.info.duration;
  return stage.kind === 'reading' ? (stage.progress?.info.duration ?? 0) : 0;
}
