import type { Words } from './words';
import type { FilteredFinding } from '../page/connections/connection_findings';
import { en, type FilterWords } from './en/filter';
import { zhCN } from './zh-CN/filter';

/** In the language of `words`. */
export const filterWords = (words: Words): FilterWords => (words.page.lang === 'en' ? en : zhCN);

/** Names of a finding in every language: a query that was sent to somebody else is understood. */
export const findingNames = (finding: FilteredFinding): string[] =>
  [en, zhCN].flatMap(({ findings }) => findings[finding]);
