// Range frames: each axis extends from the least to the greatest value, with few ticks and no grid.
// On a phone, they are hairlines with the values above them.
import { digits } from '../base/format';
import { h } from '../svg/node';
import type { SvgNode } from '../svg/node';
import { round as r } from '../svg/text';
import type { Frame } from './frame';
import { shortBytes, ticksOf, timeTexts, unitFor, type Scale } from './scale';

const edge = (d: string): SvgNode => h('path', { class: 'ln kedge', 'stroke-width': 1, d });

export const axisText = (x: number, y: number, anchor: string, text: string, look = 'm'): SvgNode =>
  h('text', { x: r(x), y: r(y), 'text-anchor': anchor, 'font-size': 11.5, class: look }, text);

/** `avoid`: y of another number, near which no tick is drawn. */
export function valueAxis(
  { measures }: Frame,
  y: Scale,
  most: number,
  format: (value: number) => string,
  { avoid, count = 5 }: { avoid?: number | undefined; count?: number } = {},
): SvgNode[] {
  const { axis, right, form } = measures;
  const ticks = ticksOf(y.from, most, count).filter(
    (tick) => avoid === undefined || Math.abs(y(tick) - avoid) >= 13,
  );
  if (form === 'narrow') {
    return ticks
      .filter((tick) => tick > y.from)
      .flatMap((tick) => [
        h('path', { class: 'ln khair', 'stroke-width': 1, d: `M${axis} ${r(y(tick))}H${right}` }),
        axisText(right, y(tick) - 4, 'end', format(tick), 'm halo'),
      ]);
  }
  return [
    edge(`M${axis - 0.5} ${r(y(most))}V${r(y(y.from))}`),
    ...ticks.flatMap((tick) => [
      edge(`M${axis - 5} ${r(y(tick))}h5`),
      axisText(axis - 9, y(tick) + 4, 'end', format(tick)),
    ]),
  ];
}

export function sequenceAxis(frame: Frame, chosen: number | null): SvgNode[] {
  const { y, numbers, subject, highest, measures } = frame;
  const { connection, direction } = subject;
  const { isn } = direction.sender === 0 ? connection.client : connection.server;
  const absolute = (value: number) => digits((isn + Math.round(value)) >>> 0);
  const format = numbers === 'absolute' ? absolute : (v: number) => (v === 0 ? '0' : shortBytes(v));
  const seen = chosen !== null && chosen >= y.from && chosen <= y.to;
  const avoid = seen && measures.form !== 'narrow' ? y(chosen) : undefined;
  const count = measures.form === 'narrow' ? 3 : 5;
  const nodes = valueAxis(frame, y, highest, format, { avoid, count });
  if (avoid === undefined || chosen === null) return nodes;
  const text = numbers === 'absolute' ? absolute(chosen) : digits(chosen);
  return [...nodes, axisText(measures.axis - 9, avoid + 4, 'end', text, 'b')];
}

/** `avoid`: x near which no number is drawn. */
export function timeAxis(
  { x, subject, measures }: Frame,
  top: number,
  avoid: number | null,
): SvgNode[] {
  const origin = subject.start;
  const { size, unit } = unitFor(x.to - origin);
  const count = measures.form === 'narrow' ? 4 : 6;
  const ticks = ticksOf(x.from - origin, x.to - origin, count);
  const texts = timeTexts(ticks, size);
  const nodes = [edge(`M${x.first} ${r(top)}H${x.last}`)];
  ticks.forEach((tick, i) => {
    const at = x(tick + origin);
    nodes.push(edge(`M${r(at)} ${r(top)}v5`));
    if (avoid !== null && Math.abs(at - avoid) < 40) return;
    const last = i === ticks.length - 1;
    const anchor = at > x.last - 14 ? 'end' : at < x.first + 6 ? 'start' : 'middle';
    nodes.push(axisText(at, top + 17.5, anchor, last ? `${texts[i]} ${unit}` : texts[i]!));
  });
  return nodes;
}
