// ICMP errors between the rows of the ladder: they start between the rails, as most come from
// neither end, and a diamond points at the end to which they are addressed.
import type { Entry, LadderPlan, PlacedError } from '../plan';
import { errorTimePieces } from '../clock';
import { round as r } from '../../svg/text';
import { group, h } from '../../svg/node';
import type { SvgNode } from '../../svg/node';
import { arrow } from './shapes';

const LABEL_SIZE = 12.5;

/** The errors after an entry; a click on one selects the segment it follows. */
export function drawErrors(plan: LadderPlan, id: string, entry: Entry, live: boolean): SvgNode[] {
  return plan.errors(entry).map((placed) => drawError(plan, id, placed, live));
}

function drawError(plan: LadderPlan, id: string, placed: PlacedError, live: boolean): SvgNode {
  const { error, index, y } = placed;
  const { left, right, slant, width } = plan.measures;
  const toClient = error.to === 0;
  const middle = (left + right) / 2;
  const { row } = plan.words.icmp(error, plan.connection);
  const area = { x: 0, y: r(y - 22), width, height: 40 };
  return group(
    [
      ...(live ? [h('rect', { class: 'hit', ...area })] : []),
      ...time(plan, placed),
      arrow(
        { kind: 'icmp', hue: 'c', acks: false, heavy: false, double: false, lost: false },
        middle,
        y,
        toClient ? left : right,
        y + slant / 2,
      ),
      label(plan, placed),
    ],
    {
      id: `${id}i${index + 1}`,
      class: 'icmp',
      role: 'graphics-symbol',
      'aria-label': row,
      'data-row': live ? error.after - 1 : null,
    },
  );
}

function time(plan: LadderPlan, { error, y }: PlacedError): SvgNode[] {
  const { time: x } = plan.measures;
  if (x === null) return [];
  const pieces = errorTimePieces(plan, error).map(({ text, dx }) =>
    h('tspan', { class: 'm', dx: dx || null }, text),
  );
  return [h('text', { x, y: r(y + 3), 'text-anchor': 'end', class: 'tm' }, pieces)];
}

// "ICMP host unreachable from 192.0.2.1", without the parts that do not fit. In the wide form, the
// margin has the code.
function label(plan: LadderPlan, { error, y, more }: PlacedError): SvgNode {
  const { left, right, form } = plan.measures;
  const { name, code, from } = plan.words.icmp(error, plan.connection);
  const count = more > 0 ? plan.words.moreIcmp(more) : '';
  const wanted = form === 'wide' ? [from, count] : [code, from, count];
  const pieces = [{ text: 'ICMP', class: 'fl m2' }];
  let room = right - left - 12 - plan.measure('ICMP', LABEL_SIZE, true);
  for (const text of wanted) {
    const need = plan.measure(text, LABEL_SIZE) + 8;
    if (text === '' || need > room) continue;
    pieces.push({ text, class: 'm2' });
    room -= need;
  }
  const toClient = error.to === 0;
  const spans = pieces.map((piece, i) =>
    h('tspan', { class: piece.class, dx: i === 0 ? null : 8 }, piece.text),
  );
  const place = { x: toClient ? left + 6 : right - 6, y: r(y - 8) };
  return h('text', { ...place, 'text-anchor': toClient ? null : 'end', class: 'lb' }, [
    h('title', {}, `${name}, ${code}`),
    ...spans,
  ]);
}
