// When the connections found so far are shown while a capture is still being read. A preview holds up
// the reading, so a capture that is read soon gets none, and a large one gets them at intervals.
import type { Progress } from '../engine/client';

/** Between two previews, at least, milliseconds. */
const shortestPause = 400;
/** Time that reading must still take for a preview to be worth it, milliseconds. */
const worthwhile = 1000;
/** A preview takes longer with every connection: share of the time that previews may cost. */
const largestShare = 0.1;

export class PreviewSchedule {
  #next = 0;
  /** The first report. The time before it went into starting the worker. */
  #first: { at: number; read: number } | undefined;

  /** Whether a preview is due at this report. */
  isDue(progress: Progress): boolean {
    const now = performance.now();
    this.#first ??= { at: now, read: progress.read };
    return (
      now > this.#next && timeLeft(progress, now - this.#first.at, this.#first.read) > worthwhile
    );
  }

  /** A preview begins. Returns what is called when it has ended; no other is due before. */
  begin(): () => void {
    const begun = performance.now();
    this.#next = Infinity;
    return () => {
      const now = performance.now();
      this.#next = now + Math.max(shortestPause, (now - begun) * (1 / largestShare - 1));
    };
  }
}

/** Time until all is read at the rate since the first report, milliseconds; 0 while it is unknown. */
function timeLeft({ read, size }: Progress, elapsed: number, readAtFirst: number): number {
  return read > readAtFirst ? (elapsed * (size - read)) / (read - readAtFirst) : 0;
}
