import { at, brief, count, zh } from './nouns';
import type { endpoints as english } from '../en/endpoints';

export const endpoints: typeof english = {
  label: '整个抓包',
  show: '查看这些连接',
  more: (p) => zh`另有 ${count(p.n)} 条`,
  flood: (p) =>
    zh`看起来像 SYN 洪泛：在 ${at(p.at)}，有 ${count(p.peak)} 个到 ${p.listener} 的连接同时等待第三个报文段，来自 ${count(p.sources)} 个地址；` +
    zh`${count(p.attempts)} 个连接中完成 ${count(p.completed)} 个` +
    (p.retries > 0 ? zh`，SYN ACK 重传 ${count(p.retries)} 次。` : '。') +
    '主机是否为它们保留状态，从抓包中看不到：使用 SYN cookie 时并不保留。',
  curveLabel: (p) =>
    zh`${brief(p.duration)}内到 ${p.listener} 的半开连接：在 ${at(p.at)}达到最多的 ${count(p.peak)} 个。`,
  curvePeak: (p) => zh`${at(p.at)}：${count(p.peak)} 个半开`,
  counted: '半开连接如何计数',
  curveCaption:
    '每个连接从 SYN ACK 计到第三个报文段或复位；两者都没有时，计到最后一个报文段，至少一秒。主机自己的半开连接队列里有多少、上限是多少，从抓包中看不到。',
  scan: (p) =>
    zh`看起来像扫描：${p.source} 尝试了 ${count(p.targets)} 个端口或地址，其中 ${count(p.refused)} 个被拒绝，${count(p.unanswered)} 个没有应答，${count(p.dropped)} 个打开后没有发送数据。`,
  refuses: (p) => zh`${p.listener} 拒绝了全部 ${count(p.attempts)} 个连接：端口已关闭。`,
  begunBefore: (p) => zh`${count(p.n)} 个连接在抓包开始之前就已存在，所以看不到它们如何建立。`,
  openAtEnd: (p) => zh`${count(p.n)} 个连接在抓包结束时仍打开。`,
};
