// Changes to the time span on view. It stays within the connection, and is never narrower than a
// microsecond per pixel.
import type { Span } from './frame';

const LEAST_PER_PIXEL = 1e-6;

/** Null for the whole connection. */
export function limitedSpan(wanted: Span, all: Span, pixels: number): Span | null {
  const whole = all.to - all.from;
  const width = Math.min(Math.max(wanted.to - wanted.from, LEAST_PER_PIXEL * pixels), whole);
  if (!(width < whole)) return null;
  const middle = (wanted.from + wanted.to) / 2;
  const from = Math.min(Math.max(middle - width / 2, all.from), all.to - width);
  return { from, to: from + width };
}

/** Zooms by `factor` (2 shows half as much), with `at` fixed. */
export function zoomed(span: Span, factor: number, at: number): Span {
  return { from: at - (at - span.from) / factor, to: at + (span.to - at) / factor };
}

/** Moves the span by a share of its width. */
export function moved({ from, to }: Span, share: number): Span {
  const by = (to - from) * share;
  return { from: from + by, to: to + by };
}

/**
 * Moves the span by the smallest amount that shows `time`; returns the same object if it is in
 * view.
 */
export function showing(span: Span, time: number): Span {
  const width = span.to - span.from;
  if (time >= span.from && time <= span.to) return span;
  const from = time < span.from ? time - width * 0.1 : time - width * 0.9;
  return { from, to: from + width };
}

/** "0.020-0.235": seconds since the connection's start, as precise as the span requires. */
export function spanText({ from, to }: Span, start: number): string {
  const decimals = Math.min(9, Math.max(3, Math.ceil(-Math.log10(to - from)) + 3));
  const text = (time: number) => Math.max(0, time - start).toFixed(decimals);
  return `${text(from)}-${text(to)}`;
}

export function parseSpan(text: string, start: number): Span | null {
  const match = /^(\d{1,9}(?:\.\d{1,9})?)-(\d{1,9}(?:\.\d{1,9})?)$/.exec(text);
  if (!match) return null;
  const [from, to] = [Number(match[1]) + start, Number(match[2]) + start];
  return to > from ? { from, to } : null;
}
