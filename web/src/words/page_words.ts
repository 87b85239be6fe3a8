import type { Language } from './language';
import { ownWords } from './own_words';
import { en, type PageWords } from './en/page_states';

export type { PageWords } from './en/page_states';

export const pageWords = (language: Language): PageWords => ownWords(en, language);
