// The rails: two lanes each, with their spine, ticks of a wait, bars and caps, and the state names.
import type { StateName } from '../../model/names';
import type { Side } from '../../model/segment';
import type { LadderPlan } from '../plan';
import { changesOf, labelsOf } from '../state_changes';
import { lanesOf } from '../../svg/state_lanes';
import type { StateChange, StateLabel } from '../state_changes';
import type { LaneFill } from '../../svg/state_lanes';
import { round as r } from '../../svg/text';
import { h } from '../../svg/node';
import type { SvgNode } from '../../svg/node';
import { endCap, laneRun, resetBar } from './shapes';
import type { Hue, LaneRun } from './shapes';

/** Distance between the ticks of TIME-WAIT, in px. */
const TICK = 5;
/** Distance of the marks that distinguish CLOSING from LAST-ACK, in px. */
const CROSS_EVERY = 26;

/** One rail, from top to end. */
export interface Rail {
  side: Side;
  changes: StateChange[];
  labels: StateLabel[];
  /** Left lane: client to server; right lane: server to client. */
  lanes: [LaneRun[], LaneRun[]];
}

export function railOf(plan: LadderPlan, side: Side): Rail {
  const changes = changesOf(plan, side);
  const labels = labelsOf(plan, changes);
  return {
    side,
    changes,
    labels,
    lanes: [runsOf(plan, changes, side, 0), runsOf(plan, changes, side, 1)],
  };
}

function runsOf(plan: LadderPlan, changes: StateChange[], side: Side, lane: Side): LaneRun[] {
  const runs: LaneRun[] = [];
  const hue: Hue = lane === 0 ? 'c' : 's';
  changes.forEach((change, i) => {
    const before = changes[i - 1]?.state ?? null;
    const fill = fillOf(change, before, side, lane);
    const last = runs.at(-1);
    const y1 = changes[i + 1]?.y ?? plan.end;
    const same =
      last &&
      last.width === fill.width &&
      last.tone === fill.tone &&
      last.certainty === change.certainty;
    if (same) {
      last.y1 = y1;
      return;
    }
    // A reset cuts a lane off; otherwise it tapers.
    if (last) last.after = change.reset ? last.width : fill.width;
    runs.push({
      y0: change.y,
      y1,
      width: fill.width,
      before: last ? last.width : fill.width,
      after: fill.width,
      hue,
      tone: fill.tone,
      certainty: change.certainty,
    });
  });
  return runs;
}

function fillOf(change: StateChange, before: StateName | null, side: Side, lane: Side): LaneFill {
  const { own, other } = lanesOf(change.state, change.certainty, before);
  return side === lane ? own : other;
}

/** The part of a rail between two heights; lanes and spine are cut there. */
export function drawRail(
  plan: LadderPlan,
  id: string,
  rail: Rail,
  y0: number,
  y1: number,
): SvgNode[] {
  const { measures } = plan;
  const { lane, gap } = measures;
  const x = measures.rails[rail.side];
  const middle = x + measures.rail / 2;
  const top = Math.max(measures.top, y0);
  const shown = hiddenFrom(plan);
  const bottom = Math.min(plan.end, y1, shown);
  const parts: SvgNode[] = [
    h('path', { class: 'ln khair2', d: `M${r(middle)} ${r(top)}V${r(Math.min(plan.end, y1))}` }),
  ];
  if (rail.changes[0]?.state === 'CLOSED' && y0 <= measures.top) {
    parts.push(endCap(x, measures.rail, measures.top));
  }
  rail.lanes.forEach((runs, index) => {
    const left = index === 0 ? x : x + lane + gap;
    for (const run of runs) {
      if (run.y1 + 9 < top || run.y0 > bottom) continue;
      const spine = index === 0 ? 'right' : 'left';
      parts.push(...laneRun(id, left, lane, spine, cut(run, top, bottom)));
    }
  });
  rail.changes.forEach((change, i) => {
    const next = rail.changes[i + 1]?.y ?? plan.end;
    if (next < top || change.y > bottom) return;
    if (change.state === 'LISTEN') parts.push(listening(middle, change.y, next));
    if (change.state === 'CLOSING')
      parts.push(...crosses(middle + (rail.side === 0 ? 5 : -5), change.y, next, top, bottom));
    if (change.state === 'TIME-WAIT') parts.push(...waiting(plan, rail, i, top, bottom));
    if (change.reset) parts.push(resetBar(x, measures.rail, change.y + 1.5));
  });
  if (shown < plan.end) parts.push(...blank(plan, x, Math.max(shown, y0), Math.min(plan.end, y1)));
  if (y1 >= plan.end) parts.push(endCap(x, measures.rail, plan.end));
  return parts;
}

/** Covers what a row changes in a rail until the row's arrow has arrived. */
export function coversOf(plan: LadderPlan, rail: Rail, row: number, bottom: number): SvgNode[] {
  const x = plan.measures.rails[rail.side] - 1;
  const width = plan.measures.rail + 2;
  return rail.changes
    .filter((change) => change.row === row && change.y < bottom)
    .map(({ y }) =>
      h('rect', {
        x,
        y: r(y),
        width,
        height: r(bottom - y),
        class: 'selband',
      }),
    );
}

/** Height below which the reader predicts the states. */
function hiddenFrom(plan: LadderPlan): number {
  const { predictAfter } = plan.options;
  if (predictAfter === null || predictAfter >= plan.rows.count - 1) return Infinity;
  const next = plan.tail(predictAfter + 1) - 6;
  return predictAfter < 0 ? next : Math.min(plan.head(predictAfter) + 10, next);
}

// Two empty lanes with a question mark at their beginning.
function blank(plan: LadderPlan, x: number, y0: number, y1: number): SvgNode[] {
  if (y1 <= y0) return [];
  const { lane, gap, rail } = plan.measures;
  const height = r(y1 - y0);
  const parts = [x, x + lane + gap].map((left) =>
    h('rect', { x: left + 0.5, y: r(y0), width: lane - 1, height, class: 'pf kedge' }),
  );
  const y = plan.tail(plan.options.predictAfter! + 1) + 4;
  if (y > y0 && y < y1) {
    const at = { x: x + rail / 2, y: r(y), 'text-anchor': 'middle', class: 'hd halo' };
    parts.push(h('text', at, '?'));
  }
  return parts;
}

function cut(run: LaneRun, top: number, bottom: number): LaneRun {
  const cutAbove = run.y0 < top - 20;
  const cutBelow = run.y1 > bottom;
  return {
    ...run,
    y0: cutAbove ? top - 20 : run.y0,
    before: cutAbove ? run.width : run.before,
    y1: cutBelow ? bottom : run.y1,
    after: cutBelow ? run.width : run.after,
  };
}

function listening(middle: number, y0: number, y1: number): SvgNode {
  return h('rect', { x: r(middle - 2), y: r(y0), width: 4, height: r(y1 - y0), class: 'pf kink3' });
}

// CLOSING and LAST-ACK have the same lanes: both FINs are sent, and the end's own is not
// acknowledged. In CLOSING the FINs crossed, and crosses along the rail show it, in the lane that
// the other end has closed: on the end's own lane they would be ink on the darkest tone.
function crosses(x: number, y0: number, y1: number, top: number, bottom: number): SvgNode[] {
  let d = '';
  for (let y = y0 + 11; y < y1 - 6; y += CROSS_EVERY) {
    if (y > top && y < bottom) d += `M${r(x - 3.5)} ${r(y - 3.5)}l7 7m0 -7l-7 7`;
  }
  return d === '' ? [] : [h('path', { d, class: 'ln kink', 'stroke-width': 1.25 })];
}

// Ticks shrink from the width of the rail to 2 px; they are dotted as long as the state is only
// expected.
function waiting(
  plan: LadderPlan,
  rail: Rail,
  index: number,
  top: number,
  bottom: number,
): SvgNode[] {
  const change = rail.changes[index]!;
  const { rail: full } = plan.measures;
  const x = plan.measures.rails[rail.side];
  const first = rail.changes.findIndex((c) => c.state === 'TIME-WAIT');
  const start = rail.changes[first]!.y + 10;
  const end = plan.end - 6;
  const until = Math.min(rail.changes[index + 1]?.y ?? plan.end, end, bottom);
  const fold = foldOfWait(plan, rail);
  let d = '';
  let y = start + Math.max(0, Math.ceil((Math.max(change.y, top) - start) / TICK)) * TICK;
  for (; y <= until; y += TICK) {
    if (fold !== null && Math.abs(y - fold - 1) < 7) continue;
    const width = Math.max(2, full * (1 - (y - start) / (end - start)));
    d += `M${r(x + full / 2 - width / 2)} ${r(y)}h${r(width)}`;
  }
  const parts: SvgNode[] = [];
  if (d !== '') {
    const dash = change.certainty === 'sure' ? undefined : '2 2';
    const hue = rail.side === 0 ? 'kc2' : 'ks2';
    parts.push(h('path', { d, class: `ln ${hue}`, 'stroke-width': 1.5, 'stroke-dasharray': dash }));
  }
  if (fold !== null && fold > top && fold < bottom && index === rail.changes.length - 1) {
    const lines = [1, 6].map((dy) => `M${r(x + 1)} ${r(fold + dy + 2)}l${full - 2} -5`).join('');
    parts.push(h('path', { class: 'ln kink3', d: lines }));
  }
  return parts;
}

/**
 * Height at which the wait is cut; null if the end does not wait at the end of the drawing, or if
 * the wait is not drawn.
 */
function foldOfWait(plan: LadderPlan, rail: Rail): number | null {
  const last = rail.changes.at(-1);
  if (last?.state !== 'TIME-WAIT' || plan.options.twoMsl === 'off') return null;
  const start = Math.max(last.y, plan.head(plan.rows.count - 1));
  return start + (plan.end - start) * 0.62;
}

/** State names between two heights. */
export function drawNames(plan: LadderPlan, rail: Rail, y0: number, y1: number): SvgNode[] {
  const parts: SvgNode[] = [];
  const shown = hiddenFrom(plan);
  for (const label of rail.labels) {
    if (label.y > shown) continue;
    if (label.at < y0 - 20 || label.at > y1 + 20) continue;
    parts.push(
      ...(plan.measures.names ? outside(plan, rail.side, label) : inside(plan, rail.side, label)),
    );
  }
  return parts;
}

function nameClass(label: StateLabel): string {
  return label.certainty === 'assumed' || label.certainty === 'unknown' ? 'st as m' : 'st';
}

function outside(plan: LadderPlan, side: Side, label: StateLabel): SvgNode[] {
  const { rails, rail, top } = plan.measures;
  const names = plan.measures.names!;
  const atTop = label.y === top;
  const y = label.at + (atTop ? 8 : 4);
  const text = h(
    'text',
    { x: names[side], y: r(y), 'text-anchor': side === 0 ? 'end' : null, class: nameClass(label) },
    label.state,
  );
  if (atTop) return [text];
  const from = side === 0 ? rails[0] - 1 : rails[1] + rail + 1;
  const to = side === 0 ? names[0] + 3 : names[1] - 3;
  const bend = label.at === label.y ? '' : `L${r((from + to) / 2)} ${r(label.y)}`;
  const tick = `M${r(from)} ${r(label.y)}${bend}L${r(to)} ${r(label.at)}`;
  return [text, h('path', { class: 'ln khair2', d: tick })];
}

function inside(plan: LadderPlan, side: Side, label: StateLabel): SvgNode[] {
  const { rails, rail, top } = plan.measures;
  const below = label.y === top ? 10 : label.y === plan.end ? -2 : 16;
  return [
    h(
      'text',
      {
        x: side === 0 ? rails[0] + rail + 7 : rails[1] - 7,
        y: r(label.at + below),
        'text-anchor': side === 0 ? null : 'end',
        class: nameClass(label),
      },
      label.state,
    ),
  ];
}
