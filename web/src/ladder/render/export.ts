// The drawing as a file of its own: nothing outside it is needed to show it.
import { fileRules } from '../../theme/drawing';
import type { LadderPlan } from '../plan';
import { ladderSvg } from './ladder';
import { h, toMarkup } from '../../svg/node';

export interface ExportOptions {
  /** `both` follows the viewer's preference. */
  theme?: 'light' | 'dark' | 'both';
  /** Row to show as chosen. */
  selected?: number | null;
  /** Begins every id in the file. */
  id?: string;
  /** Paints the paper; without it the ground is transparent. */
  ground?: boolean;
}

/** SVG as text, with its styles inside. */
export function renderSvg(plan: LadderPlan, options: ExportOptions = {}): string {
  const { theme = 'both', selected = null, id = 'ladder', ground = true } = options;
  const style = h('style', {}, fileRules(theme, plan.words.lang));
  const paper = h('rect', { class: 'ground', width: '100%', height: '100%' });
  return `${toMarkup(ladderSvg(plan, id, selected, ground ? [style, paper] : [style]))}\n`;
}
