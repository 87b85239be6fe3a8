// Words that only one part of the page says, beside those that all share. A part carries its English
// table; the Chinese one is added to it when Chinese is here, as the hosted page loads that apart.

const chinese = new Map<object, object>();

/** Makes `zhCN` the Chinese of a part's table. */
export function addChinese<OwnWords extends object>(en: OwnWords, zhCN: OwnWords): void {
  chinese.set(en, zhCN);
}

/** A part's table in a language; in English where the Chinese one is not here yet. */
export function ownWords<OwnWords extends object>(en: OwnWords, language: string): OwnWords {
  return language === 'en' ? en : ((chinese.get(en) as OwnWords | undefined) ?? en);
}
