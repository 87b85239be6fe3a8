// The time column. Digits that say nothing are muted, so that the others line up and count.
import type { IcmpError } from '../model';
import type { LadderPlan } from './plan';

/** A piece of a time; muted digits are leading zeros, or repeat the row above. */
export interface TimePiece {
  text: string;
  muted: boolean;
  /** Distance to the piece before it. */
  dx: number;
}

/** Seconds with microseconds in two groups: "5.005 131". */
export function secondsPieces(seconds: number): TimePiece[] {
  const negative = seconds < 0;
  const micros = Math.round(Math.abs(seconds) * 1e6);
  const whole = String(Math.floor(micros / 1e6));
  const fraction = String(micros % 1e6).padStart(6, '0');
  const head = `${whole}.${fraction.slice(0, 3)}`;
  const tail = fraction.slice(3);
  const quiet = (head + tail).search(/[1-9]/);
  const muted = quiet < 0 ? head.length + tail.length : quiet;
  const sign = negative ? '\u2212' : '';
  // From 10,000 s on there is no room for microseconds.
  if (whole.length > 4) return [{ text: sign + head, muted: false, dx: 0 }];
  return [
    ...split(sign + head, Math.min(muted, head.length), 0),
    ...split(tail, Math.max(0, muted - head.length), 2),
  ];
}

function split(text: string, muted: number, dx: number): TimePiece[] {
  const pieces: TimePiece[] = [];
  if (muted > 0) pieces.push({ text: text.slice(0, muted), muted: true, dx });
  if (muted < text.length) {
    pieces.push({ text: text.slice(muted), muted: false, dx: muted > 0 ? 0 : dx });
  }
  return pieces;
}

/** Time of day with milliseconds; what repeats the row above is muted. */
export function dayPieces(epoch: number, before: number | null, utcOffset: number): TimePiece[] {
  const now = dayText(epoch, utcOffset);
  const last = before === null ? '' : dayText(before, utcOffset);
  let same = 0;
  while (same < now.length && now[same] === last[same]) same += 1;
  return split(now, same >= 6 ? 6 : same >= 3 ? 3 : 0, 0);
}

function dayText(epoch: number, utcOffset: number): string {
  const ms = Math.floor((epoch + utcOffset * 60) * 1000 + 1e-4);
  return new Date(ms).toISOString().slice(11, 23);
}

/** The time of a row in the reader's form. */
export function timePieces(plan: LadderPlan, row: number): TimePiece[] {
  const { time } = plan.connection.segments;
  return piecesOf(plan, time[row]!, row > 0 ? time[row - 1]! : null);
}

/** The same of an ICMP error, which follows a row. */
export function errorTimePieces(plan: LadderPlan, { time, after }: IcmpError): TimePiece[] {
  return piecesOf(plan, time, plan.connection.segments.time[after - 1] ?? null);
}

function piecesOf(plan: LadderPlan, now: number, before: number | null): TimePiece[] {
  const { time } = plan.connection.segments;
  switch (plan.options.time) {
    case 'previous':
      return secondsPieces(before === null ? 0 : now - before);
    case 'day': {
      const { captureStart } = plan.connection;
      const previous = before === null ? null : captureStart + before;
      return dayPieces(captureStart + now, previous, plan.options.utcOffset);
    }
    case 'start':
      return secondsPieces(now - time[0]!);
  }
}

/** How long after the row above, for a narrow drawing: "0", "+68 µs", "+3.445 ms", "+5.001 s". */
export function sinceText(plan: LadderPlan, row: number): string {
  const { time } = plan.connection.segments;
  if (row === 0) return '0';
  const micros = Math.round((time[row]! - time[row - 1]!) * 1e6);
  const size = Math.abs(micros);
  const sign = micros < 0 ? '\u2212' : '+';
  if (size < 1000) return `${sign}${size} µs`;
  if (size < 1e6) return `${sign}${(size / 1e3).toFixed(3)} ms`;
  return size < 1e9 ? `${sign}${(size / 1e6).toFixed(3)} s` : `${sign}${(size / 1e6).toFixed(0)} s`;
}
