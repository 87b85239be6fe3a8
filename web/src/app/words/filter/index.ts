import type { Words } from '../../../i18n/words';
import type { FilteredFinding } from '../../connection_findings';
import { en, type FilterWords } from './en';
import { zhCN } from './zh-CN';

/** In the language of `words`. */
export const filterWords = (words: Words): FilterWords => (words.page.lang === 'en' ? en : zhCN);

/** Names of a finding in every language: a query that was sent to somebody else is understood. */
export const findingNames = (finding: FilteredFinding): string[] =>
  [en, zhCN].flatMap(({ findings }) => findings[finding]);
