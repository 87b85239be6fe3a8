// Options of an export, with what a test does not care about filled in.
import type { ExportOptions } from '../../../web/src/export';
import type { Language } from '../../../web/src/words';
import { panelWords } from '../../../web/src/words/panel';

export function asked(
  options: Partial<Omit<ExportOptions, 'words'>> & { language?: Language } = {},
): ExportOptions {
  const { language = 'en', ...rest } = options;
  return { words: panelWords.of(language), numbers: 'relative', part: 'all', title: null, ...rest };
}
