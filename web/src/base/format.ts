// Formats numbers. Protocol numbers (seq, ack, len, win, ports) are digits only, as in the header;
// counts in sentences are grouped; a kilobyte has a thousand bytes.

/** Units of time: words in a sentence, symbols in drawings and tables. */
export interface TimeUnits {
  s: string;
  min: string;
  h: string;
  d: string;
}

export const symbolUnits: TimeUnits = { s: 's', min: 'min', h: 'h', d: 'd' };

export const minus = '\u2212';
const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** A protocol number: digits, with a true minus sign before the relative base. */
export function digits(value: number): string {
  return value < 0 ? minus + String(-value) : String(value);
}

/** A count in a sentence: 1,248 in every language. */
export function count(value: number): string {
  return value < 0 ? minus + grouped.format(-value) : grouped.format(value);
}

/**
 * A span of time of at least 0 seconds: whole nanoseconds and microseconds, three digits of
 * milliseconds, thousandths below ten seconds, tenths below two minutes, then minutes and seconds.
 * `brief` is for headlines: tenths from one second on.
 */
export function duration(
  seconds: number,
  units: TimeUnits = symbolUnits,
  style: 'full' | 'brief' = 'full',
): string {
  if (seconds < 0) return minus + duration(-seconds, units, style);
  const ns = Math.round(seconds * 1e9);
  if (ns === 0) return '0 µs';
  if (ns < 1000) return `${ns} ns`;
  if (ns < 999_500) return `${Math.round(ns / 1e3)} µs`;
  if (ns < 999_500_000) return `${threeDigits(ns / 1e6)} ms`;
  if (seconds < 9.9995 && style === 'full') return `${seconds.toFixed(3)} ${units.s}`;
  if (seconds < 119.95) return `${seconds.toFixed(1)} ${units.s}`;
  return longDuration(Math.round(seconds), units);
}

function longDuration(seconds: number, units: TimeUnits): string {
  const pad = (n: number) => String(n).padStart(2, '0');
  const s = seconds % 60;
  const min = Math.floor(seconds / 60) % 60;
  const h = Math.floor(seconds / 3600) % 24;
  const d = Math.floor(seconds / 86400);
  if (d > 0) return `${d} ${units.d} ${pad(h)} ${units.h}`;
  if (h > 0) return `${h} ${units.h} ${pad(min)} ${units.min}`;
  return `${min} ${units.min} ${pad(s)} ${units.s}`;
}

/** Three significant digits: 3.45, 18.4, 843. */
export function threeDigits(value: number): string {
  if (value >= 99.95) return value.toFixed(0);
  return value >= 9.995 ? value.toFixed(1) : value.toFixed(2);
}

/** Bytes in a table or on an arrow: 0, 365 B, 1.25 kB, 48.2 kB, 1.93 GB. */
export function bytes(value: number): string {
  if (value === 0) return '0';
  if (value < 1000) return `${value} B`;
  let scaled = value / 1000;
  let unit = 0;
  while (scaled >= 999.5 && unit < byteUnits.length - 1) {
    scaled /= 1000;
    unit += 1;
  }
  return `${threeDigits(scaled)} ${byteUnits[unit] ?? ''}`;
}

const byteUnits = ['kB', 'MB', 'GB', 'TB'];

/** Bytes for exact numbers: 1,248 B; from 10,000 on as in `bytes`. */
export function exactBytes(value: number): string {
  return value > 0 && value < 10_000 ? `${count(value)} B` : bytes(value);
}

/** Address and port as in a URL: an IPv6 address is in brackets. */
export function endpoint(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/**
 * An endpoint in at most `limit` characters. The address is shortened in the middle, and the port
 * stays: the first two and the last groups of an address are kept if they fit.
 */
export function shortEndpoint(address: string, port: number, limit: number): string {
  const whole = endpoint(address, port);
  if (whole.length <= limit) return whole;
  const v6 = address.includes(':');
  const tail = v6 ? `]:${port}` : `:${port}`;
  const room = Math.max(4, limit - tail.length - (v6 ? 2 : 1));
  const head = Math.ceil(room * 0.6);
  const end = address.slice(address.length - (room - head));
  return `${v6 ? '[' : ''}${address.slice(0, head)}…${end}${tail}`;
}

/** Seconds with microseconds: 5.005131. */
export function clock(seconds: number): string {
  return seconds < 0 ? minus + (-seconds).toFixed(6) : seconds.toFixed(6);
}

/** Bytes as two hexadecimal digits each. */
export function hex(octets: Iterable<number>): string {
  return Array.from(octets, (o) => o.toString(16).padStart(2, '0')).join(' ');
}

/** Prevents line breaks between a number and its unit, and within a sum of two numbers. */
export const unbroken = (text: string): string =>
  text.replace(/(?<=\d) (?=(?:[mµ]?s|[kMG]?B)\b|\+ \d)|(?<=\d \+) (?=\d)/g, '\u00a0');
