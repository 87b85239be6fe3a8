import { bytes, count, no, span, zh } from './nouns';
import type { TermNumbers, wireshark as english } from '../en/wireshark';

const time = (p: TermNumbers, arg: string) => span(p.raw(arg) / 1e9);

const NEVER = 2 ** 62;

const late = (p: TermNumbers) =>
  p.raw('age_ns') < p.raw('limit_ns')
    ? zh`某个未确认的段含有它的全部字节，或者它结束于 next seq ${p.n('next_seq')}`
    : p.raw('age_ns') >= NEVER
      ? '之前没有对方的报文段：太晚，不会是乱序'
      : zh`t = ${time(p, 'age_ns')} ≥ ${time(p, 'limit_ns')}：太晚，不会是乱序`;

export const wireshark: typeof english = {
  title: 'Wireshark 分析',
  version: '同 Wireshark 4.6',
  terms: {
    retransmission: (p) => [
      zh`seq ${p.n('seq')} < next seq ${p.n('next_seq')}：落在已发送的序号之内`,
      late(p),
    ],
    fast_retransmission: (p) => [
      zh`重复 ACK = ${count(p.raw('duplicates'))} ≥ 2`,
      zh`seq ${p.n('seq')} 是它们重复的 ack，或者不在最后一个 ACK 的 SACK 块内`,
      zh`距对方的上一段，t = ${time(p, 'age_ns')} < ${time(p, 'limit_ns')}`,
    ],
    spurious_retransmission: (p) => [
      zh`末尾 ${p.n('end_seq')} ≤ 最近的 ack ${p.n('last_ack')}：全部已被确认`,
    ],
    out_of_order: (p) => [
      zh`seq ${p.n('seq')} < next seq ${p.n('next_seq')}：落在已发送的序号之内`,
      zh`距对方的上一段，t = ${time(p, 'age_ns')} < ${time(p, 'limit_ns')}`,
    ],
    lost_segment: (p) => [
      zh`seq ${p.n('seq')} > next seq ${p.n('next_seq')}：之前有 ${bytes(p.raw('missing'))}未被捕获`,
    ],
    ack_lost_segment: (p) => [
      zh`ack ${p.n('ack')} > ${p.n('acknowledgeable')}，即无缺口捕获到的末尾`,
    ],
    keep_alive: (p) => [
      zh`seq ${p.n('seq')} = next seq ${p.n('next_seq')} − 1`,
      zh`len = ${p.raw('length')} ≤ 1，没有 SYN、FIN、RST`,
    ],
    keep_alive_ack: (p) => [
      zh`重复 ack ${p.n('ack')} 和窗口 ${p.raw('window')}`,
      '对方的上一段是 keep-alive',
    ],
    window_update: (p) => [
      p.raw('previous_window') > 0xffff
        ? zh`窗口 ${p.raw('window')}，此前没有窗口`
        : zh`窗口 ${p.raw('window')} ≠ 此前的 ${p.raw('previous_window')}（均未缩放）`,
      zh`ack ${p.n('ack')} 与此前相同，或者多确认一个窗口探测的字节`,
    ],
    window_full: (p) => [
      zh`末尾 ${p.n('end_seq')} = 最近的 ack ${p.n('last_ack')} + 窗口 ${p.raw('window') * 2 ** p.raw('shift')}`,
    ],
    zero_window: () => ['窗口 = 0，没有 SYN、FIN、RST'],
    zero_window_probe: (p) => [
      zh`seq ${p.n('seq')} = next seq ${p.n('next_seq')}，len = 1`,
      '对方最近的窗口 = 0',
    ],
    zero_window_probe_ack: (p) => [
      zh`窗口仍为 0；ack ${p.n('ack')} 拒绝或接受探测的字节`,
      '对方的上一段是窗口探测',
    ],
    duplicate_ack: (p) => [
      zh`重复 ${p.row('first_frame')} 的 ack ${p.n('ack')}，窗口相同，或者带有 SACK`,
      zh`重复次数 = ${count(p.raw('number'))}`,
    ],
    reused_ports: (p) => [
      zh`SYN 的序号 ${p.raw('seq')}；这对端口上最早的序号是 ${p.raw('previous_seq')}：两者不同，或者此前的连接已结束`,
    ],
  },
  elsewhere: '更早的连接',
  missing: '它的规则用到了没有保留的内容：被截断的首部，或 ICMP 引用的首部。',

  inFlight: (p) => zh`在途 ${bytes(p.bytes)}`,
  acks: (p) => zh`确认 ${no(p.row)}，用时 ${span(p.rtt)}`,
  timer: (p) => zh`RTO ${span(p.rto)}，自 ${no(p.row)} 起`,
  initialRtt: (p) => zh`初始 RTT ${span(p.rtt)}`,

  differs: (what) => `跟踪器的判断不同：${what}`,
  crossing: '双方的 SYN 交错，所以它又发送一次，并第一次确认对方；没有丢失。',
  copy: (p) => zh`这是 ${no(p.row)} 被捕获了两次，相隔 ${span(p.after)}，并没有发送两次。`,
  windowProbe: '对方的窗口已关闭，本段是窗口探测；Linux 为此使用旧序号。',
  plainAck: '发送方的 SYN 或 FIN 占一个序号，这个 ACK 只是序号与 keep-alive 相同。',
  original: (p) => zh`这些序号在 ${no(p.row)} 已经出现，所以是重传；Wireshark 只看时间。`,
  gap: '这些序号以前没有捕获到，所以本段填补缺口。',
  challenge: '质询 ACK（RFC 5961 §3）并非丢失的迹象。',
  probeAnswer: '这是对探测的应答，并非丢失的迹象。',
  unnamed: (p) => zh`跟踪器看到 ${no(p.row)} 的序号再次出现；Wireshark 没有对应标记。`,
  unnamedProbe: '跟踪器看到保活探测；Wireshark 没有对应标记。',
};
