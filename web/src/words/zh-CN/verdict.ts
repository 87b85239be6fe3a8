import { exactBytes } from '../../base/format';
import type { verdict as english } from '../en/verdict';
import { brief, count, list, many, no, share, span, the, zh } from './nouns';

export const verdict: typeof english = {
  closedAfterIdle: (p) => zh`${the(p.who)}先关闭，此前空闲 ${brief(p.idle)}`,
  closedAfter: (p) => zh`${the(p.who)}${p.after > 0 ? zh`在 ${brief(p.after)}后` : ''}先关闭`,
  closedThenMore: (p) =>
    zh`${the(p.who)}先关闭，${the(p.peer)}在 ${brief(p.over)}内又发送了 ${count(p.bytes)} 字节`,
  closedTogether: (p) => zh`双方${p.after > 0 ? zh`在 ${brief(p.after)}后` : ''}同时关闭`,
  halfClosed: (p) => zh`${the(p.who)}关闭了自己的方向；没有捕获到${the(p.peer)}的 FIN`,
  resetAfter: (p) => zh`${the(p.who)}${p.after > 0 ? zh`在 ${brief(p.after)}后` : ''}复位了连接`,
  resetInName: (p) =>
    zh`${p.after > 0 ? zh`${brief(p.after)}后` : ''}有人以${the(p.who)}的名义复位了连接`,
  resetAfterIdle: (p) => zh`${the(p.who)}复位，此前空闲 ${brief(p.idle)}`,
  resetAfterProbes: (p) => zh`${count(p.probes)} 次保活探测没有应答，${the(p.who)}复位`,
  resetAfterClose: (p) =>
    p.who === p.closer
      ? zh`${the(p.closer)}关闭，随后又复位连接`
      : zh`${the(p.closer)}关闭，${the(p.who)}复位`,
  refused: (p) => zh`${the(p.who)}拒绝了到端口 ${p.port} 的连接`,
  noAnswer: (p) =>
    p.syns === 1 ? 'SYN 没有得到应答' : zh`${brief(p.after)}内 ${p.syns} 个 SYN 都没有得到应答`,
  answeredElsewhere: (p) => zh`SYN 落入同一对端口上的连接 ${p.connection + 1}，由它应答`,
  noAnswerYet: () => 'SYN 之后捕获很快结束，还没有应答',
  unreachable: (p) => zh`不可达：${p.source} 用 ICMP 应答 SYN：${p.error}`,
  halfOpen: () => '半开：缺少第三个报文段',
  halfOpenYet: () => 'SYN ACK 之后捕获很快结束，还没有第三个报文段',
  stillOpen: (p) =>
    '捕获结束时连接仍未关闭' + (p.after > 0 ? zh`（最后一个报文段在 ${brief(p.after)}时）` : ''),
  unclear: () => '捕获到的太少，无法判断结局',
  loneSynAck: () => '只捕获到服务器的 SYN ACK',
  loneReset: (p) => zh`只捕获到${the(p.who)}的 RST`,
  joinedLate: (p) => zh`从中途开始捕获：${p.headline}`,

  neverArrives: (p) =>
    zh`${the(p.who)}的 ${count(p.length)} 字节报文段始终无法送达：发送 ${count(p.sends)} 次，没有被确认`,
  fallsSilent: (p) => zh`${the(p.who)}不再应答：${brief(p.over)}内 ${count(p.n)} 次重传都没有结果`,
  stalledByWindow: (p) => zh`${the(p.who)}的零窗口使传输停顿：${share(p.waited, p.of, brief)}`,
  stalledByTimer: (p) => zh`${the(p.who)}在等待重传：${share(p.waited, p.of, brief)}`,
  eventFirst: (p) => `${p.event}；${p.headline}`,

  opening: '建立连接',
  exchange: '请求与响应',
  data: '数据',
  closing: '关闭连接',
  openingMerged: (p) =>
    zh`4 个逻辑步骤，${p.segments} 个报文段：${no(p.merged)} 同时带有 ACK 和 SYN`,
  openingPlain: (p) => zh`4 个逻辑步骤，${p.segments} 个报文段`,
  openingCrossed: (p) => zh`4 个逻辑步骤，${p.segments} 个报文段：两个 SYN 交错`,
  openingHalf: (p) =>
    p.segments === 1
      ? '一个报文段；没有捕获到对它的 ACK'
      : zh`${p.segments} 个报文段；缺少最后的 ACK`,
  openingUncaptured: () => '没有捕获到 SYN ACK',
  openingReplyOnly: (p) =>
    zh`没有捕获到 SYN；${no(p.row)} 应答它` + (p.third ? '' : '，之后没有 ACK'),
  openingRefused: (p) => zh`SYN 被 ${no(p.row)} 拒绝`,
  openingUnanswered: (p) => zh`${many(p.syns, '个 SYN')}，没有应答`,
  payloadEachWay: (p) =>
    zh`${[p.up && `上行 ${exactBytes(p.up)}`, p.down && `下行 ${exactBytes(p.down)}`].filter(Boolean).join('，')}`,
  closingMerged: (p) =>
    zh`4 个逻辑步骤，${p.segments} 个报文段：${no(p.merged)} 同时带有 ACK 和 FIN`,
  closingApart: (p) =>
    zh`4 个逻辑步骤，${p.segments} 个报文段：${the(p.who)}的 ACK（${no(p.ack)}）和 FIN（${no(p.fin)}）` +
    zh`相隔 ${span(p.apart)}`,
  closingCrossed: (p) =>
    zh`4 个逻辑步骤，${p.segments} 个报文段：FIN ${list([no(p.first), no(p.second)])} 交错`,
  closingHalf: (p) => zh`只有${the(p.who)}关闭了自己的方向（${no(p.row)}）`,
  closingUnconfirmed: (p) => zh`没有捕获到对 FIN ${no(p.row)} 的 ACK`,
  closingReset: (p) => zh`${the(p.who)}用 ${no(p.row)} 复位两个方向`,
  closingResetInName: (p) => zh`${no(p.row)} 以${the(p.who)}的名义复位两个方向`,
};
