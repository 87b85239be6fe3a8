// Decides when to show the connections found so far while a capture is being read. A preview delays
// the reading, so a quickly read capture gets none, and a large one gets them at intervals.
import type { Progress } from '../engine/client';

/** Shortest interval between two previews, in milliseconds. */
const shortestPause = 400;
/** Shortest remaining reading time for which a preview is worthwhile, in milliseconds. */
const worthwhile = 1000;
/** Largest share of the time that previews may take; each takes longer, as connections increase. */
const largestShare = 0.1;

export class PreviewSchedule {
  #next = 0;
  /** The first progress report. The time before it was spent on starting the worker. */
  #first: { at: number; read: number } | undefined;

  /** Whether a preview is due at this progress report. */
  isDue(progress: Progress): boolean {
    const now = performance.now();
    this.#first ??= { at: now, read: progress.read };
    return (
      now > this.#next && timeLeft(progress, now - this.#first.at, this.#first.read) > worthwhile
    );
  }

  /** Starts a preview. Returns a function to call when it has ended; no other is due before. */
  begin(): () => void {
    const begun = performance.now();
    this.#next = Infinity;
    return () => {
      const now = performance.now();
      this.#next = now + Math.max(shortestPause, (now - begun) * (1 / largestShare - 1));
    };
  }
}

/** Remaining time at the rate since the first report, in milliseconds; 0 if unknown. */
function timeLeft({ read, size }: Progress, elapsed: number, readAtFirst: number): number {
  return read > readAtFirst ? (elapsed * (size - read)) / (read - readAtFirst) : 0;
}
