import type { exchange as english } from '../en/exchange';
import { bytes, count, list, no, span, the, zh } from './nouns';

const sum = (p: { length: number; seq: string; next: string }) =>
  zh`从 seq ${p.seq} 起共 ${bytes(p.length)}，下一个序号是 ${p.seq} + ${p.length} = ${p.next}。`;

const later = (seconds: number) => (seconds <= 0 ? '' : zh`${span(seconds)}后，`);
const since = (seconds: number) => (seconds <= 0 ? '' : zh`，相隔 ${span(seconds)}`);

export const exchange: typeof english = {
  request: (p) => zh`请求：${sum(p)}`,
  response: (p) => zh`响应：${sum(p)}`,
  requestBegins: (p) => zh`请求开始：${sum(p)}`,
  responseBegins: (p) => zh`响应开始：${sum(p)}`,
  sends: (p) => zh`${the(p.who)}发送数据：${sum(p)}`,
  fitsMss: (p) => zh`${the(p.peer)}的 MSS 是 ${p.mss}，一个报文段就够。`,
  fillsMss: (p) => zh`长度正好是${the(p.peer)}的 MSS 所允许的。`,
  overMss: (p) =>
    zh`它比${the(p.peer)}的 MSS（${p.mss}）还长：网卡会切分和合并报文段，捕获到的是合并后的样子。`,
  partOfRun: (p) =>
    zh`它是${the(p.who)}连续发送的 ${count(p.of)} 个报文段中的第 ${count(p.index)} 个，` +
    zh`合计 ${bytes(p.total)}。`,
  confirmsToo: (p) => zh`ack ${p.ack} 确认 ${bytes(p.bytes)}。`,
  halfClosed: (p) =>
    zh`${the(p.peer)}已用 ${no(p.fin)} 关闭自己的方向，但这个方向仍然打开：连接处于半关闭，` +
    zh`${the(p.who)}可以继续发送。`,
  ahead: (p) =>
    zh`它之前缺少 ${bytes(p.missing)}：它从 ${p.seq} 开始，而接下来应是 ${p.expected}。` +
    zh`${the(p.peer)}可以缓存它，但还不能确认它。`,
  aheadUncaptured: (p) =>
    zh`捕获中缺少它之前从 ${p.expected} 起的 ${bytes(p.missing)}：${the(p.peer)}在 ${no(p.ack)} 中确认了` +
    (p.whole ? '它们。' : '其中最前面的部分。'),
  aheadUntold: (p) => zh`捕获中缺少它之前从 ${p.expected} 起的 ${bytes(p.missing)}。`,
  filledBy: (p) =>
    later(p.after) + zh`${no(p.row)} ${p.whole ? '补上缺少的字节' : '补上其中最前面的部分'}。`,
  fillsHole: (p) =>
    zh`它补上从 ${p.seq} 起缺少的字节：要么在途中被后发的段赶超，要么以前发送过，在捕获点之前丢失` +
    (p.joined ? '，要么是在捕获开始之前发送的。' : '。'),
  stray: (p) =>
    zh`seq ${p.seq} 不可能属于这个连接，${the(p.peer)}期待的是 ${p.expected}：它丢弃这一段，用 ACK 应答。`,
  ackedBy: (p) => later(p.after) + zh`由 ${no(p.row)} 确认。`,
  resendsSynData: (p) =>
    zh`${the(p.peer)}没有接受 SYN 里的数据（${no(p.answer)}），所以${the(p.who)}现在重新发送；没有丢失。`,
  overlaps: (p) => zh`它开头的 ${bytes(p.bytes)}以前发送过，从 ${no(p.original)} 起。`,
  sharesNumber: (p) => zh`它从 ${p.seq} 开始，即 SYN ${no(p.syn)} 的序号，好像 SYN 不占序号。`,

  repeats: (p) =>
    p.first === p.last
      ? zh`它重传 ${no(p.original)} 的序号 ${p.first}${since(p.waited)}。`
      : zh`它重传 ${no(p.original)} 的序号 ${p.first} 到 ${p.last}${since(p.waited)}。`,
  ackedUncaptured: (p) =>
    zh`序号 ${p.first} 到 ${p.last} 在此前的抓包中已被确认，但没有被捕获：本段记录得晚，` +
    '或者重传了一个没有记录的报文段。',
  noAckYet: (p) =>
    p.timer
      ? zh`到此为止没有捕获到对它们的 ACK：${the(p.who)}的重传定时器到期，因为数据或 ACK 丢失或迟到。`
      : zh`到此为止没有捕获到对它们的 ACK${p.early ? '' : '：数据或 ACK 丢失或迟到'}。`,
  hinted: (p) =>
    zh`到此为止没有捕获到对它们的 ACK；${no(p.original)} 之后 ack ${p.ack} 又重复了 ${p.n} 次，` +
    '像是前面有缺口。',
  fast: (p) =>
    zh`${count(p.duplicates)} 个重复 ACK 都要求 ${p.ack}，所以${the(p.who)}不等定时器就重传（快速重传）。`,
  fastLate: (p) =>
    zh`${count(p.duplicates)} 个重复 ACK 都要求 ${p.ack}；最后一个之后 ${span(p.after)}，${the(p.who)}重传。`,
  ackedAlready: (p) =>
    zh`${no(p.row)} 的 ack ${p.ack} 已经确认过它们，所以这是虚假重传：那个 ACK 丢失或迟到了。`,

  confirms: (p) =>
    zh`ack ${p.ack}：到 ${p.last} 为止的字节${the(p.who)}都已收到。本段不带数据，不占序号。`,
  expects: (p) => zh`ack ${p.ack} 是${the(p.who)}期待的下一个序号。本段不带数据，不占序号。`,
  confirmsSum: (p) =>
    zh`ack ${p.ack} = ${p.seq} + ${p.length}，是 ${no(p.of)} 最后一个字节之后的序号。` +
    'ACK 给出的是期待的下一个序号。',
  confirmsSeveral: (p) =>
    p.segments === 2
      ? zh`它一次确认 ${list([no(p.first), no(p.last)])}：${bytes(p.bytes)}。`
      : zh`它一次确认 ${no(p.first)} 到 ${no(p.last)} 的 ${p.segments} 个报文段：${bytes(p.bytes)}。`,
  confirmsPart: (p) => zh`它确认 ${bytes(p.bytes)}。`,
  after: (p) => zh`它在 ${no(p.of)} 之后 ${span(p.waited)}出现。`,
  nothingNew: (p) => zh`ack ${p.ack} 以前发过：没有新的确认，本段也不占序号。`,
  wants: (p) => zh`ack ${p.ack} 是${the(p.who)}期待的下一个序号；它确认的内容没有被捕获。`,
  noAck: (p) =>
    zh`ACK 没有置位，而第一个报文段之后的每个报文段都必须置位：${the(p.peer)}会丢弃这一段。`,
  duplicate: (p) => zh`又是 ack ${p.ack}，与 ${no(p.first)} 相同：第 ${p.n} 个重复 ACK。`,
  whyDuplicates: (p) =>
    zh`每当有报文段在缺口之后到达，接收方就重复自己的 ACK：${p.ack} 仍然缺少。` +
    zh`收到三个重复 ACK 后，${the(p.peer)}可以不等定时器就重传它。`,
  noHole: (p) =>
    zh`没有看到${the(p.peer)}发送 ${p.ack} 之后要等待它的数据，所以这个 ACK 并不表示缺口。`,
  whyUnseen: (p) => zh`捕获中没有${the(p.peer)}这时发送的内容，所以看不出为什么重复。`,
  repeatedBy: (p) => later(p.after) + zh`${no(p.row)} 带来它。`,
  beyond: (p) =>
    zh`ack ${p.ack} 还确认了${the(p.peer)}的 ${count(p.missing)} 个序号，它们不在捕获中。`,
  beyondLate: (p) => zh`ack ${p.ack} 确认的是 ${no(p.row)}，它记录得较晚。`,

  roomLeft: (p) =>
    zh`win ${p.window}，此前是 ${p.before}：${the(p.who)}还能接收 ${bytes(p.window)}。`,
  roomAgain: (p) =>
    zh`win 0 之后变为 win ${p.window}：${the(p.who)}又能接收，${the(p.peer)}可以继续。`,
  noRoom: (p) => zh`win 0：${the(p.who)}的缓冲区已满。${the(p.peer)}必须停止，直到窗口重新打开。`,
  fillsWindow: (p) =>
    zh`这一段用完了${the(p.peer)}的窗口：${the(p.who)}必须等待 ACK 或更大的窗口。`,
  probesWindow: (p) =>
    zh`${the(p.peer)}通告过 win 0，${the(p.who)}仍发送 ${bytes(p.length)}：应答会表明窗口是否重新打开。`,
  probesWindowOld: (p) =>
    zh`${the(p.peer)}通告过 win 0，所以${the(p.who)}发送 seq ${p.seq}，比它的下一个序号 ${p.next} ` +
    zh`小 1：${the(p.peer)}必须应答，应答会表明窗口是否重新打开。`,
  probeRepeated: (p) => zh`这是第 ${p.n} 次探测，与前一次相隔 ${span(p.interval)}；间隔逐次增大。`,
  stillNoRoom: (p) => zh`仍是 win 0：${the(p.who)}不能接收数据，但连接还在。`,

  probes: (p) =>
    (p.silence > 0 ? zh`空闲 ${span(p.silence)}后，` : '') +
    zh`${the(p.who)}发送保活探测：seq ${p.seq} 比它的下一个序号 ${p.next} ` +
    zh`小 1，所以${the(p.peer)}只要还在，就必须用 ACK 应答。`,
  probeNumber: (p) => zh`这是第 ${p.n} 次探测，与前一次相隔 ${span(p.interval)}。`,
  probeAnswered: (p) => zh`${span(p.after)}后，${no(p.row)} 应答。`,
  probeUnanswered: () => '没有捕获到对它的应答。几次探测都没有应答后，这一端就放弃连接。',
  notHttp: () => 'HTTP 的 keep-alive 是另一回事：它为下一个请求保持连接，并不发送报文段。',
  answersProbe: (p) =>
    zh`它在 ${span(p.after)}后应答探测 ${no(p.probe)}：ack ${p.ack} 与以前相同。` +
    zh`${the(p.who)}还在，也还保有这个连接。`,
  noStateChange: () => '没有发送新数据，状态也不变。',

  midStream: () => '捕获在连接建立之后才开始：双方都被推定为 ESTABLISHED，序号从最先看到的数起。',
  rolesGuessed: () => '没有捕获到 SYN，哪一端是客户端只是按端口号推测的。',
  urgent: () => 'URG 置位：部分数据标为紧急。',
};
