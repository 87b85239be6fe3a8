import type { steps as english } from '../en/steps';
import { no, the, zh } from './nouns';

export const steps: typeof english = {
  certainty: { sure: '确定', expected: '预期', assumed: '推定', unknown: '未知' },
  tape: '报文段',
  stripEntry: (p) => zh`${no(p.row)} ${p.flags}，${the(p.who)}`,
  direction: (p) => (p.from === 0 ? '客户端 → 服务器' : '服务器 → 客户端'),
  side: (p) => the(p.who),
  previous: '上一步',
  next: '下一步',
  play: '播放',
  pause: '暂停',
};
