import type { Words } from '../../i18n/words';
import { en, type PanelWords } from './en';
import { zhCN } from './zh-CN';

export type { PanelWords } from './en';

/** In the language of `words`. Only the panel needs these, so they are no part of the others. */
export const panelWords = (words: Words): PanelWords => (words.page.lang === 'en' ? en : zhCN);
