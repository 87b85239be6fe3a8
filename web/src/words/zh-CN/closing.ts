import type { closing as english } from '../en/closing';
import { bytes, count, no, span, the, zh } from './nouns';

export const closing: typeof english = {
  closesAfterSilence: (p) => zh`空闲 ${span(p.idle)}后，${the(p.who)}关闭了自己的方向。`,
  closesAfterProbes: (p) =>
    zh`${span(p.idle)}内只有 ${count(p.probes)} 次保活探测，随后${the(p.who)}关闭了自己的方向。`,
  closes: (p) => zh`${the(p.who)}没有更多数据要发送，关闭自己的方向。`,
  stillReceives: (p) => zh`它仍可接收：在${the(p.peer)}关闭之前，另一个方向保持打开。`,
  finAfterData: (p) =>
    zh`seq ${p.seq} = ${p.first} + ${p.bytes}，是它最后一个字节之后的序号。FIN 占一个序号，` +
    zh`所以必须用 ack ${p.next} 确认。`,
  finWithoutData: (p) =>
    zh`seq ${p.seq}：${the(p.who)}没有发送过数据。FIN 占一个序号，所以必须用 ack ${p.next} 确认。`,
  finWithData: (p) =>
    zh`它还带有 ${bytes(p.length)}数据，序号 ${p.first} 到 ${p.last}。FIN 占 ${p.fin}，` +
    zh`所以必须用 ack ${p.next} 确认。`,
  finTakesOne: (p) => zh`FIN 占序号 ${p.fin}，所以必须用 ack ${p.next} 确认。`,

  finWaits: (p) =>
    zh`它之前缺少从 ${p.expected} 起的 ${bytes(p.missing)}，所以${the(p.peer)}还不能处理 FIN；` +
    zh`${no(p.filler)} ${p.whole ? '补上缺失' : '补上其中最前面的部分'}。`,

  finConfirmed: (p) =>
    zh`ack ${p.ack} = ${p.fin} + 1：FIN 占一个序号。此后只有${the(p.who)}还能发数据。`,
  finConfirmedToo: (p) => zh`ack ${p.ack} = ${p.fin} + 1：顺带确认了 FIN。`,
  halfOpenNow: (p) => zh`在${the(p.who)}关闭自己的方向之前，连接处于半关闭。`,
  closesLater: (p) =>
    zh`${the(p.who)}用 ${no(p.ack)} 确认对方的 FIN，${span(p.after)}后自己也关闭。` +
    '所以这次关闭用了四个报文段；若当时立即关闭，三个就够。',
  closesAfterMore: (p) =>
    zh`${the(p.who)}用 ${no(p.ack)} 确认对方的 FIN，又发送了 ${bytes(p.bytes)}，` +
    zh`${span(p.after)}后才关闭。这就是关闭需要四步的原因：每个方向各自关闭。`,
  closesWithAck: (p) =>
    zh`一个报文段做两件事：确认${the(p.peer)}的 FIN，ack ${p.ack} = ${p.fin} + 1，` +
    zh`并关闭${the(p.who)}自己的方向。所以这次关闭只需三个报文段，而不是四个。`,
  closesCrossing: (p) =>
    zh`ack ${p.ack} 没有覆盖 ${no(p.other)} 的 FIN（序号 ${p.fin}）：这个 FIN 在 ${no(p.other)} ` +
    '到达之前就发出了。两个 FIN 交错，这是同时关闭。',
  closesToo: (p) => zh`${the(p.who)}也关闭自己的方向。`,
  finNotArrived: (p) =>
    zh`ack ${p.ack} 没有覆盖 ${no(p.other)} 的 FIN（序号 ${p.fin}）：` +
    (p.next ? '它没有到达。' : '这个 FIN 或它之前的数据没有到达。'),
  finAgain: (p) =>
    zh`${p.waited > 0 ? zh`${span(p.waited)}内` : ''}${the(p.who)}没有收到对 FIN 的 ACK，于是重传 ${no(p.original)}。`,
  finAgainUnseen: () => '原报文段没有被捕获。',

  lastConfirmed: (p) =>
    zh`ack ${p.ack} = ${p.fin} + 1：两个 FIN 都已确认。这一段到达后，${the(p.peer)}进入 CLOSED。`,
  crossingConfirmed: (p) =>
    zh`ack ${p.ack} = ${p.fin} + 1，确认交错的 FIN。` +
    (p.waits ? zh`这一段到达后，${the(p.peer)}开始等待 2MSL。` : ''),
  timeWait: (p) =>
    zh`${the(p.who)}接着等待 2MSL：如果这个 ACK 丢失，${the(p.peer)}会重传 FIN，` +
    zh`${the(p.who)}必须还能应答。`,
  bothWait: () => '双方都等待 2MSL，因为谁也不知道自己最后的 ACK 是否到达。',
  twoMsl: () =>
    '这段时间内旧的重复报文段会消失。2MSL 按 RFC 是 240 秒，在 Linux 上是 60 秒；抓包中看不到这段等待。',
  twoMslChosen: (p) =>
    `这段时间内旧的重复报文段会消失。这里的 2MSL 取${p.linux ? ' Linux 的 60 秒' : ' RFC 的 240 秒'}；抓包中看不到这段等待。`,
  clockRestarts: (p) => zh`FIN 再次到达，所以${the(p.who)}再次确认，2MSL 重新计时。`,
  countedClose: (p) => zh`两个 FIN，两个 ACK：4 个逻辑步骤，${p.segments} 个报文段。`,

  refuses: (p) =>
    zh`${the(p.who)}用 RST 应答 ${no(p.syn)}：端口 ${p.port} 上没有程序监听，或者是防火墙代为应答。` +
    '连接没有建立。',
  refusalNumbers: (p) =>
    zh`ack ${p.ack} = ${p.seq} + 1，指明它拒绝的是哪个 SYN。它自己的 seq 是 0，` +
    '因为这一端从未选定初始序号。',
  titleInName: (p) => zh`以${the(p.who)}名义发来的${p.reset ? '复位' : ' FIN'}`,
  inName: (p) =>
    zh`它带着${the(p.who)}的地址，但不是${the(p.who)}发的：其他报文段与此矛盾。究竟是谁发的无法判断。`,
  resets: (p) =>
    zh`${the(p.who)}一次关闭两个方向。RST 不占序号，也不会被确认；还在途中的数据会被丢弃。`,
  resetsGone: (p) => zh`${the(p.who)}已经关闭了这个连接，用 RST 应答 ${no(p.row)}，seq ${p.seq}。`,
  resetsClosed: (p) =>
    zh`${the(p.who)}已用 ${no(p.fin)} 关闭；${no(p.data)} 带来的数据不再有程序读取，所以它用 RST 应答。`,
  givesUp: (p) => zh`${count(p.probes)} 次保活探测都没有应答，所以${the(p.who)}放弃连接。`,
  resetUnknown: () =>
    '原因从这里看不出来：程序异常中止、崩溃、关闭时还有未读的数据，或者是中间设备所为。',
  resetsAnswer: (p) =>
    zh`它取代了第三个报文段：${the(p.who)}不知道这个连接，或者只是测试端口是否应答（SYN 扫描）。`,
  resetNumber: (p) => zh`seq ${p.seq} 正是${the(p.peer)}期待的下一个序号：伪造的 RST 必须猜中它。`,
  resetPending: (p) =>
    zh`seq ${p.seq} 在窗口之内，但不是${the(p.peer)}期待的 ${p.expected}：` +
    '它要先发送质询 ACK 核实，才会接受这个 RST。',
  resetIgnored: (p) => zh`seq ${p.seq} 在${the(p.peer)}的窗口之外，所以${the(p.peer)}丢弃它。`,
  resetAnswers: (p) =>
    zh`${the(p.peer)}确认的内容${the(p.who)}并没有发送过，所以它用 RST（seq ${p.seq}）` +
    '说明不存在这样的连接。它自己的状态不变。',
  challenges: (p) =>
    zh`${the(p.who)}没有接受 ${no(p.cause)}，而是发送质询 ACK 核实：ack ${p.ack} 是它期待的序号。` +
    '真正已关闭的对端会用恰好等于该序号的 RST 应答（RFC 5961）。',
  wentOn: (p) => zh`RST ${no(p.reset)} 之后${the(p.who)}仍在继续，所以那个 RST 没有结束连接。`,
  sentBeforeReset: (p) =>
    zh`${the(p.who)}发送它时，RST ${no(p.reset)} 还没有到达` +
    (p.asks ? '，或者没有被接受。' : '。'),
  resetsAgain: (p) =>
    zh`连接已被 ${no(p.first)} 复位` + (p.answers ? '；这个 RST 应答的是之后才到的报文段。' : '。'),
};
