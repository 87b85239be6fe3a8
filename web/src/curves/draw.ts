// The whole figure of one direction: sequence numbers, panels, limits, time axis, overview.
import { bytes, duration, endpoint } from '../base/format';
import { group, h } from '../svg/node';
import type { SvgNode } from '../svg/node';
import { round as r, wrap } from '../svg/text';
import { axisText, sequenceAxis, timeAxis } from './axes';
import { drawSequence, pathOf } from './draw_sequence';
import {
  inFlightPanel,
  notesBeside,
  roundTripPanel,
  throughputPanel,
  wrapped,
  type Note,
  type Panel,
} from './draw_panels';
import { staircase } from './columns';
import { frameOf, spanOf, type CurvesInput, type Frame } from './frame';
import { ribbon, ribbonSums, ribbonText, textures } from './ribbon';
import { scaleOf, type Scale } from './scale';
import { stepOf, type StepOnCurves } from './step';

/** Regions of the figure for pointer events, in px. */
export interface Regions {
  plot: { left: number; right: number; top: number; bottom: number };
  axis: { top: number; bottom: number };
  overview: { top: number; bottom: number; x: Scale } | null;
}

export interface Figure {
  node: SvgNode;
  width: number;
  height: number;
  label: string;
  regions: Regions;
  frame: Frame;
}

export function drawCurves(input: CurvesInput): Figure {
  const frame = frameOf(input);
  const { subject, measures, words, selected, id, x } = frame;
  const step = selected === null ? null : stepOf(subject, selected);
  const seen = step && step.time >= x.from && step.time <= x.to ? step : null;
  const nodes: SvgNode[] = [textures(id), ...head(frame)];
  const empty = subject.direction.data.count === 0;
  const { top, bottom } = frame.sequence;
  if (seen)
    frame.labels.reserve({ left: x(seen.time) - 2, right: x(seen.time) + 2, top, bottom: top });
  const curves = drawSequence(frame);
  nodes.push(...sequenceAxis(frame, seen?.seq ?? null), ...curves);
  if (measures.form === 'wide') nodes.push(...sequenceTitle(frame));
  if (!empty) nodes.push(...notesBeside(frame, top - 12, wrapped(frame, sequenceNotes(frame))));
  if (empty) {
    const text = words.noData({ segments: subject.connection.segments.count });
    nodes.push(...paragraph(frame, text, measures.axis + 8, top + 40));
  } else if (subject.direction.ack.count === 0) {
    const text = words.onlyOneSide({ who: subject.direction.sender });
    nodes.push(...paragraph(frame, text, measures.axis + 8, top + 14));
  }
  const panels: Panel[] = [];
  let y = bottom;
  if (!empty) {
    for (const [height, make] of [
      [measures.inFlight, inFlightPanel],
      [measures.roundTrip, roundTripPanel],
      [measures.throughput, throughputPanel],
    ] as const) {
      if (height === 0) continue;
      const panel = make(frame, y + measures.gap);
      panels.push(panel);
      y = panel.bottom;
      nodes.push(...panel.nodes);
    }
  }
  const text = ribbonText(frame);
  const lines = empty ? [] : wrap(text, measures.right - measures.axis, 13, frame.measure);
  y += measures.form === 'narrow' ? 34 : 38;
  if (measures.form === 'wide' && !empty) {
    wrap(words.whatLimits, 96, 12, frame.measure).forEach((each, i) =>
      nodes.push(h('text', { x: 0, y: y + 16 * i, 'font-size': 12, class: 'b' }, each)),
    );
  }
  lines.forEach((each, i) =>
    nodes.push(h('text', { x: measures.axis, y: y + 18 * i, 'font-size': 13, class: 'm2' }, each)),
  );
  y += Math.max(0, lines.length - 1) * 18 + (measures.form === 'narrow' ? 28 : 30);
  const ribbonTop = y;
  nodes.push(...ribbon(frame, x, ribbonTop, measures.ribbon, true));
  if (measures.form !== 'narrow') nodes.push(ribbonSums(frame, ribbonTop - 22));
  y += measures.ribbon + 5.5;
  const axisTop = y;
  nodes.push(...timeAxis(frame, axisTop, seen && measures.form !== 'narrow' ? x(seen.time) : null));
  y += 24;
  const regions: Regions = {
    plot: { left: x.first, right: x.last, top, bottom },
    axis: { top: ribbonTop - 4, bottom: y + 4 },
    overview: null,
  };
  if (measures.overview > 0) {
    const all = overview(frame, y + 16, step);
    nodes.push(...all.nodes);
    regions.overview = { top: y + 10, bottom: all.bottom - 14, x: all.x };
    y = all.bottom;
  }
  nodes.push(group(frame.labels.nodes));
  if (seen) nodes.push(...crosshair(frame, seen, panels, ribbonTop, axisTop));
  const height = Math.ceil(y + 4);
  return {
    node: group(nodes),
    width: measures.width,
    height,
    label: aboutOf(frame, text),
    regions,
    frame,
  };
}

function aboutOf({ subject, words }: Frame, limit: string): string {
  const { direction, bytes: sent, marks, start, end, inFlight, flight } = subject;
  if (direction.data.count === 0) {
    return words.noData({ segments: subject.connection.segments.count });
  }
  const about = words.about({
    who: direction.sender,
    bytes: sent,
    seconds: end - start,
    lost: marks.lost.length,
    repeated: direction.retransmission.count,
    most: flight.of(0, inFlight.count)?.most ?? 0,
  });
  return words.punctuation.sentences([about, limit]);
}

function head({ subject, words, measures, text }: Frame): SvgNode[] {
  const { sender } = subject.direction;
  const { address, port } = sender === 0 ? subject.connection.client : subject.connection.server;
  const from = endpoint(address, port);
  const x = measures.form === 'narrow' ? 0 : measures.axis;
  return [
    h(
      'text',
      { x, y: 12, 'font-size': 13.5, class: `b ${text}` },
      words.head({ who: sender }),
      h(
        'tspan',
        { class: 'm', 'font-size': 12, 'font-weight': 400, dx: 7 },
        measures.form === 'narrow'
          ? bytes(subject.bytes)
          : words.headBytes({ bytes: subject.bytes, from }),
      ),
    ),
  ];
}

function sequenceTitle({ words, sequence, numbers }: Frame): SvgNode[] {
  const unit = numbers === 'absolute' ? [] : words.sequenceUnit;
  return [
    h('text', { x: 0, y: sequence.top + 8, 'font-size': 12, class: 'b' }, words.sequence),
    ...unit.map((each, i) => axisText(0, sequence.top + 24 + 15 * i, 'start', each)),
  ];
}

function sequenceNotes(frame: Frame): Note[] {
  const { subject, words, x, text, peerText, highest, fullWindow } = frame;
  const { data, ack, window } = subject.direction;
  const notes: Note[] = [];
  const at = window.upTo(x.to);
  const above = at < 0 ? 0 : window.low[at]! - frame.y.to;
  notes.push({
    text: above > 0 && !fullWindow ? words.edgeAbove({ bytes: Math.round(above) }) : '',
    look: peerText,
  });
  notes.push({ text: '', look: 'm2' });
  const last = data.upTo(x.to);
  if (last >= 0) {
    notes.push({ text: words.sent, look: `b ${text}` });
    notes.push({
      text: words.sentUpTo({ bytes: data.high[last]! - 1, row: data.row[last]! }),
      look: 'm2',
    });
  }
  const acked = ack.upTo(x.to);
  if (acked >= 0 && last >= 0) {
    notes.push({ text: words.acknowledged, look: `b ${peerText}` });
    let first = acked;
    while (first > 0 && ack.low[first - 1]! >= data.high[last]!) first -= 1;
    const all = ack.low[acked]! >= highest;
    notes.push({
      text: all
        ? words.allAcknowledged({ row: ack.row[first]! })
        : words.acknowledgedUpTo({ bytes: Math.max(0, ack.low[acked]! - 1) }),
      look: 'm2',
    });
  }
  return notes;
}

function paragraph({ measures, measure }: Frame, text: string, x: number, y: number): SvgNode[] {
  return wrap(text, measures.right - x, 13, measure).map((each, i) =>
    h('text', { x, y: y + 18 * i, 'font-size': 13, class: 'm2' }, each),
  );
}

function overview(frame: Frame, top: number, step: StepOnCurves | null) {
  const { subject, measures, hue, words } = frame;
  const { start, end, direction } = subject;
  const bottom = top + measures.overview;
  const whole = spanOf({ subject, span: null });
  const inset = measures.form === 'narrow' ? 3 : 0;
  const x = scaleOf(whole.from, whole.to, measures.axis + inset, measures.right - inset);
  const { data } = direction;
  const y = scaleOf(0, data.count > 0 ? data.high[data.count - 1]! : 1, bottom, top);
  const curve = pathOf(staircase(data, (v) => y(v), x, data.high));
  const { from, to } = spanOf(frame);
  const [a, b] = [r(x(Math.max(from, whole.from))), r(x(Math.min(to, whole.to)))];
  const [above, below, middle] = [top - 3, bottom + 14, (top + bottom) / 2];
  const nodes: SvgNode[] = [
    h('path', { class: `ln k${hue}2`, 'stroke-width': 1.25, d: curve }),
    ...ribbon(frame, x, bottom + 4, 7, false),
  ];
  if (step) {
    nodes.push(h('path', { class: 'ln kink', d: `M${r(x(step.time))} ${top}V${bottom + 11}` }));
  }
  if (!frame.figure) {
    nodes.push(
      h('path', {
        class: 'ln kink',
        'stroke-width': 2,
        d: `M${a} ${above}V${below}M${b} ${above}V${below}M${a} ${below}H${b}M${a} ${above}H${b}`,
      }),
      h('path', {
        class: 'fink',
        d: `M${a - 3} ${middle - 7}h6v14h-6zM${b - 3} ${middle - 7}h6v14h-6z`,
      }),
    );
  }
  if (measures.form === 'wide') {
    nodes.push(
      h('text', { x: 0, y: top + 10, 'font-size': 12, class: 'b' }, words.allOfIt),
      axisText(0, top + 26, 'start', duration(end - start)),
    );
  }
  nodes.push(
    axisText(x.first, bottom + 29, 'start', '0'),
    axisText(x.last, bottom + 29, 'end', duration(end - start)),
  );
  return { nodes, bottom: bottom + 32, x };
}

/** A vertical line through all panels, with the ladder's disc on it. */
function crosshair(
  frame: Frame,
  step: StepOnCurves,
  panels: readonly Panel[],
  ribbonTop: number,
  axisTop: number,
): SvgNode[] {
  const { x, y, sequence, words, measures, subject } = frame;
  const at = r(x(step.time));
  const parts = panels.map(({ top, bottom }) => `M${at} ${top - 6}V${bottom + 6}`).join('');
  const nodes: SvgNode[] = [
    h('path', {
      class: 'ln kink',
      'stroke-width': 1,
      d: `M${at} ${sequence.top - 10}V${sequence.bottom}${parts}M${at} ${ribbonTop - 3}V${axisTop + 5}`,
    }),
  ];
  if (step.seq !== null && step.seq >= y.from && step.seq <= y.to) {
    nodes.push(
      h('path', {
        class: 'ln kink2',
        'stroke-width': 0.75,
        'stroke-dasharray': '1 3',
        d: `M${x.first} ${r(y(step.seq))}H${at}`,
      }),
    );
  }
  const number = String(step.row + 1);
  const radius = Math.max(10.5, 3 + frame.measure(number, 11, true) / 2);
  const middle = Math.min(Math.max(at, radius), frame.measures.width - radius);
  nodes.push(
    h('rect', {
      x: middle - radius,
      y: sequence.top - 30.5,
      width: 2 * radius,
      height: 21,
      rx: 10.5,
      class: 'fink',
    }),
    h(
      'text',
      {
        x: middle,
        y: sequence.top - 16,
        'text-anchor': 'middle',
        'font-size': 11,
        class: 'b onink',
      },
      number,
    ),
  );
  const label =
    step.original === null
      ? null
      : words.againAfter({
          row: step.original,
          seconds: step.time - subject.connection.segments.time[step.original]!,
        });
  if (label) {
    const right = at + radius + 6 + frame.measure(label, 12, true) > measures.right;
    nodes.push(
      h(
        'text',
        {
          x: right ? at - radius - 6 : at + radius + 6,
          y: sequence.top - 16,
          'text-anchor': right ? 'end' : 'start',
          'font-size': 12,
          class: 'b halo',
        },
        label,
      ),
    );
  }
  const flight = panels[0];
  if (flight && step.flight !== null && measures.form !== 'narrow') {
    nodes.push(
      h(
        'text',
        { x: at + 5, y: flight.top + 9, 'font-size': 11.5, class: 'b halo' },
        bytes(step.flight),
      ),
    );
  }
  if (measures.form !== 'narrow') {
    nodes.push(
      axisText(at, axisTop + 17.5, 'middle', duration(step.time - subject.start), 'b halo'),
    );
  }
  return nodes;
}
