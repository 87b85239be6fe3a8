// Every mark of the drawings on one sheet, each made by the function that makes it in a ladder, a
// table or the panel: what the mock shows as "Marks", for a person to lay beside it.
import { certainties, outcomes, states } from '../../../web/src/model/names';
import type { Certainty, StateName } from '../../../web/src/model/names';
import { panelWords } from '../../../web/src/words/panel';
import { LadderPlan } from '../../../web/src/ladder/plan';
import { group, h, toMarkup } from '../../../web/src/svg/node';
import type { SvgNode } from '../../../web/src/svg/node';
import { drawRail, railOf } from '../../../web/src/ladder/render/rails';
import {
  arrow,
  brace,
  endCap,
  hatches,
  railCut,
  resetBar,
} from '../../../web/src/ladder/render/shapes';
import type { ArrowLook } from '../../../web/src/ladder/render/shapes';
import { rowsOf } from '../../../web/src/model/rows';
import { glyphNode } from '../../../web/src/marks/glyph';
import { lifeNode } from '../../../web/src/marks/life';
import { sequenceStripNode } from '../../../web/src/marks/sequence_strip';
import { stateDiagramNode } from '../../../web/src/marks/state_diagram';
import { ladderWords } from '../../../web/src/story/ladder_words';
import type { Side } from '../../../web/src/model/segment';
import { fileRules } from '../../../web/src/theme/drawing';
import { Talk } from '../fixtures';
import * as talks from '../talks';

const WIDTH = 1180;
const ID = 'm';
const RAIL = 18;
/** Of a rail cut short, and how much of it is from before. */
const SHORT = 62;
const ABOVE = 18;
const words = panelWords.of('en');
const known = states.filter((state) => state !== 'UNKNOWN');

/** Lays cells out in rows below each other. */
class Sheet {
  readonly parts: SvgNode[] = [];
  y = 0;

  section(title: string): void {
    this.y += 44;
    this.parts.push(h('text', { x: 0, y: this.y, class: 'hd' }, title));
    this.y += 18;
  }

  /** Cells of `columns` to a row, `height` high; `draw` is drawn at 0, 0. */
  cells<T>(items: readonly T[], columns: number, height: number, draw: (item: T) => SvgNode[]) {
    items.forEach((item, i) => {
      const x = ((i % columns) * WIDTH) / columns;
      const y = this.y + Math.floor(i / columns) * height;
      this.parts.push(group(draw(item), { transform: `translate(${x} ${y})` }));
    });
    this.y += Math.ceil(items.length / columns) * height;
  }
}

function caption(x: number, y: number, text: string): SvgNode {
  return h('text', { x, y, class: 'nt m2' }, text);
}

/** An SVG of its own, moved and enlarged. */
function placed(node: SvgNode, x: number, y: number, scale = 1): SvgNode {
  return group([node], { transform: `translate(${x} ${y}) scale(${scale})` });
}

/** The state that each one follows: a lane changes its width, or keeps it, as it would in a ladder. */
const before: Partial<Record<StateName, StateName>> = {
  LISTEN: 'CLOSED',
  'SYN-SENT': 'CLOSED',
  'SYN-RECEIVED': 'LISTEN',
  ESTABLISHED: 'SYN-SENT',
  'FIN-WAIT-1': 'ESTABLISHED',
  'FIN-WAIT-2': 'FIN-WAIT-1',
  CLOSING: 'FIN-WAIT-1',
  'TIME-WAIT': 'FIN-WAIT-2',
  'CLOSE-WAIT': 'ESTABLISHED',
  'LAST-ACK': 'CLOSE-WAIT',
  CLOSED: 'LAST-ACK',
};

/** The rail of an end, from a little above the moment on when it is in a state, at 0, 0. */
function rail(
  state: StateName,
  side: Side,
  certainty: Certainty = 'sure',
  height = SHORT,
): SvgNode {
  const sign = { sure: '', expected: '?', assumed: '~', unknown: '' }[certainty];
  const now = certainty === 'unknown' ? 'UNKNOWN' : state + sign;
  const earlier = certainty === 'unknown' ? 'UNKNOWN' : (before[state] ?? state);
  const talk = new Talk().ack(side).now(earlier, earlier).wait(50).ack(side).now(now, now);
  const connection = talk.connection('still_open', 'mid_stream');
  const plan = new LadderPlan({ connection, words: ladderWords(words), width: 904 });
  const drawn = railOf(plan, side);
  const x = plan.measures.rails[side];
  const y = drawn.changes.at(-1)!.y;
  return h(
    'svg',
    { width: RAIL + 4, height, viewBox: `${x - 2} ${y - ABOVE} ${RAIL + 4} ${height}` },
    drawRail(plan, ID, drawn, y - 80, plan.height),
  );
}

type Kind = [name: string, side: Side, look: Partial<ArrowLook>];

const kinds: Kind[] = [
  ['SYN', 0, { kind: 'syn', acks: false }],
  ['SYN ACK', 1, { kind: 'syn' }],
  ['ACK', 0, { kind: 'ack' }],
  ['Data', 0, { kind: 'data' }],
  ['Data of one MSS', 1, { kind: 'data', heavy: true }],
  ['FIN ACK', 1, { kind: 'fin' }],
  ['RST', 1, { kind: 'rst' }],
  ['Retransmission', 1, { kind: 'data', double: true }],
  ['Retransmission of a SYN', 0, { kind: 'syn', acks: false, double: true }],
  ['Retransmission of a FIN', 1, { kind: 'fin', double: true }],
  ['Lost', 1, { kind: 'data', lost: true }],
  ['Lost SYN', 0, { kind: 'syn', acks: false, lost: true }],
  ['Lost FIN', 0, { kind: 'fin', lost: true }],
  ['Keep-alive, probe', 0, { kind: 'probe' }],
  ['Lost ACK', 1, { kind: 'ack', lost: true }],
  ['Lost retransmission', 0, { kind: 'data', double: true, lost: true }],
  ['Lost data of one MSS', 1, { kind: 'data', heavy: true, lost: true }],
  ['Lost RST', 1, { kind: 'rst', lost: true }],
  ['ICMP', 0, { kind: 'icmp', acks: false }],
];

function kindCell([name, side, known]: Kind): SvgNode[] {
  const look: ArrowLook = {
    kind: 'data',
    hue: side === 0 ? 'c' : 's',
    acks: true,
    heavy: false,
    double: false,
    lost: false,
    ...known,
  };
  const [tail, tip] = side === 0 ? [4, 186] : [186, 4];
  return [arrow(look, tail, 8, tip, 20), caption(0, 42, name)];
}

const pieces: [string, SvgNode[]][] = [
  ['reset', [resetBar(2, RAIL, 20)]],
  ['end', [endCap(2, RAIL, 20)]],
  [
    'silence',
    [
      h('rect', { x: 2, y: 0, width: 8, height: SHORT, class: 'c2' }),
      h('rect', { x: 12, y: 0, width: 8, height: SHORT, class: 's2' }),
      ...railCut(2, RAIL, 26),
    ],
  ],
  ['folded run', [brace(20, 0, SHORT, -1), brace(40, 0, SHORT, 1)]],
];

/** The sheet as a file of its own that follows the viewer's preference. */
export function marksSheet(): string {
  const sheet = new Sheet();
  sheet.section('How sure');
  sheet.cells(certainties, 4, 80, (certainty) => [
    rail('ESTABLISHED', 0, certainty),
    placed(rail('FIN-WAIT-1', 1, certainty), 34, 0),
    placed(glyphNode('ESTABLISHED', 0, certainty), 72, 0, 1.5),
    placed(glyphNode('FIN-WAIT-1', 1, certainty), 108, 0, 1.5),
    caption(148, 14, certainty),
  ]);
  sheet.section('The eleven states, on the client’s rail and on the server’s');
  sheet.cells(known, 4, 84, (state) => [
    placed(glyphNode(state, 0), 0, 0, 1.5),
    placed(glyphNode(state, 1), 36, 0, 1.5),
    placed(rail(state, 0), 76, 0),
    placed(rail(state, 1), 106, 0),
    h('text', { x: 148, y: 12, class: 'st' }, state),
  ]);
  sheet.section('As expected');
  sheet.cells(known, 4, 84, (state) => [
    placed(glyphNode(state, 0, 'expected'), 0, 0, 1.5),
    placed(glyphNode(state, 1, 'expected'), 36, 0, 1.5),
    placed(rail(state, 0, 'expected'), 76, 0),
    placed(rail(state, 1, 'expected'), 106, 0),
    h('text', { x: 148, y: 12, class: 'st' }, state),
  ]);
  sheet.section('Segments');
  sheet.cells(kinds, 5, 62, kindCell);
  sheet.section('What ends and cuts');
  sheet.cells(pieces, 4, 70, ([name, nodes]) => [...nodes, caption(60, 24, name)]);
  sheet.section('Outcomes');
  sheet.cells(outcomes, 5, 30, (outcome) => [lifeNode(outcome), caption(60, 10, outcome)]);
  sheet.section('The way of both ends, and the numbers of a segment');
  const diagrams: [typeof talks.story, number][] = [
    [talks.story, 1],
    [talks.story, 7],
    [talks.simultaneousClose, 7],
    [talks.resetByServer, 5],
  ];
  sheet.cells(diagrams, 2, 190, ([talk, row]) => [
    stateDiagramNode({ connection: talk(), row, words }),
  ]);
  sheet.cells([1, 7, 5, 9], 2, 130, (row) => {
    const node = sequenceStripNode({
      rows: rowsOf(talks.story()),
      row,
      numbers: 'relative',
      words,
    });
    return node ? [node] : [];
  });
  const height = sheet.y + 20;
  const ground = h('rect', { class: 'ground', x: -28, width: WIDTH + 56, height });
  return `${toMarkup(
    h(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        class: 'lad',
        width: WIDTH + 56,
        height,
        viewBox: `-28 0 ${WIDTH + 56} ${height}`,
        lang: 'en',
      },
      h('title', { id: `${ID}t` }, 'Marks'),
      h('desc', { id: `${ID}d` }, 'Every mark that the drawings use'),
      h('style', {}, fileRules('both', 'en')),
      hatches(ID),
      ground,
      sheet.parts,
    ),
  )}\n`;
}
