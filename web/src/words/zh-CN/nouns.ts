// Short phrases shared by the Chinese texts. Chinese has one plural form, so counts need no rules;
// there is a space between Han and Latin letters or digits.
import { count, duration } from '../../base/format';
import type { TimeUnits } from '../../base/format';
import { moment } from '../../base/moment';

/** 0 is the client, 1 the server. */
type Side = 0 | 1;

export { count };

const endsInHan = /[\u4e00-\u9fff]$/;
const endsInLatin = /[\w#µ%]$/;
const beginsWithHan = /^[\u4e00-\u9fff]/;
const beginsWithLatin = /^[\w#µ\u2212]/;

/**
 * Template tag that inserts a space between a value and the text around it wherever Han characters
 * meet Latin letters or digits. Spaces in the text itself are kept.
 */
export function zh(text: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return values.reduce<string>(
    (line, value, i) => spaced(spaced(line, String(value)), text[i + 1] ?? ''),
    text[0] ?? '',
  );
}

function spaced(before: string, after: string): string {
  const meets =
    (endsInHan.test(before) && beginsWithLatin.test(after)) ||
    (endsInLatin.test(before) && beginsWithHan.test(after));
  return meets ? `${before} ${after}` : before + after;
}

const ends = ['客户端', '服务器'] as const;

export const the = (side: Side) => ends[side];

export const bytes = (n: number) => `${count(n)} 字节`;
export const many = (n: number, what: string) => `${count(n)} ${what}`;

/** Sentences use 秒; ms and µs stay. */
export const sentenceUnits: TimeUnits = { s: '秒', min: '分', h: '小时', d: '天' };
/** A time since the start, in a sentence; `decimals` is the number of digits of its seconds. */
export const at = (seconds: number, decimals?: 3 | 6) => moment(seconds, sentenceUnits, decimals);
export const span = (seconds: number) => duration(seconds, sentenceUnits);
export const brief = (seconds: number) => duration(seconds, sentenceUnits, 'brief');

/** Step number of a row, as shown on the ladder. */
export const no = (row: number) => `#${row + 1}`;

/** "#12、#13 和 #14". */
export const list = (items: readonly string[]) =>
  items.length < 2
    ? items.join('')
    : zh`${items.slice(0, -1).join('、')}和${items[items.length - 1] ?? ''}`;

/** "653 ms 中有 451 ms". */
export const share = (part: number, whole: number, say = span) => {
  const [a, b] = [say(Math.min(part, whole)), say(whole)];
  return a === b ? zh`全部${b}` : zh`${b}中有${a}`;
};
