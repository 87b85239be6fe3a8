import type { Incident, IncidentKind } from '../../model/incidents';
import type { incidents as english } from '../en/incidents';
import { brief, bytes, count, many, zh } from './nouns';

/** "，全部到 10.0.0.2:443", "，其中 190 次到 10.0.0.2:443", or empty. */
const share = (part: number, whole: number, unit: string, by: string, who: string | null) => {
  if (who === null) return '';
  if (whole === 1) return zh`，${by}${who}`;
  return part === whole ? zh`，全部${by}${who}` : zh`，其中 ${count(part)} ${unit}${by}${who}`;
};

const connections = (n: number) => many(n, '个连接');
const range = (p: { least: number; most: number }) =>
  brief(p.least) === brief(p.most) ? brief(p.most) : zh`${brief(p.least)}到 ${brief(p.most)}`;

const sentences: Record<IncidentKind, (p: Incident) => string> = {
  black_hole: (p) =>
    zh`${connections(p.connections)}中，${bytes(p.length)}的报文段始终无法送达` +
    share(p.whoConnections, p.connections, '个', '到', p.who) +
    zh`，而${p.smaller > 0 ? zh`不超过 ${bytes(p.smaller)}的` : '较小的'}可以：看起来是路径 MTU 黑洞。`,
  idle_reset: (p) =>
    zh`空闲 ${range(p)}之后有 ${many(p.times, '次复位')}` +
    share(p.whoTimes, p.times, '次', '来自', p.who) +
    '：时间几乎相等，像是空闲定时器。',
  no_answer: (p) =>
    zh`${many(p.times, '个 SYN')}没有得到应答：` +
    zh`发往 ${p.others === 1 ? p.other! : many(p.others, '个地址')}` +
    zh`${p.otherPort === null ? '' : zh`的端口 ${p.otherPort}`}，${connections(p.connections)}` +
    `${share(p.whoConnections, p.connections, '个', '来自', p.who)}。`,
  peer_silent: (p) =>
    zh`${connections(p.connections)}中有一端不再应答` +
    zh`${share(p.whoConnections, p.connections, '个', '对端为', p.who)}；` +
    zh`${many(p.times, '次重传')}没有得到应答。`,
  close_wait: (p) =>
    zh`${connections(p.connections)}停留在 CLOSE-WAIT` +
    share(p.whoConnections, p.connections, '个', '在', p.who) +
    zh`，最长 ${brief(p.most)}：对端已经关闭，应用程序没有关闭。`,
  zero_window: (p) =>
    zh`${connections(p.connections)}中有 ${many(p.times, '次零窗口')}，共 ${brief(p.sum)}` +
    `${share(p.whoTimes, p.times, '次', '由', p.who)}${p.who === null ? '' : '通告'}：应用程序没有读取数据。`,
  timer: (p) =>
    zh`${connections(p.connections)}中有 ${many(p.times, '次等待重传定时器')}，共 ${brief(p.sum)}` +
    `${share(p.whoTimes, p.times, '次', '到', p.who)}。`,
  retransmission: (p) =>
    zh`${connections(p.connections)}中有 ${many(p.times, '次重传')}` +
    `${share(p.whoTimes, p.times, '次', '到', p.who)}。`,
  busy_pair: (p) =>
    zh`${brief(p.most)}内从 ${p.other!} 到 ${p.who!} 有 ${connections(p.connections)}。`,
};

export const incidents: typeof english = {
  label: '发生了什么',
  show: '查看',
  more: (p) => zh`另有 ${count(p.n)} 条`,
  sentence: (p) => sentences[p.kind](p),
};
