// Chinese in a file of its own, which only its readers load: for the hosted page.
import type { Words } from './words';

export const chinese: Words | undefined = undefined;
export const loadChinese = async (): Promise<Words> => (await import('./zh-CN')).zhCN;
