// Chinese in the script itself: for builds that are one file, and for programs.
import type { Words } from './words';
import { zhCN } from './zh-CN';

export const chinese: Words | undefined = zhCN;
export const loadChinese = (): Promise<Words> => Promise.resolve(zhCN);
