// The words of exports in a language, loaded if they are missing. English if that fails.
import type { Language } from '../../words';
import { exportWords, type ExportWords } from '../../words/export';

export async function exportWordsOf(language: Language): Promise<ExportWords> {
  await exportWords.load(language)?.catch(() => {});
  return exportWords.of(language);
}
