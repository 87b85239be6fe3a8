import { count, many, zh } from './nouns';
import type { ExportWords } from '../en/export';

export const zhCN: ExportWords = {
  rows: (p) =>
    p.first === p.last
      ? zh`共 ${count(p.of)} 个报文段，这里是第 ${count(p.first + 1)} 个。`
      : zh`共 ${count(p.of)} 个报文段，这里是第 ${count(p.first + 1)} 到 ${count(p.last + 1)} 个。`,
  left: (p) => zh`还有 ${many(p.n, '个报文段')}`,
  comma: '，',
  aside: (p) => `${p.name}（${p.role}）`,
  about: (p) => `${p.name}：${p.text}`,
};
