// The times that tools print before a packet: tcpdump in all its forms (-t to -ttttt), tshark and
// Wireshark. A date and a time of day are those of the machine that printed them; they are taken to be
// the reader's, so that the page shows the time of day that stands in the text.

/**
 * `clock`: a time of day, which goes back where a day ends. `date`: a time of day with its date.
 * `epoch`: seconds since 1970 or since the capture began. `span`: since the packet before or since
 * the first one.
 */
export type StampForm = 'clock' | 'date' | 'epoch' | 'span';

export interface Stamp {
  form: StampForm;
  /** Of the form: since midnight, 1970, the packet before. */
  seconds: number;
  nanoseconds: number;
}

export interface Time {
  /** Since 1970, UTC. */
  seconds: number;
  nanoseconds: number;
}

const day = 86400;
/** A pcap has 32 bits for them. */
const mostSeconds = 2 ** 32 - 2 * day;
/** Where in a line a time may end. */
const reach = 80;

// Perhaps the number of the packet, perhaps a date, then a time of day or seconds.
const pattern =
  /^(\s{0,12})(\d{1,9}\s{1,12})?(?:(\d{4})-(\d\d)-(\d\d)[ T])?(?:(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?|(\d{1,10})\.(\d{3,9}))(?=[\sZ]|$)/;

/** The time at the start of a line, or null where there is none. */
export function readStamp(line: string): Stamp | null {
  const match = pattern.exec(line.slice(0, reach));
  if (!match) return null;
  const [, blanks, ordinal, year, month, date, hours, minutes, seconds, fraction] = match;
  const nanoseconds = Number((fraction ?? match[11] ?? '').padEnd(9, '0'));
  if (hours === undefined) {
    const epoch = Number(match[10]);
    return year || epoch > mostSeconds ? null : { form: 'epoch', seconds: epoch, nanoseconds };
  }
  const clock = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  if (year) {
    const midnight = Date.UTC(Number(year), Number(month) - 1, Number(date)) / 1000;
    const known = midnight >= day && midnight < mostSeconds;
    return !known ? null : { form: 'date', seconds: midnight + clock, nanoseconds };
  }
  // tcpdump puts the place of a sign before a span, and nothing before a time of day.
  return { form: blanks === ' ' && !ordinal ? 'span' : 'clock', seconds: clock, nanoseconds };
}

/**
 * The times of packets one after another. A packet without one comes with the one before it.
 *
 * @param zone of the reader, minutes east of UTC
 * @returns null where no packet has a time
 */
export function timesOf(stamps: readonly (Stamp | null)[], zone: number): Time[] | null {
  const first = stamps.find((stamp) => stamp !== null);
  if (!first) return null;
  const spansAdd = goBack(stamps);
  let days = 0;
  let before = first;
  // A day later than 1970 began, so that no zone makes a time negative.
  let time = at(first, day, zone);
  return stamps.map((stamp, i) => {
    if (!stamp) return time;
    if (stamp.form === 'span' && spansAdd) {
      time = i === 0 ? time : sum(time, stamp);
      return time;
    }
    if (stamp.form === 'clock' && before.seconds - stamp.seconds > day / 2) days += day;
    before = stamp;
    time = at(stamp, day + days, zone);
    return time;
  });
}

/** Spans since the first packet never go back: those that do are since the packet before. */
const goBack = (stamps: readonly (Stamp | null)[]): boolean => {
  const spans = stamps.filter((stamp) => stamp?.form === 'span') as Stamp[];
  return spans.some(
    (span, i) =>
      i > 0 &&
      (span.seconds - spans[i - 1]!.seconds || span.nanoseconds - spans[i - 1]!.nanoseconds) < 0,
  );
};

function at({ form, seconds, nanoseconds }: Stamp, midnight: number, zone: number): Time {
  const since = { epoch: 0, date: -zone * 60, clock: midnight - zone * 60, span: midnight }[form];
  return { seconds: since + seconds, nanoseconds };
}

function sum(a: Time, b: Time): Time {
  const nanoseconds = a.nanoseconds + b.nanoseconds;
  const carry = nanoseconds >= 1e9 ? 1 : 0;
  return { seconds: a.seconds + b.seconds + carry, nanoseconds: nanoseconds - carry * 1e9 };
}
