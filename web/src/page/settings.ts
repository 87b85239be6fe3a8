// Settings that the browser stores: language and length of TIME-WAIT.
import type { TwoMsl } from '../model/two_msl';
import type { Language } from '../words';
import { matchLanguage } from '../words/language';

const languageKey = 'tcp-ladder-language';
const twoMslKey = 'tcp-ladder-2msl';

export const keptLanguage = (): Language | null => matchLanguage(kept(languageKey));
export const keepLanguage = (language: Language) => keep(languageKey, language);

export function keptTwoMsl(): TwoMsl {
  const chosen = kept(twoMslKey);
  return chosen === 'rfc' || chosen === 'off' ? chosen : 'linux';
}
export const keepTwoMsl = (twoMsl: TwoMsl) => keep(twoMslKey, twoMsl);

// A file:// page or a private window may have no storage; settings then last until it is closed.

function keep(key: string, value: string) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // See above.
  }
}

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
