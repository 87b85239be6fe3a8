// The time column. Digits without information are muted, so that the others line up and stand out.
import { duration } from '../base/format';
import { clockForm, clockText, type ClockForm } from '../base/moment';
import type { IcmpError } from '../model/connection';
import type { LadderOptions } from './options';
import type { LadderSubject } from './subject';

/** A part of a time; muted digits are leading zeros, or repeat the row above. */
export interface TimePiece {
  text: string;
  muted: boolean;
  /** Distance from the previous part. */
  dx: number;
}

/** Number of digits by which "15:04:05.678" is longer than "99.999 999". */
const DAY_ROOM = 2;

/**
 * Number of digits by which times up to this are longer than "99.999 999"; two colons count as one
 * digit.
 */
export function clockRoom(seconds: number, time: LadderOptions['time']): number {
  if (time === 'day') return DAY_ROOM;
  const form = clockForm(seconds);
  const unit = { s: 1, h: 3600, d: 86400 }[form];
  const first = String(Math.floor(Math.abs(seconds) / unit)).length;
  return form === 's' ? Math.max(0, first - 2) : first + (form === 'h' ? 3 : 4);
}

/** A time in seconds, in two groups of digits if it has microseconds. */
export function clockPieces(seconds: number, form: ClockForm): TimePiece[] {
  const text = clockText(Math.abs(seconds), form);
  const quiet = text.search(/[1-9]/);
  const muted = quiet < 0 ? text.length : quiet;
  const middle = text.indexOf('.') + 4;
  return [
    ...split(seconds < 0 ? '\u2212' : '', 0, 0),
    ...split(text.slice(0, middle), Math.min(muted, middle), 0),
    ...split(text.slice(middle), Math.max(0, muted - middle), 2),
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

/** The time of a row in the form that the reader chose. */
export function timePieces(plan: LadderSubject, row: number): TimePiece[] {
  const { time } = plan.connection.segments;
  return piecesOf(plan, time[row]!, row > 0 ? time[row - 1]! : null);
}

/** The same for an ICMP error, which follows a row. */
export function errorTimePieces(plan: LadderSubject, { time, after }: IcmpError): TimePiece[] {
  return piecesOf(plan, time, plan.connection.segments.time[after - 1] ?? null);
}

function piecesOf(plan: LadderSubject, now: number, before: number | null): TimePiece[] {
  const { connection, options } = plan;
  const { time } = connection.segments;
  switch (options.time) {
    case 'previous': {
      // A gap keeps its microseconds, however long the other times are.
      const gap = before === null ? 0 : now - before;
      return clockPieces(gap, clockForm(gap));
    }
    case 'day': {
      const { captureStart } = connection;
      const previous = before === null ? null : captureStart + before;
      return dayPieces(captureStart + now, previous, options.utcOffset);
    }
    case 'start':
      return clockPieces(now - time[0]!, clockForm(connection.duration));
  }
}

/**
 * The time since the row above, for a narrow drawing: "0", "+68 µs", "+3.445 ms", "+5.001 s", "+1 h
 * 05 min".
 */
export function sinceText(plan: LadderSubject, row: number): string {
  const { time } = plan.connection.segments;
  if (row === 0) return '0';
  const micros = Math.round((time[row]! - time[row - 1]!) * 1e6);
  const size = Math.abs(micros);
  const sign = micros < 0 ? '\u2212' : '+';
  if (size < 1000) return `${sign}${size} µs`;
  if (size < 1e6) return `${sign}${(size / 1e3).toFixed(3)} ms`;
  return size < 120e6 ? `${sign}${(size / 1e6).toFixed(3)} s` : sign + duration(size / 1e6);
}
