import type { taps as english } from '../en/taps';
import { no, span, the, zh } from './nouns';

type Where = Parameters<(typeof english)['fates']['both']>[0];
type Clock = Parameters<(typeof english)['clockAtMost']>[0];

const shownBy = ({ proof }: Where) => (proof === null ? '' : zh`（由 ${no(proof)} 可知）`);
const ahead = ({ names, offset }: Clock) =>
  zh`${names[1]} 的时钟比 ${names[0]} ${offset < 0 ? '慢' : '快'} `;

export const taps: typeof english = {
  fates: {
    both: () => ({ name: '两个捕获点都有', text: '' }),
    lost_between: (p) => ({
      name: '丢在两点之间',
      text: zh`${p.has} 有，${p.lacks} 没有${shownBy(p)}`,
    }),
    lost_behind: (p) => ({
      name: zh`丢在 ${p.second} 之后`,
      text: zh`两边都有，但${the(p.receiver)}没有收到${shownBy(p)}`,
    }),
    missed: (p) => ({
      name: zh`${p.lacks} 漏抓`,
      text: zh`它经过了该捕获点${shownBy(p)}`,
    }),
    duplicate: (p) => ({ name: '在两点之间被复制', text: zh`副本只在 ${p.has} 中` }),
    outside: (p) => ({ name: zh`只在 ${p.has} 中`, text: zh`${p.lacks} 不覆盖这一时刻` }),
    unknown: (p) => ({ name: zh`只在 ${p.has} 中`, text: '无法判断是丢失还是漏抓' }),
  },
  counts: {
    both: (n) => zh`${n} 段两点都有`,
    lost_between: (n) => zh`${n} 段丢在两点之间`,
    lost_behind: (n) => zh`${n} 段丢在第二个捕获点之后`,
    missed: (n) => zh`${n} 段被一个捕获点漏抓`,
    duplicate: (n) => zh`${n} 段在两点之间被复制`,
    outside: (n) => zh`${n} 段在另一个文件的范围之外`,
    unknown: (n) => zh`${n} 段只在一个文件中，原因无法判断`,
  },
  clock: (p) =>
    zh`${ahead(p)}${span(Math.abs(p.offset))}，误差 ± ${span(p.doubt)}${
      p.drift === null
        ? '；时间太短，看不出漂移'
        : zh`，每秒再${p.drift < 0 ? '慢' : '快'} ${Math.abs(p.drift).toFixed(1)} µs`
    }`,
  clockReason: (p) =>
    zh`报文段不会在发出之前到达：每个方向各给出时钟差的一个界限。图中取中点；两个方向的时延可能各差 ${span(p.doubt)}，但两者之和不变`,
  clockAtMost: (p) =>
    zh`${ahead({ ...p, offset: 1 })}最多 ${p.offset < 0 ? '−' : ''}${span(Math.abs(p.offset))}：只有一个方向的数据包经过两点，时延无法得出`,
  clockAtLeast: (p) =>
    zh`${ahead({ ...p, offset: 1 })}至少 ${p.offset < 0 ? '−' : ''}${span(Math.abs(p.offset))}：只有一个方向的数据包经过两点，时延无法得出`,
  clockSet: (p) => zh`${p.names.join('、')} 中有一个时钟在此期间被调整过：时刻无法比较`,
  clockUnknown: (p) => zh`没有数据包同时在 ${p.names.join('、')} 中：时钟无法比较`,
  noneShared: (p) => zh`没有连接同时在 ${p.names.join('、')} 中，无法叠放`,
  delays: (p) =>
    zh`到${the(p.to)}的两点间时延 ${span(p.least)}${p.most > p.least ? zh` 到 ${span(p.most)}` : ''}`,
  connections: (p) =>
    zh`${p.shared} 个连接两个文件都有${p.translated > 0 ? zh`，其中 ${p.translated} 个地址或端口不同` : ''}`,
  alone: (p) => zh`${p.n} 个连接只在 ${p.name} 中`,
  delay: (p) => span(p.seconds),
  delayHead: '两点间时延',
  capturedHere: '捕获点',
  estimated: (p) =>
    zh`估计值：捕获只记录每段经过虚线的时刻。出发和到达各相距半个往返（${the(0)} ${span(p.client)}，${the(1)} ${span(p.server)}）；同一端的所有时刻可能一起偏移这么多`,
  notEstimated: '没有应答能说明两端有多远：时刻按捕获显示',
  when: '时刻',
  left: (p) => zh`离开${the(p.who)}`,
  passed: (p) => zh`经过 ${p.name}`,
  captured: '捕获',
  reached: (p) => zh`到达${the(p.who)}`,
  between: (p) => zh`${p.low} 到 ${p.high}`,
  never: '从未',
  notThere: '没有',
};
