// Texts about two captures of the same traffic, and about times at the ends; loaded with them.
import type { TapFate } from '../../model/names';
import { count, many, no, span, the } from './nouns';

type Side = 0 | 1;

interface Where {
  /** Names of the files: the one whose tap the segment passes first, and the other. */
  first: string;
  second: string;
  /** Names of the file that has the segment and of the one that lacks it, if only one has it. */
  has: string;
  lacks: string;
  receiver: Side;
  /** Row of the segment that shows it, from 0. */
  proof: number | null;
}

const shownBy = ({ proof }: Where) => (proof === null ? '' : `, as ${no(proof)} shows`);

const fates: Record<TapFate, (p: Where) => { name: string; text: string }> = {
  both: () => ({ name: 'Seen at both taps', text: '' }),
  lost_between: (p) => ({
    name: 'Lost between the taps',
    text: `${p.has} has it, ${p.lacks} does not${shownBy(p)}`,
  }),
  lost_behind: (p) => ({
    name: `Lost after ${p.second}`,
    text: `both have it; ${the(p.receiver)} had not received it${shownBy(p)}`,
  }),
  missed: (p) => ({
    name: `Not captured in ${p.lacks}`,
    text: `it passed that tap${shownBy(p)}`,
  }),
  duplicate: (p) => ({ name: 'Doubled between the taps', text: `a copy, only in ${p.has}` }),
  outside: (p) => ({ name: `Only in ${p.has}`, text: `${p.lacks} does not cover this moment` }),
  unknown: (p) => ({
    name: `Only in ${p.has}`,
    text: 'whether it was lost or not captured cannot be told',
  }),
};

/** Numbers of segments by fate. */
const counts: Record<TapFate, (n: number) => string> = {
  both: (n) => `${count(n)} seen at both taps`,
  lost_between: (n) => `${count(n)} lost between the taps`,
  lost_behind: (n) => `${count(n)} lost behind the second tap`,
  missed: (n) => `${count(n)} not captured by one tap`,
  duplicate: (n) => `${count(n)} doubled between the taps`,
  outside: (n) => `${count(n)} outside of the other file`,
  unknown: (n) => `${count(n)} in one file only, lost or not captured`,
};

interface Clock {
  /** Names of the files; the offset is that of the second. */
  names: readonly [string, string];
  /** Offset in seconds; positive if the clock is ahead. */
  offset: number;
}

const ahead = ({ offset }: Clock) =>
  `${span(Math.abs(offset))} ${offset < 0 ? 'behind' : 'ahead of'}`;

const drifting = (ppm: number) =>
  `, and runs ${Math.abs(ppm).toFixed(1)} ppm ${ppm < 0 ? 'slower' : 'faster'}`;

export const taps = {
  fates,
  counts,
  clock: (p: Clock & { doubt: number; drift: number | null }) =>
    `The clock of ${p.names[1]} is ${ahead(p)} that of ${p.names[0]}, ± ${span(p.doubt)}${
      p.drift === null ? '; no drift can be told in so short a time' : drifting(p.drift)
    }`,
  clockReason: (p: { doubt: number }) =>
    `No segment arrives before it leaves: each direction bounds the offset on one side. The middle is drawn; the delays of both directions may be wrong by ${span(p.doubt)}, their sum is not`,
  clockAtMost: (p: Clock) =>
    `The clock of ${p.names[1]} is at most ${ahead(p)} that of ${p.names[0]}: packets passed both taps in one direction only, so delays cannot be told`,
  clockAtLeast: (p: Clock) =>
    `The clock of ${p.names[1]} is at least ${ahead(p)} that of ${p.names[0]}: packets passed both taps in one direction only, so delays cannot be told`,
  clockSet: (p: { names: readonly [string, string] }) =>
    `One of the clocks of ${p.names.join(' and ')} was set meanwhile: their moments cannot be compared`,
  clockUnknown: (p: { names: readonly [string, string] }) =>
    `No packet is in both ${p.names.join(' and ')}: their clocks cannot be compared`,
  noneShared: (p: { names: readonly [string, string] }) =>
    `no connection is in both ${p.names.join(' and ')}, so they cannot be laid over each other`,
  delays: (p: { to: Side; least: number; most: number }) =>
    `${span(p.least)}${p.most > p.least ? ` to ${span(p.most)}` : ''} from tap to tap to ${the(p.to)}`,
  /** Statements about the capture as a whole. */
  connections: (p: { shared: number; translated: number }) =>
    `${many(p.shared, 'connection')} in both files${
      p.translated > 0 ? `, ${count(p.translated)} with other addresses or ports` : ''
    }`,
  alone: (p: { n: number; name: string }) => `${many(p.n, 'connection')} only in ${p.name}`,
  /** Label on an arrow. */
  delay: (p: { seconds: number }) => span(p.seconds),
  delayHead: 'Delay, tap to tap',
  /** Label above the line of the tap. */
  capturedHere: 'captured here',
  /** Text below the switch. */
  estimated: (p: { client: number; server: number }) =>
    `Estimated: the capture has one moment of each segment, at the dotted line. Departures and arrivals are half a round trip away (${the(0)} ${span(p.client)}, ${the(1)} ${span(p.server)}); all moments of one end may shift together by that much`,
  notEstimated: 'No answer shows how far either end is: the moments are those of the capture',
  /** Texts in the panel. */
  when: 'When',
  left: (p: { who: Side }) => `left ${the(p.who)}`,
  passed: (p: { name: string }) => `passed ${p.name}`,
  captured: 'captured',
  reached: (p: { who: Side }) => `reached ${the(p.who)}`,
  between: (p: { low: string; high: string }) => `${p.low} to ${p.high}`,
  never: 'never',
  notThere: 'not there',
};
