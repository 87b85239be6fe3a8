// Drawings of plans as the product writes them into a file.
import { svgOf, type SvgOptions } from '../../../web/src/export/svg';
import type { LadderPlan } from '../../../web/src/ladder/plan';
import type { Connection } from '../../../web/src/model/connection';
import type { Language } from '../../../web/src/words';
import { asked } from '../export/asked';

export interface Drawn extends Partial<Pick<SvgOptions, 'theme' | 'id'>> {
  language?: Language;
  /** Row to show as chosen. */
  selected?: number;
}

/** The whole of a plan. */
export function drawn(plan: LadderPlan, { selected, ...options }: Drawn = {}): string {
  const entries = Array.from({ length: plan.count }, (_, i) => plan.entry(i));
  const rows = { first: 0, last: plan.rows.count - 1 };
  return svgOf({ plan, entries, ...rows }, asked(options), selected);
}

/** Opens every run, so that each segment has a row of its own. */
export const allOpen = ({ segments: { count } }: Connection) => ({
  openRuns: new Set(Array.from({ length: count }, (_, row) => row)),
});
