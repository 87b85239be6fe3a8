// Short phrases shared by the English texts.
import { count, duration } from '../../base/format';
import type { TimeUnits } from '../../base/format';
import { moment } from '../../base/moment';
import { symbolUnits } from '../../base/format';

/** 0 is the client, 1 the server. */
type Side = 0 | 1;

const ends = ['client', 'server'] as const;
const rules = new Intl.PluralRules('en');
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const suffixes: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };

export { count };

export const the = (side: Side) => `the ${ends[side]}`;
export const The = (side: Side) => `The ${ends[side]}`;

/** "1 byte", "1,248 bytes". */
export const many = (n: number, one: string, other = `${one}s`) =>
  `${count(n)} ${rules.select(n) === 'one' ? one : other}`;

export const bytes = (n: number) => many(n, 'byte');

/** "3rd". */
export const nth = (n: number) => `${n}${suffixes[ordinals.select(n)] ?? 'th'}`;

/** A duration in a sentence. */
/** A time since the start, in a sentence; `decimals` is the number of digits of its seconds. */
export const at = (seconds: number, decimals?: 3 | 6) => moment(seconds, sentenceUnits, decimals);
export const span = (seconds: number) => duration(seconds, sentenceUnits);
export const brief = (seconds: number) => duration(seconds, sentenceUnits, 'brief');

export const sentenceUnits: TimeUnits = symbolUnits;

/** Step number of a row, as shown on the ladder. */
export const no = (row: number) => `#${row + 1}`;

/** "#12, #13 and #14". */
export const list = (items: readonly string[]) =>
  items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1] ?? ''}`;

/** "451 of 653 ms", "277 ms of 3.720 s". */
export const share = (part: number, whole: number, say = span) => {
  const [a, b] = [say(Math.min(part, whole)), say(whole)];
  const unit = b.slice(b.lastIndexOf(' '));
  return a === b ? `all ${b}` : `${a.endsWith(unit) ? a.slice(0, -unit.length) : a} of ${b}`;
};
