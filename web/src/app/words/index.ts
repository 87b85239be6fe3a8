import type { Language } from '../../i18n/format';
import { ownWords } from '../../i18n/own_words';
import { en, type PageWords } from './en';

export type { PageWords } from './en';

export const pageWords = (language: Language): PageWords => ownWords(en, language);
