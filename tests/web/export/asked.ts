// Options of an export, with what a test does not care about filled in.
import type { ExportOptions } from '../../../web/src/export';
import type { Language } from '../../../web/src/words';
import { pageWords } from '../../../web/src/words/page';

export function asked(
  options: Partial<Omit<ExportOptions, 'words'>> & { language?: Language } = {},
): ExportOptions {
  const { language = 'en', ...rest } = options;
  return { words: pageWords.of(language), numbers: 'relative', part: 'all', title: null, ...rest };
}
