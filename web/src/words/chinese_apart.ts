// Chinese in files of its own, which only its readers load: for the page.
import type { Words } from './words';

export const chinese: Words | undefined = undefined;
export async function loadChinese(): Promise<Words> {
  const [{ zhCN }] = await Promise.all([import('./zh-CN'), import('./chinese_parts')]);
  return zhCN;
}
