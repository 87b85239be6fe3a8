import { count } from '../../base/format';
import type { payload as english } from '../en/payload';
import { zh } from './nouns';

export const payload: typeof english = {
  directions: ['客户端 → 服务器', '服务器 → 客户端'],
  forms: { text: '文本', hex: '十六进制' },
  pieces: {
    repeated: ({ size, step, differs }) =>
      differs
        ? zh`#${step} 从这里重发 ${count(size)} 字节，内容不同`
        : zh`#${step} 从这里重发 ${count(size)} 字节`,
    missing: ({ size }) => zh`${count(size)} 字节没有抓到`,
    cut: ({ size, step }) => zh`#${step} 中有 ${count(size)} 字节被抓包截断`,
    scattered: ({ size, step }) =>
      zh`#${step} 中有 ${count(size)} 字节来自 IP 分片或经过压缩，无法显示`,
  },
  position: ({ from, to, of }) =>
    zh`第 ${count(from + 1)} 至 ${count(to)} 字节，共 ${count(of)} 字节`,
  earlier: '前面的字节',
  later: '后面的字节',
  none: '这个方向没有负载。',
  midStream: '没有抓到 SYN：字节 1 是抓到的第一个字节。',
  unacknowledged: ({ n }) => zh`接收方只确认了前 ${count(n)} 字节。`,
  privacy: '显示时才从文件读取。链接和分享的文件都不包含这些字节。',
  unreadable: '无法再读取这个文件。',
  searching: ({ percent }) => zh`正在搜索负载：${percent} %`,
  cancel: '取消',
  stopped: ({ percent }) => zh`搜索在 ${percent} % 处取消：之后的匹配没有列出。`,
  incomplete: '抓包的缺口太多，跨越缺口的匹配可能没有列出。',
  failed: '搜索失败：无法再读取这个文件。',
  malformed: '请写 payload:"文本" 或 payload:/十六进制/，最多 256 字节。',
};
