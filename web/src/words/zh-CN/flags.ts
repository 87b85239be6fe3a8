import type { RetryKind, StallCause } from '../../model/names';
import { at, bytes, count, span, the, zh } from './nouns';
import type { flags as english } from '../en/flags';

type Side = 0 | 1;

const waits = (spans: readonly number[]) => spans.map(span).join('、');

interface RetryWords {
  who: Side;
  n: number;
  waits: readonly number[];
  doubling: boolean;
}

const doubled = (p: RetryWords) => (p.doubling ? '，每次约为前一次的两倍' : '');
const again = (what: string) => (p: RetryWords) =>
  zh`${the(p.who)}重传${what} ${count(p.n)} 次，间隔 ${waits(p.waits)}${doubled(p)}。`;

const retries: Record<RetryKind, (p: RetryWords) => string> = {
  syn: again(' SYN'),
  syn_ack: again(' SYN ACK'),
  data: again('同一段数据'),
  fin: again(' FIN'),
  keep_alive: (p) =>
    zh`${the(p.who)}发送了 ${count(p.n)} 次保活探测，都没有应答，间隔 ${waits(p.waits)}。`,
  window_probe: (p) =>
    zh`${the(p.who)}探测零窗口 ${count(p.n)} 次，间隔 ${waits(p.waits)}${doubled(p)}。`,
};

const stalls: Record<StallCause, (p: { who: Side; bare?: boolean }) => string> = {
  zero_window: (p) => zh`：${the(p.who)}通告了零窗口。`,
  retransmission: (p) => zh`：${the(p.who)}等到重传定时器到期。`,
  acknowledgment: (p) =>
    p.bare ? zh`：${the(p.who)}的 ACK 这时才到。` : zh`：${the(p.who)}的应答用了这么久。`,
  idle: (p) => zh`：${the(p.who)}没有数据要发；原因在应用程序，不在网络。`,
  untold: () => '；原因在捕获中看不出来。',
};

export const flags: typeof english = {
  more: '更多详情',
  gaps: (p) => zh`握手：到服务器往返 ${span(p.server)}，到客户端往返 ${span(p.client)}。`,
  capturedNear: (p) => zh`可见捕获点就在${the(p.who)}，或在它附近。`,
  capturedBetween: (p) => zh`可见捕获点在两者之间，离${the(p.who)}较近。`,
  capturedOn: (p) => zh`捕获就在${the(p.who)}的主机上进行：它把校验和留给网卡计算。`,
  twoClocks: (p) => zh`时间来自两个时钟，相差 ${span(p.seconds)}：跨时钟的时长无法得知。`,
  answeredIn: (p) => zh`SYN 到达的一端在这对端口上仍有连接 ${p.connection + 1}；应答在那个连接里。`,
  retries,
  agreed: (p) => zh`已协商：${p.options.join('、')}。`,
  mss: (p) => zh`MSS：${p.ends.map(({ who, mss }) => zh`${the(who)}通告 ${mss}`).join('，')}。`,
  refused: (p) =>
    zh`${the(p.who)}没有接受${the(p.who === 0 ? 1 : 0)}提出的：${p.options.join('、')}。`,
  unanswered: (p) => zh`只有${the(p.who)}提出：${p.options.join('、')}。`,
  /** An option with its negotiated value, or with the value of each end. */
  optionValues: (name, values) => zh`${name} ${values.join(' / ')}`,
  cookie: (p) =>
    p.given
      ? 'TCP Fast Open：客户端请求 cookie，服务器给了一个，供以后在 SYN 中携带数据时使用。'
      : 'TCP Fast Open：客户端请求 cookie，SYN ACK 中没有给。',
  synData: (p) =>
    zh`TCP Fast Open：SYN 出示了 cookie，并携带 ${bytes(p.octets)}；` +
    (p.taken === 0
      ? '服务器没有接受这些数据，客户端必须重新发送。'
      : p.taken === p.octets
        ? '服务器立即全部接受。'
        : zh`服务器立即接受了其中 ${bytes(p.taken)}。`),
  multipath: (p) =>
    p.joins
      ? 'Multipath TCP：这是一个多路径连接新加入的子流。'
      : 'Multipath TCP：双方都支持，之后可以加入更多子流。',
  plain: (p) =>
    zh`请求了 Multipath TCP，但${the(p.who)}的${p.who === 1 ? ' SYN ACK ' : '第三个报文段'}中没有它：` +
    (p.joins ? '这个子流没有加入。' : '所以只是普通的 TCP。'),
  halfClosed: (p) =>
    p.ended
      ? zh`半关闭 ${span(p.seconds)}：${the(p.who)}发出 FIN 之后${p.octets > 0 ? zh`又收到 ${bytes(p.octets)}` : '没有再收到数据'}。`
      : zh`半关闭：${the(p.who)}发出 FIN 之后${p.octets > 0 ? zh`又收到 ${bytes(p.octets)}` : '没有再收到数据'}，没有捕获到对方的 FIN。`,
  timeWait: (p) => zh`${the(p.who)}${p.sure ? '' : '预计'}从 ${at(p.from, 3)}起处于 TIME-WAIT`,
  twoMsl: (p) => (p.linux ? '：若为 Linux，持续 60 秒。' : '：按 RFC 9293 持续 240 秒。'),
  otherTwoMsl: (p) => (p.linux ? 'Linux：60 秒' : 'RFC：240 秒'),
  reuse: (p) =>
    zh`端口复用：${the(p.who)}在这对端口上处于 TIME-WAIT 已有 ${span(p.elapsed)}（连接 ${p.previous + 1}）。`,
  reuseOver: 'Linux 只等待 60 秒，TIME-WAIT 可能已经结束。',
  byTimestamp: (p) => zh`SYN 可以立即接着用：它的时间戳比上一个大 ${count(p.by)}（RFC 6191）。`,
  byNumber: (p) => zh`SYN 可以立即接着用：它的序号比上一个大 ${count(p.by)}（RFC 9293 §3.6.1）。`,
  risky: (p) => zh`有风险：它的序号比上一个小 ${count(-p.by)}，也没有时间戳把它与旧报文段区分开。`,
  stall: (p) => zh`停顿 ${span(p.seconds)}${stalls[p.cause](p)}`,
  stalls: (p) => zh`停顿 ${count(p.n)} 次，共 ${span(p.seconds)}${stalls[p.cause]({ who: p.who })}`,
  blackHole: (p) =>
    zh`${the(p.who)}的一个 ${bytes(p.length)}报文段发送了 ${count(p.sends)} 次，始终没有被确认，` +
    zh`而${p.smaller > 0 ? zh`不超过 ${bytes(p.smaller)}的报文段` : '较小的报文段'}可以送达：` +
    '路径上似乎有链路丢弃较长的包，却不发 ICMP 差错（路径 MTU 黑洞，RFC 2923）。',
  silent: (p) => zh`此后没有捕获到${the(p.who)}的任何报文段：它已消失，或者往返的路径中断。`,
  resetTtl: (p) =>
    zh`可疑：RST 的 TTL 是 ${p.ttl}，${the(p.who)}此前的报文段是 ${p.least === p.most ? p.least : zh`${p.least} 到 ${p.most}`}。可能由途中的设备发出。`,
  resetId: (p) =>
    zh`可疑：RST 的 IP 标识是 ${p.id}，而${the(p.who)}此前计数到 ${p.before}。可能由途中的设备发出。`,
  totals: (p) =>
    p.segments === 0
      ? zh`没有捕获到${the(p.who)}的报文段。`
      : zh`从${the(p.who)}捕获到 ${count(p.segments)} 个报文段，共 ${bytes(p.octets)}，` +
        (p.again === 0 ? '没有重传。' : zh`其中重传 ${count(p.again)} 个。`),
};
