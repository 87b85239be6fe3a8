// The limits of the transfer over time. Causes differ by texture, because hue means direction; only
// loss is red.
import type { Limit } from '../model/insight';
import { group, h } from '../svg/node';
import type { SvgNode } from '../svg/node';
import { round as r } from '../svg/text';
import type { Frame } from './frame';
import { duration } from '../base/format';
import { limitSentence } from '../story/limits';
import type { Scale } from './scale';

/** Patterns of the ribbon and of the bytes in flight. */
export function textures(id: string): SvgNode {
  const pattern = (name: string, size: [number, number], turn: number, ...inside: SvgNode[]) =>
    h(
      'pattern',
      {
        id: `${id}${name}`,
        width: size[0],
        height: size[1],
        patternUnits: 'userSpaceOnUse',
        patternTransform: turn ? `rotate(${turn})` : null,
      },
      inside,
    );
  const rect = (look: string, width: number, height: number, x = 0, y = 0) =>
    h('rect', { class: look, width, height, x, y });
  return h('defs', {}, [
    pattern(
      'loss',
      [5, 5],
      45,
      h('path', { class: 'krst', 'stroke-width': 1.6, d: 'M0 .8H5M.8 0V5' }),
    ),
    pattern('slow_start', [9, 14], 0, h('path', { class: 'fink2', d: 'M0 14L8 0V14Z' })),
    pattern('receiver_window', [4, 4], 0, rect('fink2', 4, 2, 0, 1)),
    pattern('sender_buffer', [4, 4], 0, rect('fink2', 2, 4, 1)),
    pattern('nagle_delayed_ack', [8, 4], -45, rect('fink2', 8, 1.25)),
    pattern('unknown', [6, 7], 0, h('circle', { class: 'fink3', cx: 3, cy: 3.5, r: 1.4 })),
    pattern('fly-c', [4, 4], 45, rect('c2', 1.5, 4)),
    pattern('fly-s', [4, 4], -45, rect('s2', 1.5, 4)),
  ]);
}

/** One piece, `width` px wide and `height` px high. */
export function piece(
  id: string,
  limit: Limit | 'none',
  x: number,
  y: number,
  width: number,
  height: number,
): SvgNode | null {
  if (width < 0.5) return null;
  const d = `M.5 0V${height}M${r(width - 0.5)} 0V${height}`;
  const at = { x: r(x), y: r(y), width: r(width), height };
  switch (limit) {
    case 'none':
      return h('path', { class: 'ln kedge', d: `M${r(x)} ${r(y + height / 2)}h${r(width)}` });
    case 'application':
      return h('rect', {
        x: r(x + 0.5),
        y: r(y + 0.5),
        width: r(Math.max(0.6, width - 1)),
        height: height - 1,
        class: 'pf kink3',
      });
    case 'path_rate':
      return h('rect', { ...at, class: 'fink2' });
    default:
      // The piece has its own coordinate system, so that the texture starts with it.
      return h(
        'svg',
        at,
        h('rect', { width: r(width), height, class: 'pf' }),
        h('rect', { width: r(width), height, fill: `url(#${id}${limit})` }),
        limit === 'unknown'
          ? null
          : h('path', { class: `ln ${limit === 'loss' ? 'krst' : 'kink2'}`, 'stroke-width': 1, d }),
      );
  }
}

/** The pieces in the time span; pieces narrower than a pixel are merged with the previous one. */
export function ribbon(
  frame: Frame,
  x: Scale,
  top: number,
  height: number,
  named: boolean,
): SvgNode[] {
  const { subject, id, words, measure } = frame;
  const spans = subject.transfer?.spans ?? [];
  const nodes: (SvgNode | null)[] = [];
  const [first, last] = [spans[0]?.from ?? x.to, spans.at(-1)?.to ?? x.to];
  const clamp = (at: number) => Math.min(Math.max(at, x.first), x.last);
  const add = (limit: Limit | 'none', from: number, to: number) =>
    nodes.push(piece(id, limit, from, top, to - from, height));
  if (first > x.from) add('none', x.first, clamp(x(first)));
  if (last < x.to && spans.length > 0) add('none', clamp(x(last)), x.last);
  let at: { limit: Limit; from: number; to: number } | null = null;
  const close = () => {
    if (!at) return;
    add(at.limit, at.from, at.to);
    const name = words.limit.names[at.limit];
    if (named && at.to - at.from > measure(name, 11.5) + 4) {
      const look = at.limit === 'loss' ? 'rst' : 'm2';
      nodes.push(h('text', { x: r(at.from), y: r(top - 6), 'font-size': 11.5, class: look }, name));
    }
  };
  for (const span of spans) {
    if (span.to < x.from || span.from > x.to) continue;
    const [from, to] = [clamp(x(span.from)), clamp(x(span.to))];
    if (at && (to - from < 1 || at.limit === span.limit)) at.to = to;
    else {
      close();
      at = { limit: span.limit, from, to };
    }
  }
  close();
  return nodes.filter((node) => node !== null);
}

/** Total time of each limit, longest first, with its texture. */
export function ribbonSums({ subject, id, measures, words }: Frame, top: number): SvgNode {
  const x = measures.notes ?? 0;
  const totals = subject.transfer?.totals ?? [];
  return group(
    totals.slice(0, 4).flatMap(({ limit, seconds }, i) => {
      const y = top + i * 17;
      const text = `${words.limit.names[limit]} ${duration(seconds)}`;
      const swatch = piece(id, limit, x, y, 18, 10);
      return [
        ...(swatch ? [swatch] : []),
        h('text', { x: x + 25, y: y + 9, 'font-size': 12, class: 'm2' }, text),
      ];
    }),
  );
}

/** The sentence above the ribbon. */
export const ribbonText = ({ subject, words }: Frame): string =>
  subject.transfer ? limitSentence(subject.connection, subject.transfer, words) : words.tooShort;
