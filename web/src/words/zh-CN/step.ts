import type { CheckNumbers, step as english } from '../en/step';
import { duration, symbolUnits } from '../../base/format';
import { moment } from '../../base/moment';
import { bytes, count, no, the, zh } from './nouns';
import { steps } from './steps';

/** How the sequence number of an accepted RST relates to the expected one. */
const fits = (c: Omit<CheckNumbers, 'passed'>) =>
  c.raw('seq') === c.raw('rcv_nxt')
    ? zh`seq ${c.n('seq')} = RCV.NXT ${c.n('rcv_nxt')}`
    : zh`seq ${c.n('seq')}（若捕获到的都已到达，RCV.NXT 为 ${c.n('rcv_nxt')}）`;

export const step: typeof english = {
  ...steps,
  titles: {
    syn: (who) => zh`${the(who)}请求建立连接`,
    syn_again: (who) => zh`${the(who)}再次请求`,
    syn_crossing: (who) => zh`${the(who)}也请求建立连接`,
    syn_stray: () => '连接中出现的 SYN',
    syn_ack: (who) => zh`${the(who)}同意，并反向请求`,
    syn_ack_unfit: (who) => zh`${the(who)}应答，但应答的不是这个 SYN`,
    syn_ack_again: (who) => zh`${the(who)}重传应答`,
    syn_ack_crossing: (who) => zh`${the(who)}确认交错的 SYN`,
    challenge_ack: (who) => zh`${the(who)}发送质询 ACK 核实`,
    handshake_ack: (who) => zh`${the(who)}确认`,
    request: (who) => zh`${the(who)}发送请求`,
    response: (who) => zh`${the(who)}发送响应`,
    data: (who, length) => zh`${the(who)}发送 ${bytes(length)}`,
    data_half_closed: (who, length) => zh`${the(who)}仍发送 ${bytes(length)}`,
    data_again: (who, length) => zh`${the(who)}重传 ${bytes(length)}`,
    seen_twice: () => '同一个报文段被捕获两次',
    data_ack: (who, length) =>
      length > 0 ? zh`${the(who)}确认 ${bytes(length)}` : zh`${the(who)}发出确认`,
    duplicate_ack: (who) => zh`${the(who)}重复 ACK`,
    window_update: (who) => zh`${the(who)}更改窗口`,
    zero_window: (who) => zh`${the(who)}通告零窗口`,
    window_probe: (who) => zh`${the(who)}探测零窗口`,
    window_probe_answer: (who) => zh`${the(who)}仍是零窗口`,
    keep_alive: (who) => zh`${the(who)}询问对方是否还在`,
    keep_alive_answer: (who) => zh`${the(who)}还在`,
    plain_ack: (who) => zh`${the(who)}应答，没有新的确认`,
    fin_first: (who) => zh`${the(who)}关闭自己的方向`,
    fin_ack: (who) => zh`${the(who)}确认 FIN`,
    fin_second: (who) => zh`${the(who)}也关闭`,
    fin_with_ack: (who) => zh`${the(who)}确认，同时也关闭`,
    fin_crossing: (who) => zh`${the(who)}同时关闭`,
    fin_again: (who) => zh`${the(who)}重传 FIN`,
    fin_ack_crossing: (who) => zh`${the(who)}确认交错的 FIN`,
    last_ack: (who) => zh`${the(who)}确认最后的 FIN`,
    refusal: (who) => zh`${the(who)}拒绝`,
    reset: (who) => zh`${the(who)}复位连接`,
    reset_answer: (who) => zh`${the(who)}拒绝那个 ACK`,
    reset_again: (who) => zh`${the(who)}再次发送 RST`,
    reset_ignored: (who) => zh`${the(who)}发出的 RST 不起作用`,
    reset_pending: (who) => zh`${the(who)}发出的 RST 尚未生效（等待质询 ACK）`,
    stray: (who) => zh`${the(who)}发送一个不相符的报文段`,
    other: (who) => zh`${the(who)}发送一个报文段`,
  },
  flags: {
    synFirst: 'seq 是本端的初始序号',
    ack: 'ack 有效',
    fin: '本端不再发送数据',
    psh: '暂时没有后续数据：把字节交给应用程序',
    pshEmpty: '虽然没有字节可交，仍然置位',
    rst: '连接立即结束',
    rstRefuses: '没有与这个 SYN 对应的连接',
    urg: '紧急指针有效',
    eceAsks: '在 SYN 中与 CWR 一起：请求使用显式拥塞通知（ECN）',
    cwrAsks: '在 SYN 中与 ECE 一起：请求使用显式拥塞通知（ECN）',
    eceAgrees: '在 SYN ACK 中不带 CWR：同意使用显式拥塞通知（ECN）',
    aeAsks: '在 SYN 中与 CWR、ECE 一起：请求精确 ECN（RFC 9768）',
    accurateAnswers: '在 SYN ACK 中：说明 SYN 到达时的标记（精确 ECN，RFC 9768）',
    accurateCounts: '被标记的包的计数中的一位（精确 ECN，RFC 9768）',
    ece: '有路由器标记了包：对方应当放慢',
    cwr: '收到标记后，本端已经放慢',
    notAgreed: '没有意义，因为双方没有协商 ECN',
    ae: '这里未使用；曾是 NS（RFC 3540）',
    reservedInSyn: '这种组合没有意义',
  },
  check: {
    syn_opens: (c) => zh`SYN 置位，于是 RCV.NXT 变为 ${c.n('seq')} + 1 = ${c.n('rcv_nxt')}`,
    syn_ack_acks_syn: (c) =>
      c.passed
        ? zh`ACK 置位，确认的正是它发出的：ISS ${c.n('iss')} < ack ${c.n('ack')} ≤ SND.NXT ` +
          c.n('snd_nxt')
        : zh`ack ${c.n('ack')} 不满足大于 ISS ${c.n('iss')} 且不大于 SND.NXT ${c.n('snd_nxt')}：` +
          '确认的不是这个 SYN',
    syn_ack_has_syn: (c) => zh`SYN 置位，于是 RCV.NXT 变为 ${c.n('seq')} + 1 = ${c.n('rcv_nxt')}`,
    ack_acceptable: (c) =>
      c.passed
        ? zh`ack ${c.n('ack')} ≤ SND.NXT ${c.n('snd_nxt')}：没有新的确认，可接受`
        : zh`ack ${c.n('ack')} < SND.UNA ${c.n('snd_una')}：较旧的 ACK，可忽略`,
    ack_new_data: (c) =>
      zh`SND.UNA ${c.n('snd_una')} < ack ${c.n('ack')} ≤ SND.NXT ${c.n('snd_nxt')}：` +
      zh`新确认 ${count(c.raw('acked'))} 个序号`,
    ack_beyond: (c) =>
      c.passed
        ? zh`ack ${c.n('ack')} ≤ SND.NXT ${c.n('snd_nxt')}`
        : zh`ack ${c.n('ack')} > SND.NXT ${c.n('snd_nxt')}：超出了看到的已发送数据`,
    seq_expected: (c) => zh`seq ${c.n('seq')} = RCV.NXT ${c.n('rcv_nxt')}：它之前没有缺失`,
    seq_ahead: (c) =>
      zh`seq ${c.n('seq')} > RCV.NXT ${c.n('rcv_nxt')}（按捕获到的计）：它之前缺少 ${bytes(c.raw('missing'))}`,
    seq_old: (c) =>
      c.n('end_seq') === c.n('seq')
        ? zh`seq ${c.n('seq')} < RCV.NXT ${c.n('rcv_nxt')}：旧序号，要用 ACK 应答`
        : zh`seq ${c.n('seq')} < RCV.NXT ${c.n('rcv_nxt')}：这些序号若已到达，以前就收过` +
          (c.passed ? zh`；从 ${c.n('rcv_nxt')} 起是新的` : ''),
    fin_in_order: (c) => zh`FIN ${c.n('fin_seq')} = RCV.NXT ${c.n('rcv_nxt')}：FIN 之前没有缺失`,
    fin_early: (c) =>
      zh`FIN ${c.n('fin_seq')} > RCV.NXT ${c.n('rcv_nxt')}：缺少 ${bytes(c.raw('missing'))}，` +
      'FIN 必须等待',
    rst_exact: (c) => zh`${fits(c)}：RST 有效`,
    rst_in_window: (c) =>
      zh`seq ${c.n('seq')} 在窗口内，但不是 RCV.NXT ${c.n('rcv_nxt')}：先发质询 ACK，还不复位`,
    rst_outside: (c) => zh`seq ${c.n('seq')} 在从 RCV.NXT ${c.n('rcv_nxt')} 开始的窗口之外：丢弃`,
    seq_outside: (c) =>
      zh`seq ${c.n('seq')} 不可能接在 RCV.NXT ${c.n('rcv_nxt')} 之后：丢弃，用 ACK 应答`,
    syn_in_connection: (c) =>
      zh`连接中出现 seq ${c.n('seq')} 的 SYN（RCV.NXT ${c.n('rcv_nxt')}）：用质询 ACK 应答`,
    rst_acks_syn: (c) =>
      c.passed
        ? zh`ISS ${c.n('iss')} < ack ${c.n('ack')} ≤ SND.NXT ${c.n('snd_nxt')}：RST 应答的是它的 SYN`
        : zh`ack ${c.n('ack')} 没有确认它的 SYN（SND.NXT ${c.n('snd_nxt')}）：忽略 RST`,
  },
  reason: {
    opens_actively: (p) => zh`它发送 SYN，ISS 为 ${p.n('iss')}`,
    opens_passively: (p) => zh`SYN 到达：IRS 为 ${p.n('irs')}`,
    opens_simultaneously: (p) => zh`到达的 SYN（IRS 为 ${p.n('irs')}）没有确认它自己的 SYN`,
    syn_acked: (p) => zh`它的 SYN 得到确认：ack ${p.n('ack')} > ISS ${p.n('iss')}`,
    handshake_acked: (p) => zh`它的 SYN 得到确认：ack ${p.n('ack')} > ISS ${p.n('iss')}`,
    sends_fin_first: (p) => zh`它发送 FIN ${p.n('fin_seq')}`,
    sends_fin_second: (p) => zh`它在对方之后发送 FIN ${p.n('fin_seq')}`,
    receives_fin: (p) => zh`FIN ${p.n('fin_seq')} 按序到达`,
    fin_acked: (p) => zh`它的 FIN 得到确认：ack ${p.n('ack')} = FIN ${p.n('fin_seq')} + 1`,
    fins_cross: (p) =>
      zh`FIN ${p.n('fin_seq')} 到达，其 ack ${p.n('ack')} < SND.NXT ${p.n('snd_nxt')}，没有确认它自己的 FIN`,
    enters_time_wait: (p) => zh`对方的 FIN ${p.n('fin_seq')} 也已到达，两个方向都已关闭：2MSL 开始`,
    restarts_time_wait: (p) => zh`FIN ${p.n('fin_seq')} 再次到达；2MSL 重新开始`,
    last_ack_acked: (p) => zh`它的 FIN 得到确认：ack ${p.n('ack')} = FIN ${p.n('fin_seq')} + 1`,
    sends_rst: (p) => zh`它发送 RST，seq ${p.n('seq')}`,
    reset_by_peer: (p) => zh`RST 到达，${fits(p)}`,
    refused_by_peer: (p) =>
      zh`它的 SYN 被拒绝：RST 的 ack ${p.n('ack')} ${p.raw('ack') === p.raw('snd_nxt') ? '=' : '≤'} SND.NXT ${p.n('snd_nxt')}`,
    seen_mid_stream: (p) => zh`抓包中没有它的 SYN；从序号 ${p.n('snd_nxt')} 起跟踪`,
    returns_to_listen: (p) => zh`它应答过的 SYN 被 RST 撤回，${fits(p)}`,
  },
  at: (p) =>
    p.since === null
      ? moment(p.time, symbolUnits)
      : p.since < 0
        ? zh`${moment(p.time, symbolUnits)}，早于 ${no(p.row - 1)} ${duration(-p.since)}`
        : zh`${moment(p.time, symbolUnits)}，距 ${no(p.row - 1)} ${duration(p.since)}`,
  provedHere: '本段证明',
  neverThere: (p) => zh`此前预期的 ${p.state} 没有到达`,
  refutedBy: (p) => zh`预期，被 ${no(p.row)} 否定`,
  expectedUntil: (p) => zh`预期，待 ${no(p.row)} 证明`,
  assumedUntil: (p) => zh`推定，待 ${no(p.row)} 证明`,
  holds: '成立',
  fails: '不成立',
};
