// The registry of languages. A language is a folder with the same files as `en/`, of the same
// types, and a line here: its tag (BCP 47), its folder, and its own name. If a word or a file is
// missing, the code does not compile.
import type * as en from './en';
import type * as zhCN from './zh-CN';

interface Listed<Folder extends typeof en> {
  name: string;
  /** For type checks only: the words themselves are loaded by the sets. */
  folder?: Folder;
}

export const languages = {
  en: { name: 'English' } as Listed<typeof en>,
  'zh-CN': { name: '中文' } as Listed<typeof zhCN>,
};

export type Language = keyof typeof languages;

/** In the order of the registry. */
export const languageTags = Object.keys(languages) as Language[];
