// Times since a start, in columns and in sentences.
import { clock, minus, symbolUnits, type TimeUnits } from './format';

/**
 * s: "5.005 131". h: "1:05:05.005 131", for times that are hard to read in seconds. d: "2 d
 * 03:05:05.005", without microseconds, for which there is no room.
 */
export type ClockForm = 's' | 'h' | 'd';

const LONGEST_IN_SECONDS = 600;
const HOUR = 3600;
const DAY = 24 * HOUR;

/** The form for a column with this largest time. */
export function clockForm(seconds: number): ClockForm {
  const size = Math.abs(seconds);
  return size < LONGEST_IN_SECONDS ? 's' : size < DAY ? 'h' : 'd';
}

/** A time in a form; the form in seconds omits their unit. */
export function clockText(seconds: number, form: ClockForm, units = symbolUnits): string {
  if (form === 's') return clock(seconds);
  if (seconds < 0) return minus + clockText(-seconds, form, units);
  const micros = Math.round(seconds * 1e6);
  const whole = Math.floor(micros / 1e6);
  const fraction = String(micros % 1e6).padStart(6, '0');
  const pad = (n: number) => String(n).padStart(2, '0');
  const [h, min, s] = [Math.floor(whole / HOUR), Math.floor(whole / 60) % 60, whole % 60];
  if (form === 'h') return `${h}:${pad(min)}:${pad(s)}.${fraction}`;
  return `${Math.floor(h / 24)} ${units.d} ${pad(h % 24)}:${pad(min)}:${pad(s)}.${fraction.slice(0, 3)}`;
}

/**
 * A time in a sentence, in the form of a column that ends there: "5.005131 s", "1:05:05.005131", "2
 * d 03:05:05.005".
 */
export function moment(seconds: number, units: TimeUnits, decimals: 3 | 6 = 6): string {
  const form = clockForm(seconds);
  const text = clockText(seconds, form, units);
  const end = text.indexOf('.') + 1 + decimals;
  return form === 's' ? `${text.slice(0, end)} ${units.s}` : text.slice(0, end);
}
