// Reads the times that tools print before a packet: tcpdump in all its forms (-t to -ttttt), tshark
// and Wireshark. Dates and times of day are in the time zone of the machine that printed them. The
// reader's time zone is assumed, so that the page shows the time of day in the text.

/**
 * `clock`: a time of day, which decreases at midnight. `date`: a date and a time of day. `epoch`:
 * seconds since 1970 or since the start of the capture. `span`: seconds since the previous or the
 * first packet.
 */
export type StampForm = 'clock' | 'date' | 'epoch' | 'span';

export interface Stamp {
  form: StampForm;
  /** Seconds in the form's terms: since midnight, 1970, or another packet. */
  seconds: number;
  nanoseconds: number;
}

export interface Time {
  /** Seconds since 1970, UTC. */
  seconds: number;
  nanoseconds: number;
}

const day = 86400;
/** A pcap file stores seconds in 32 bits. */
const mostSeconds = 2 ** 32 - 2 * day;
/** Columns of a line that may contain the time. */
const reach = 80;

// Optionally the packet number and a date, then a time of day or seconds.
const pattern =
  /^(\s{0,12})(\d{1,9}\s{1,12})?(?:(\d{4})-(\d\d)-(\d\d)[ T])?(?:(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?|(\d{1,10})\.(\d{3,9}))(?=[\sZ]|$)/;

/** The time at the start of a line; null if there is none. */
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
  // tcpdump prints a leading blank for the sign before a span, and none before a time of day.
  return { form: blanks === ' ' && !ordinal ? 'span' : 'clock', seconds: clock, nanoseconds };
}

/**
 * Times of consecutive packets. A packet without a time gets that of the packet before it.
 * @param zone of the reader, in minutes east of UTC
 * @returns null if no packet has a time
 */
export function timesOf(stamps: readonly (Stamp | null)[], zone: number): Time[] | null {
  const first = stamps.find((stamp) => stamp !== null);
  if (!first) return null;
  const spansAdd = goBack(stamps);
  let days = 0;
  let before = first;
  // Starts one day after the epoch, so that no time zone makes a time negative.
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

/** Spans since the first packet never decrease; if they do, they are since the previous packet. */
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
