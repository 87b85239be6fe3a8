import { count, many, zh } from './nouns';
import type { exports as english } from '../en/exports';

export const exports: typeof english = {
  rows: (p) =>
    p.first === p.last
      ? zh`共 ${count(p.of)} 个报文段，这里是第 ${count(p.first + 1)} 个。`
      : zh`共 ${count(p.of)} 个报文段，这里是第 ${count(p.first + 1)} 到 ${count(p.last + 1)} 个。`,
  left: (p) => zh`还有 ${many(p.n, '个报文段')}`,
};
