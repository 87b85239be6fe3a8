// Texts about the step from one segment to the next, and the certainty of a state.
import type { Certainty } from '../../model/names';
import { no, the } from './nouns';

type Side = 0 | 1;

export const steps = {
  certainty: {
    sure: 'sure',
    expected: 'expected',
    assumed: 'assumed',
    unknown: 'unknown',
  } satisfies Record<Certainty, string>,
  tape: 'Segments',
  stripEntry: (p: { row: number; flags: string; who: Side }) =>
    `${no(p.row)} ${p.flags}, ${the(p.who)}`,
  direction: (p: { from: Side }): string => (p.from === 0 ? 'client → server' : 'server → client'),
  side: (p: { who: Side }): string => (p.who === 0 ? 'Client' : 'Server'),
  previous: 'Previous step',
  next: 'Next step',
  play: 'Play',
  pause: 'Pause',
};
