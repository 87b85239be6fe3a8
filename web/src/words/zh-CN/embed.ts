import type { embed as english } from '../en/embed';
import { zh } from './nouns';

export const embed: typeof english = {
  name: 'TCP Ladder',
  embedLabel: (p) => zh`从 ${p.client} 到 ${p.server} 的 TCP 连接`,
  partMissing: 'TCP Ladder 的一部分未能加载。',
  edit: '编辑',
  save: '保存捕获文件',
  moreComments: (p) => zh`文件中还有 ${p.n} 个报文段带有注释，未显示。`,
  openInPage: '在 TCP Ladder 中打开',
  embedFailed: (p) => zh`无法显示 ${p.file}`,
  noSuchStream: (p) => zh`文件中的 ${p.of} 个连接都没有流编号 ${p.stream}。`,
  noSuchPart: (p) => zh`这个连接没有“${p.part}”这一部分。`,
  unknownValue: (p) => `${p.name}="${p.value}" 无效。可用的值：${p.values}。`,
  unknownPlace: (p) =>
    `part="${p.value}" 不是连接中的位置，因此显示整个连接。位置示例：${p.values}。`,
  whichConnection: (p) => zh`第 ${p.n} 个连接，共 ${p.of} 个`,
  previousConnection: '上一个连接',
  nextConnection: '下一个连接',
  policy: (p) => zh`本页的安全策略不允许 ${p.violated}。`,
  fetchFailed: (p) =>
    p.status === 0 ? zh`无法载入 ${p.url}。` : zh`无法载入 ${p.url}：服务器应答 ${p.status}。`,
};
