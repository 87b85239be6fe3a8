// The panels below the sequence numbers: bytes in flight, round-trip times, throughput.
import { bytes, duration } from '../base/format';
import { h } from '../svg/node';
import type { SvgNode } from '../svg/node';
import { round as r, wrap, type TextMeasure } from '../svg/text';
import { axisText, valueAxis } from './axes';
import { columnsOf, staircase, type Place } from './columns';
import { below, hachures, pathOf } from './draw_sequence';
import type { Frame } from './frame';
import { rateText, scaleOf, shortBytes, unitFor } from './scale';

export interface Panel {
  top: number;
  bottom: number;
  nodes: SvgNode[];
}

/** A note next to a panel. Its first line has the hue and weight of the curve it names. */
export interface Note {
  text: string;
  look: string;
}

const line = (look: string, width: number, d: string, more = {}): SvgNode =>
  h('path', { class: `ln ${look}`, 'stroke-width': width, d, ...more });

/** Room for the numbers beside an axis, in px. */
const TICKS = 22;

function titled(frame: Frame, top: number, name: string, unit: string, notes: Note[]): SvgNode[] {
  const { measures } = frame;
  if (measures.form === 'narrow') {
    const value = notes
      .map(({ text }) => text)
      .slice(0, 2)
      .join(' · ');
    return [
      h('text', { x: 0, y: top - 9, 'font-size': 12, class: 'b' }, name),
      axisText(measures.width, top - 9, 'end', clipped(frame, value, measures.width - 90)),
    ];
  }
  const bold: TextMeasure = (text, size) => frame.measure(text, size, true);
  const lines = measures.form === 'wide' ? wrap(name, measures.axis - TICKS, 12, bold) : [];
  const title = [
    ...lines.map((line, i) =>
      h('text', { x: 0, y: top + 8 + 15 * i, 'font-size': 12, class: 'b' }, line),
    ),
    ...(lines.length > 0 ? [axisText(0, top + 8 + 15 * lines.length, 'start', unit)] : []),
  ];
  const first = measures.form === 'wide' ? [] : [{ text: name, look: 'b' }];
  return [...title, ...notesBeside(frame, top, [...first, ...notes])];
}

/** Notes below each other, 16 px apart. */
export function notesBeside({ measures }: Frame, top: number, notes: readonly Note[]): SvgNode[] {
  const { notes: x } = measures;
  if (x === null) return [];
  return notes.map(({ text, look }, i) =>
    h('text', { x, y: r(top + 10 + 16 * i), 'font-size': 12, class: look }, text),
  );
}

function clipped({ measure }: Frame, text: string, width: number): string {
  let kept = text;
  while (kept.includes(' · ') && measure(kept, 11.5) > width) {
    kept = kept.slice(0, kept.lastIndexOf(' · '));
  }
  return kept;
}

export function inFlightPanel(frame: Frame, top: number): Panel {
  const { subject, x, id, hue, peerHue, words, measures, text, peerText, peer } = frame;
  const bottom = top + measures.inFlight;
  const { inFlight: points, room } = subject;
  const { window } = subject.direction;
  const range = subject.flight.of(Math.max(0, points.from(x.from) - 1), points.upTo(x.to) + 1);
  const most = range?.most ?? 0;
  const y = scaleOf(0, Math.max(most, 1) * 1.35, bottom, top);
  const places = envelope(frame, y);
  const nodes: SvgNode[] = [];
  if (places.length > 1) {
    const d = pathOf(places);
    const [first, last] = [places[0]!, places.at(-1)!];
    const area = `${d}L${r(last.x)} ${bottom}L${r(first.x)} ${bottom}Z`;
    nodes.push(h('path', { d: area, fill: `url(#${id}fly-${hue})` }), line(`k${hue}2`, 1.25, d));
  }
  // The receive window, counted from the first unacknowledged byte.
  const windows = subject.rooms.of(window.from(x.from), window.upTo(x.to) + 1);
  for (const part of below(
    staircase(window, (v) => y(v), x, room),
    top - 3,
  )) {
    nodes.push(line(`k${peerHue}2`, 1.25, pathOf(part)));
    nodes.push(line(`k${peerHue}2`, 0.75, hachures(part, top - 8)));
  }
  const own = ownWindow(frame, y);
  if (own) nodes.push(line('kink2', 1.25, own, { 'stroke-dasharray': '1.5 3' }));
  const notes: Note[] = [
    { text: words.atMost({ bytes: most }), look: `b ${text}` },
    ...(windows ? [{ text: words.windowRange({ peer, ...windows }), look: peerText }] : []),
    { text: own ? words.estimate : words.notAcknowledged, look: 'm2' },
  ];
  const axis = valueAxis(frame, y, most * 1.2, (v) => (v === 0 ? '0' : shortBytes(v)), {
    count: 2,
  });
  return {
    top,
    bottom,
    nodes: [...axis, ...nodes, ...titled(frame, top, words.inFlight, '', wrapped(frame, notes))],
  };
}

/** Breaks lines that would leave the drawing. */
export function wrapped({ measures, measure }: Frame, notes: Note[]): Note[] {
  if (measures.notes === null) return notes;
  const room = measures.width - measures.notes;
  return notes.flatMap(({ text, look }) => {
    if (measure(text, 12, /\bb\b/.test(look)) <= room) return [{ text, look }];
    const lines: string[] = [];
    for (const word of text.split(/(?<=[\s：，])/)) {
      const last = lines.at(-1);
      if (last !== undefined && measure((last + word).trimEnd(), 12) <= room) {
        lines[lines.length - 1] = last + word;
      } else lines.push(word);
    }
    return lines.map((each) => ({ text: each.trimEnd(), look }));
  });
}

/** All values, or minimum and maximum of each pixel column if there are many. */
function envelope({ subject, x }: Frame, y: (value: number) => number): Place[] {
  const points = subject.inFlight;
  const count = points.upTo(x.to) + 1 - points.from(x.from);
  if (count <= 2 * (x.last - x.first)) return staircase(points, y, x);
  const places: Place[] = [];
  for (const { x: at, from, to } of columnsOf(points, x)) {
    const { least, most } = subject.flight.of(from, to)!;
    places.push({ x: at, y: y(most) }, { x: at, y: y(least) });
  }
  return places;
}

/** Maximum bytes in flight per round trip: a lower bound of the congestion window. */
function ownWindow({ subject, x }: Frame, y: (value: number) => number): string | null {
  const { leastRoundTrip: round } = subject;
  if (round <= 0) return null;
  const pixel = (x.to - x.from) / (x.last - x.first);
  const step = Math.max(round, 3 * pixel);
  if ((x.to - x.from) / step < 4) return null;
  const points = subject.inFlight;
  let d = '';
  let before = NaN;
  const begin = subject.start + Math.floor((x.from - subject.start) / step) * step;
  for (let from = begin; from < x.to; from += step) {
    const range = subject.flight.of(points.from(from), points.from(from + step));
    if (!range || range.most <= 0) {
      before = NaN;
      continue;
    }
    const [a, b] = [Math.max(x.first, x(from)), Math.min(x.last, x(from + step))];
    if (b <= a) continue;
    const height = r(y(range.most) - 2);
    d += Number.isNaN(before) ? `M${r(a)} ${height}H${r(b)}` : `V${height}H${r(b)}`;
    before = height;
  }
  return d === '' ? null : d;
}

export function roundTripPanel(frame: Frame, top: number): Panel {
  const { subject, x, peerHue, words, measures } = frame;
  const bottom = top + measures.roundTrip;
  const { rtt: points, timestamp_rtt: echoes } = subject.direction;
  const [first, end] = [points.from(x.from), points.upTo(x.to) + 1];
  const [firstEcho, endEcho] = [echoes.from(x.from), echoes.upTo(x.to) + 1];
  const echoed = subject.timestampRoundTrips.of(firstEcho, endEcho);
  const range = subject.roundTrips.of(first, end) ?? echoed;
  if (!range) {
    const notes = [{ text: words.noRoundTrip, look: 'm2' }];
    const level = line('khair2', 1, `M${x.first} ${bottom}H${x.last}`);
    return {
      top,
      bottom,
      nodes: [level, ...titled(frame, top, words.roundTrip, '', wrapped(frame, notes))],
    };
  }
  const longest = Math.max(range.most, echoed?.most ?? 0);
  const { size, unit } = unitFor(Math.max(longest, 1e-6));
  const most = Math.max(longest * 1.25, 1e-9);
  const y = scaleOf(0, most, bottom, top);
  let d = '';
  if (end - first <= 2 * (x.last - x.first)) {
    // Each ring consists of two arcs, so that all rings are one path.
    for (let i = first; i < end; i += 1) {
      d += `M${r(x(points.timeAt(i)) - 1.75)} ${r(y(points.low[i]!))}a1.75 1.75 0 1 0 3.5 0a1.75 1.75 0 1 0 -3.5 0`;
    }
  } else {
    for (const { x: at, from, to } of columnsOf(points, x)) {
      const { least, most: highest } = subject.roundTrips.of(from, to)!;
      d += `M${r(at)} ${r(y(least) + 0.6)}V${r(y(highest) - 0.6)}`;
    }
  }
  let echoMarks = '';
  if (endEcho - firstEcho <= 2 * (x.last - x.first)) {
    for (let i = firstEcho; i < endEcho; i += 1) {
      echoMarks += `M${r(x(echoes.timeAt(i)) - 2)} ${r(y(echoes.low[i]!))}h4`;
    }
  } else {
    for (const { x: at, from, to } of columnsOf(echoes, x)) {
      echoMarks += `M${r(at - 0.5)} ${r(y(subject.timestampRoundTrips.of(from, to)!.most))}h1`;
    }
  }
  const notes = [
    { text: words.leastRoundTrip({ seconds: range.least }), look: 'b' },
    { text: words.rangeRoundTrip({ most: range.most }), look: 'm2' },
    echoed
      ? { text: words.byTimestamp({ most: echoed.most }), look: 'm2' }
      : { text: words.fromTap, look: 'm2' },
  ];
  const format = (v: number) => (v === 0 ? '0' : String(+(v / size).toPrecision(6)));
  return {
    top,
    bottom,
    nodes: [
      ...valueAxis(frame, y, most, format, { count: 2 }),
      ...(echoMarks === '' ? [] : [line('kink2', 1, echoMarks)]),
      line(`k${peerHue}2`, 1.1, d),
      ...titled(frame, top, words.roundTrip, unit, wrapped(frame, notes)),
    ],
  };
}

export function throughputPanel(frame: Frame, top: number): Panel {
  const { subject, x, hue, peerHue, words, measures, text, peerText } = frame;
  const bottom = top + measures.throughput;
  const { ack, data, retransmission } = subject.direction;
  const pixel = (x.to - x.from) / (x.last - x.first);
  const bin = Math.max(subject.leastRoundTrip, 3 * pixel);
  const ackedUpTo = (time: number) => {
    const at = ack.upTo(time);
    return at < 0 ? (ack.count > 0 ? ack.low[0]! : 0) : ack.low[at]!;
  };
  // With the bytes that are sent again; shown only where there are any.
  const repeats = retransmission.from(x.from) <= retransmission.upTo(x.to);
  const sentUpTo = (time: number) =>
    subject.sums.data[data.upTo(time) + 1]! +
    subject.sums.retransmission[retransmission.upTo(time) + 1]!;
  const steps: { from: number; to: number; rate: number; sent: number }[] = [];
  const begin = subject.start + Math.floor((x.from - subject.start) / bin) * bin;
  for (let from = begin; from < x.to; from += bin) {
    const rate = Math.max(0, ackedUpTo(from + bin) - ackedUpTo(from)) / bin;
    const sent = repeats ? (sentUpTo(from + bin) - sentUpTo(from)) / bin : 0;
    steps.push({ from, to: from + bin, rate, sent });
  }
  const most = Math.max(1, ...steps.map(({ rate, sent }) => Math.max(rate, sent)));
  const y = scaleOf(0, most * 1.15, bottom, top);
  const places: Place[] = [];
  const sentPlaces: Place[] = [];
  for (const { from, to, rate, sent } of steps) {
    const [a, b] = [Math.max(x.first, x(from)), Math.min(x.last, x(to))];
    if (b <= a) continue;
    places.push({ x: a, y: y(rate) }, { x: b, y: y(rate) });
    sentPlaces.push({ x: a, y: y(sent) }, { x: b, y: y(sent) });
  }
  const seconds = Math.max(x.to - x.from, 1e-9);
  const overAll = Math.max(0, ackedUpTo(x.to) - ackedUpTo(x.from)) / seconds;
  const notes = [
    ...(repeats
      ? [
          { text: words.acknowledgedRate({ rate: rateText(overAll) }), look: `b ${peerText}` },
          {
            text: words.sentRate({ rate: rateText((sentUpTo(x.to) - sentUpTo(x.from)) / seconds) }),
            look: text,
          },
        ]
      : [{ text: words.overAll({ rate: rateText(overAll) }), look: `b ${peerText}` }]),
    { text: words.perBin({ seconds: bin }), look: 'm2' },
  ];
  return {
    top,
    bottom,
    nodes: [
      ...valueAxis(
        frame,
        y,
        most,
        (v) => (v === 0 ? '0' : bytes(Math.round(v)).replace(/\.0+(?= )/, '')),
        { count: 2 },
      ),
      ...(repeats ? [line(`k${hue}2`, 1, pathOf(sentPlaces))] : []),
      line(`k${peerHue}2`, 1.5, pathOf(places)),
      ...titled(
        frame,
        top,
        words.throughput,
        duration(1).replace(/^\S+ /, '/ '),
        wrapped(frame, notes),
      ),
    ],
  };
}
