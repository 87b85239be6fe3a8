// Moments since a start: how a column writes them, and how a sentence does.
import { clock, minus, symbolUnits, type TimeUnits } from './format';

/**
 * s: "5.005 131". h: "1:05:05.005 131", where seconds alone would have to be divided by the reader.
 * d: "2 d 03:05:05.005", where microseconds have no room.
 */
export type ClockForm = 's' | 'h' | 'd';

const LONGEST_IN_SECONDS = 600;
const HOUR = 3600;
const DAY = 24 * HOUR;

/** The form for a column whose largest time is so many seconds. */
export function clockForm(seconds: number): ClockForm {
  const size = Math.abs(seconds);
  return size < LONGEST_IN_SECONDS ? 's' : size < DAY ? 'h' : 'd';
}

/** A time in a form; that in seconds leaves out their unit. */
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
 * A moment in a sentence, as a column that ends there writes it: "5.005131 s",
 * "1:05:05.005131", "2 d 03:05:05.005".
 */
export function moment(seconds: number, units: TimeUnits, decimals: 3 | 6 = 6): string {
  const form = clockForm(seconds);
  const text = clockText(seconds, form, units);
  const end = text.indexOf('.') + 1 + decimals;
  return form === 's' ? `${text.slice(0, end)} ${units.s}` : text.slice(0, end);
}
