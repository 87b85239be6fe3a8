// The state diagram of RFC 9293 (figure 5) in the style of a metro map: stations are states, thin
// lines are transitions, and each end's path so far is drawn along them in its colour. ESTABLISHED
// is the interchange; opening is to the left of it, closing to the right. The end that closes first
// takes the upper path.
import type { StateName } from '../model/names';
import type { PanelWords } from '../words/panel';
import { drawn } from '../svg/live';
import { group, h } from '../svg/node';
import type { SvgNode } from '../svg/node';
import { round as r } from '../svg/text';
import type { Connection } from '../model/connection';
import type { Side } from '../model/segment';
import { waysOf } from './state_ways';
import type { Leg, Station, Way } from './state_ways';

/**
 * Width in px to which the coordinates refer. In a narrower drawing they are scaled, and text keeps
 * its size.
 */
const FULL = 424;
const HEIGHT = 166;

const places: Record<Station, [number, number]> = {
  start: [18, 86],
  LISTEN: [76, 138],
  'SYN-SENT': [118, 34],
  'SYN-RECEIVED': [146, 138],
  ESTABLISHED: [206, 86],
  'FIN-WAIT-1': [266, 34],
  'FIN-WAIT-2': [330, 34],
  CLOSING: [308, 86],
  'TIME-WAIT': [390, 34],
  'CLOSE-WAIT': [266, 138],
  'LAST-ACK': [332, 138],
  end: [400, 86],
};

/** Label offset from the station, and its anchor. */
const labels: Record<
  Exclude<Station, 'ESTABLISHED'>,
  [number, number, 'start' | 'middle' | 'end']
> = {
  start: [-14, 20, 'start'],
  LISTEN: [-6, 23, 'middle'],
  'SYN-SENT': [0, -14, 'middle'],
  'SYN-RECEIVED': [8, 23, 'middle'],
  'FIN-WAIT-1': [-10, -14, 'middle'],
  'FIN-WAIT-2': [0, 20, 'middle'],
  CLOSING: [10, 6, 'start'],
  'TIME-WAIT': [-2, -14, 'middle'],
  'CLOSE-WAIT': [-4, 23, 'middle'],
  'LAST-ACK': [8, 23, 'middle'],
  end: [18, 20, 'end'],
};

const edges: readonly (readonly [Station, Station])[] = [
  ['start', 'LISTEN'],
  ['start', 'SYN-SENT'],
  ['LISTEN', 'SYN-RECEIVED'],
  ['LISTEN', 'SYN-SENT'],
  ['SYN-SENT', 'SYN-RECEIVED'],
  ['SYN-RECEIVED', 'ESTABLISHED'],
  ['SYN-SENT', 'ESTABLISHED'],
  ['SYN-RECEIVED', 'FIN-WAIT-1'],
  ['ESTABLISHED', 'FIN-WAIT-1'],
  ['ESTABLISHED', 'CLOSE-WAIT'],
  ['FIN-WAIT-1', 'FIN-WAIT-2'],
  ['FIN-WAIT-1', 'CLOSING'],
  ['FIN-WAIT-1', 'TIME-WAIT'],
  ['FIN-WAIT-2', 'TIME-WAIT'],
  ['CLOSING', 'TIME-WAIT'],
  ['CLOSE-WAIT', 'LAST-ACK'],
  ['LAST-ACK', 'end'],
  ['TIME-WAIT', 'end'],
];

export interface StateDiagramInput {
  connection: Connection;
  /** Both paths are drawn up to and including this row. */
  row: number;
  words: PanelWords;
  width?: number;
}

/** Both ends' paths so far, `width` × 166 px; at least 320 wide. */
export function stateDiagramNode(input: StateDiagramInput): SvgNode {
  const width = Math.max(320, Math.min(FULL, input.width ?? FULL));
  const map = new Chart(width / FULL, input.words);
  const ways = waysOf(input.connection, input.row);
  const text = (way: Way): string => way.states.join(' → ') || '?';
  return h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'lad',
      width,
      height: HEIGHT,
      viewBox: `0 0 ${width} ${HEIGHT}`,
      role: 'img',
      'aria-label': input.words.panel.diagramLabel({
        client: text(ways[0]),
        server: text(ways[1]),
      }),
    },
    map.draw(ways),
  );
}

/** The same in a Lit template. */
export function stateDiagram(input: StateDiagramInput): unknown {
  return drawn(stateDiagramNode(input));
}

class Chart {
  readonly #scale: number;
  readonly #words: PanelWords;

  constructor(scale: number, words: PanelWords) {
    this.#scale = scale;
    this.#words = words;
  }

  draw(ways: [Way, Way]): SvgNode[] {
    const lines = edges.map(([a, b]) => this.#path(a, b, 0)).join('');
    return [
      h('path', { class: 'ln khair2', d: lines }),
      ...this.#way(ways, 0),
      ...this.#way(ways, 1),
      ...this.#stations(ways),
      this.#interchange(ways),
      ...this.#here(ways),
    ];
  }

  #at(station: Station): [number, number] {
    const [x, y] = places[station];
    return [x * this.#scale, y];
  }

  /** A line between two stations, moved sideways by `shift` px. */
  #path(a: Station, b: Station, shift: number): string {
    const [x0, y0] = this.#at(a);
    const [x1, y1] = this.#at(b);
    const length = Math.hypot(x1 - x0, y1 - y0) || 1;
    const dx = (-(y1 - y0) / length) * shift;
    const dy = ((x1 - x0) / length) * shift;
    const from = `M${r(x0 + dx)} ${r(y0 + dy)}`;
    const to = `${r(x1 + dx)} ${r(y1 + dy)}`;
    // The direct path to TIME-WAIT passes above FIN-WAIT-2.
    if (a === 'FIN-WAIT-1' && b === 'TIME-WAIT') {
      const bend = (x1 - x0) * 0.26;
      return `${from}C${r(x0 + bend + dx)} ${r(y0 - 26 + dy)} ${r(x1 - bend + dx)} ${r(y1 - 26 + dy)} ${to}`;
    }
    // A reset is no line of the diagram: it passes below CLOSING, which is not involved.
    if (b === 'end' && y0 === y1) return `${from}Q${r((x0 + x1) / 2)} ${y0 + 42} ${to}`;
    return `${from}L${to}`;
  }

  #way(ways: [Way, Way], side: Side): SvgNode[] {
    const other = ways[side === 0 ? 1 : 0].legs;
    const hue = side === 0 ? 'kc2' : 'ks2';
    const shared = (leg: Leg): boolean => other.some((o) => o.from === leg.from && o.to === leg.to);
    return ways[side].legs.map((leg) => {
      const aside = side === 0 ? -2.5 : 2.5;
      const shift = shared(leg) || (leg.reset && leg.to === 'start') ? aside : 0;
      return h('path', {
        class: `ln ${leg.reset ? 'krst' : hue}`,
        'stroke-width': shift === 0 ? 3 : 2.5,
        'stroke-dasharray': leg.sure ? null : '4 3',
        d: this.#path(leg.from, leg.to, shift),
      });
    });
  }

  #stations(ways: [Way, Way]): SvgNode[] {
    const parts: SvgNode[] = [];
    const now = ways.map((way) => way.now);
    for (const station of Object.keys(labels) as (keyof typeof labels)[]) {
      const [x, y] = this.#at(station);
      const been = ways.findIndex((way) =>
        way.legs.some((l) => l.from === station || l.to === station),
      );
      const ring = been < 0 ? 'kedge' : been === 0 ? 'kc2' : 'ks2';
      parts.push(
        h('circle', {
          cx: r(x),
          cy: y,
          r: been < 0 ? 3.5 : 4,
          class: `pf ${ring}`,
          'stroke-width': been < 0 ? 1 : 2.5,
        }),
      );
      const [dx, dy, anchor] = labels[station];
      const beside = station === 'CLOSING' ? 7 * now.filter((n) => n === station).length : 0;
      parts.push(
        h(
          'text',
          {
            x: r(x + dx + beside),
            y: y + dy,
            'text-anchor': anchor === 'start' ? null : anchor,
            class: now.includes(station) ? 'tiny halo b' : 'tiny halo m2',
          },
          stateOf(station),
        ),
      );
    }
    return parts;
  }

  #interchange(ways: [Way, Way]): SvgNode {
    const [x, y] = this.#at('ESTABLISHED');
    const passed = ways.some((w) =>
      w.legs.some((l) => l.to === 'ESTABLISHED' || l.from === 'ESTABLISHED'),
    );
    const here = ways.map((way) => way.now === 'ESTABLISHED');
    const left = here[0] ? 61 : 47;
    const right = here[1] ? 61 : 47;
    return group([
      h('rect', {
        x: r(x - left),
        y: y - 10,
        width: left + right,
        height: 20,
        rx: 10,
        class: `pf ${passed || here.includes(true) ? 'kink' : 'kedge'}`,
        'stroke-width': 1.25,
      }),
      h(
        'text',
        {
          x: r(x + (here[0] === here[1] ? 0 : here[0] ? 2 : -2)),
          y: y + 3.8,
          'text-anchor': 'middle',
          class: passed ? 'tiny b' : 'tiny m2',
        },
        'ESTABLISHED',
      ),
    ]);
  }

  // Discs with the letter of the end; two at the same station are drawn next to each other.
  #here(ways: [Way, Way]): SvgNode[] {
    const together = ways[0].now !== null && ways[0].now === ways[1].now;
    return ([0, 1] as const).flatMap((side) => {
      const { now } = ways[side];
      if (now === null) return [];
      const out = side === 0 ? -1 : 1;
      const [x, y] = this.#at(now);
      const move = now === 'ESTABLISHED' ? 54 : together ? 8.5 : 0;
      const letter = this.#words.panel.initial({ who: side });
      return [disc(x + out * move, y, side === 0 ? 'c2' : 's2', letter)];
    });
  }
}

function disc(x: number, y: number, hue: string, letter: string): SvgNode {
  return group([
    h('circle', { cx: r(x), cy: y, r: 8.5, class: hue }),
    h(
      'text',
      {
        x: r(x),
        y: y + 3.6,
        'text-anchor': 'middle',
        'font-size': 10,
        'font-weight': 700,
        class: 'onink',
      },
      letter,
    ),
  ]);
}

function stateOf(station: Station): StateName {
  return station === 'start' || station === 'end' ? 'CLOSED' : station;
}
