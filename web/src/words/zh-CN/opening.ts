import type { opening as english } from '../en/opening';
import { brief, bytes, count, list, no, span, the, zh } from './nouns';

export const opening: typeof english = {
  asksToOpen: (p) => zh`${the(p.who)}请求建立连接，并宣布自己的初始序号。`,
  standsFor: (p) => zh`seq ${p.seq} 代表${the(p.who)}选定的初始序号 ${p.isn}。`,
  isFirstNumber: (p) => zh`seq ${p.seq} 是${the(p.who)}选定的初始序号。`,
  whyRandom: () => '每个连接选用新的序号，旧连接的报文段就混不进来；从 0 数起只是便于阅读。',
  synTakesOne: (p) =>
    zh`SYN 不带数据，但占一个序号，所以必须用 ack ${p.next} = ${p.seq} + 1 确认。`,
  mss: (p) => zh`${the(p.who)}每个报文段最多接收 ${p.mss} 字节数据（MSS）。`,
  synData: (p) =>
    zh`它已经带有 ${bytes(p.length)}数据，序号 ${p.first} 到 ${p.last}${p.fastOpen ? '（TCP Fast Open）' : ''}。` +
    zh`${the(p.peer)}可以现在就接受，用 ack ${p.next} 应答；也可以留到握手之后。`,
  asksAgain: (p) =>
    zh`${p.waited > 0 ? zh`${span(p.waited)}过去了，` : ''}${the(p.who)}没有收到对 ${no(p.original)} 的应答，于是重传 SYN：` +
    zh`第 ${p.attempt} 次尝试。`,
  asksRefused: (p) =>
    zh`${no(p.refusal)} 拒绝之后，${the(p.who)}仍再试一次，距 ${no(p.original)} ${span(p.waited)}：` +
    zh`第 ${p.attempt} 次尝试。`,
  answerLate: (p) =>
    zh`应答 ${no(p.answer)} 已被捕获，但到得太晚，或在去往${the(p.who)}的路上丢失了。`,
  doubles: (p) =>
    zh`各次等待是 ${list(p.waits.map(brief))}：每次大约是前一次的两倍，以免加重拥塞。`,
  steady: (p) => zh`各次等待是 ${list(p.waits.map(brief))}。`,
  neverAnswered: () => '没有捕获到任何应答。SYN 是丢失、被过滤还是被忽略，从这里看不出来。',
  sameNumber: (p) => zh`seq 仍是 ${p.seq}：重传的 SYN 请求的还是同一个连接。`,

  answersAndAsks: (p) =>
    zh`一个报文段做两件事：确认${the(p.peer)}的 SYN，并发出${the(p.who)}自己的 SYN。` +
    '所以建立连接只需三个报文段，而不是四个。',
  synConfirmed: (p) => zh`ack ${p.ack} = ${p.seq} + 1：SYN 不带数据，但占一个序号。`,
  wrongAck: (p) =>
    zh`ack ${p.ack} 没有确认${the(p.peer)}的 SYN，那需要 ack ${p.wanted}：${the(p.peer)}不会接受它。`,
  synDataTaken: (p) =>
    zh`ack ${p.ack} = ${p.seq} + 1 + ${p.length}：SYN 和其中的 ${bytes(p.length)}都得到确认。`,
  synDataLeft: (p) =>
    zh`ack ${p.ack} = ${p.seq} + 1 只确认 SYN：其中的 ${bytes(p.length)}没有被接受，` +
    zh`${the(p.peer)}必须重新发送。`,
  answersAgain: (p) =>
    zh`${no(p.original)} 之后${p.waited > 0 ? zh`过了 ${span(p.waited)}，` : ''}${the(p.who)}仍没有收到对它的确认，` +
    zh`于是重传 SYN ACK：第 ${p.repeat} 次重传。`,
  answersRepeatedSyn: (p) =>
    zh`SYN 再次到达（${no(p.syn)}），于是${the(p.who)}再次应答：第 ${p.repeat} 次重传。`,
  thirdMissing: (p) => zh`抓包中没有第三个报文段：就此看来，${the(p.who)}停留在 SYN-RECEIVED。`,
  holdsPlace: (p) =>
    zh`在${the(p.who)}放弃之前，这个半开连接占用它队列中的一个位置；` +
    '除非使用 SYN cookie，而这在抓包中看不到。',
  oneOfMany: (p) =>
    zh`${brief(p.within)}内到端口 ${p.port} 有 ${count(p.halfOpen)} 个半开连接，` +
    zh`来自 ${count(p.sources)} 个地址，这是其中之一：大量半开连接一起占满队列，就是 SYN 洪泛。`,

  confirmsHandshake: (p) =>
    zh`${the(p.who)}确认：ack ${p.ack} = ${p.seq} + 1。这一段到达后，${the(p.peer)}也进入 ESTABLISHED。`,
  whyThree: (p) =>
    zh`双方都宣布了自己的初始序号，也都得到了确认：4 个逻辑步骤，${p.segments} 个报文段，` +
    zh`因为 ${no(p.merged)} 同时带有 ACK 和 SYN。只有两个报文段的话，` +
    zh`${the(p.peer)}不知道自己的序号是否已经送达。`,
  noNumber: () => '本段不带数据，不占序号。',
  completesToo: (p) => zh`它同时完成握手：到达后，${the(p.peer)}进入 ESTABLISHED。`,

  crossingSyn: (p) =>
    zh`${the(p.who)}也请求建立连接。它的 SYN 不确认任何序号，所以是在 ${no(p.other)} 到达之前发出的：` +
    '两个 SYN 交错，这是同时打开。',
  crossingSynAck: (p) =>
    zh`${the(p.who)}确认与自己交错的 SYN，ack ${p.ack} = ${p.seq} + 1，并重复自己的 SYN，` +
    zh`seq 仍是 ${p.own}。`,
  whyFourToOpen: () =>
    '双方的 SYN 都要得到确认；两个 SYN 都在对方的到达之前发出，第一次没有报文段能兼做两件事，' +
    '所以建立连接用了四个。',
  straySyn: (p) =>
    zh`连接已经存在，所以${the(p.peer)}对 SYN 只回一个 ACK，说明它期待的序号（质询 ACK），什么都不改变。`,
  newNumber: (p) =>
    zh`${the(p.who)}这次用了另一个初始序号：${p.seq}，而不是 ${p.before}。它没有保留第一次应答的记录，` +
    '例如重新启动过，或使用 SYN cookie。',
  numberAgain: (p) =>
    zh`${the(p.who)}又用 ${no(p.row)} 的 seq ${p.seq} 应答，而不是 ${p.before}：两种应答交替出现，` +
    '像是一个地址后面有两台机器。',
  otherNumber: (p) =>
    zh`${the(p.who)}的初始序号与 ${no(p.row)} 不同：${p.seq}，而不是 ${p.before}；` +
    zh`${no(p.row)} 没有确认这个 SYN。`,
  filedLate: () => '它发出的时刻早于它在抓包中的位置。',
  oldConnection: (p) =>
    zh`ack ${p.ack} 应答的不是这个 SYN：${the(p.who)}在这对端口上还有一个旧连接。`,
  portsAgain: () => '同样的地址和端口以前有过一个连接（端口复用）；新的初始序号把两者区分开。',
  seenTwice: (p) =>
    zh`${no(p.first)} 的标志和序号都与它相同，只早 ${span(p.after)}：发送方来不及重传，` +
    '所以是同一个包被捕获了两次。',
  eachTwice: () => '这里几乎每个报文段都被捕获了两次：监听了两个接口，或监听镜像端口。',
};
