import { bytes as size, duration } from '../../base/format';
import type { ladder as english } from '../en/ladder';
import { at, bytes, count, many, no, span, the, zh } from './nouns';

export const ladder: typeof english = {
  title: (p) => zh`TCP 连接：${p.client} 到 ${p.server}`,
  segments: (p) =>
    zh`${p.seconds === null ? '' : zh`${span(p.seconds)}内 `}${many(p.n, '个报文段')}。`,
  roles: {
    opens: '发起连接',
    listens: '监听',
    closesFirst: '先关闭',
    resets: '复位',
    refuses: '拒绝',
    both: (a, b) => zh`${a}，${b}`,
  },
  quoted: (p) => `“${p.text}”`,
  silence: (p) => zh`经过 ${span(p.seconds)}`,
  runHead: (p) => zh`${many(p.segments, '个报文段')} · ${size(p.payload)}`,
  runAcks: (p) => zh`返回 ${many(p.n, '个 ACK')}`,
  runRetransmitted: (p) => zh`重传 ${count(p.n)} 个`,
  runTime: (p) => duration(p.seconds),
  phaseLine: (p) =>
    zh`${p.name} · ${p.steps} 步，${many(p.segments, '个报文段')}${p.time && ` · ${p.time}`}`,
  plainLine: (p) => (p.text ? zh`${p.name} · ${p.text}` : p.name),

  notes: {
    retransmission: '重传',
    fastRetransmission: '快速重传',
    spuriousRetransmission: '虚假重传',
    afterOriginal: (p) =>
      p.after <= 0 ? no(p.original) : zh`距 ${no(p.original)} ${span(p.after)}`,
    afterDuplicates: (p) =>
      p.original === null || p.after <= 0
        ? many(p.duplicates, '个重复 ACK')
        : zh`${many(p.duplicates, '个重复 ACK')}，距 ${no(p.original)} ${span(p.after)}`,
    ackedBefore: (p) =>
      p.original === null || p.after <= 0
        ? '此前已确认'
        : zh`此前已确认，距 ${no(p.original)} ${span(p.after)}`,
    originalUnseen: '原报文段没有被捕获',
    notFrom: (p) => zh`不是${the(p.end)}发的`,
    outOfOrder: '乱序',
    lost: '丢失',
    lostName: '丢失',
    lostAgain: (p) => zh`由 ${no(p.again)} 重传`,
    gap: '未捕获',
    gapText: '缺少这一端更早的字节',
    ackOfUncaptured: '未捕获',
    ackOfUncapturedText: '它确认的字节不在抓包中',
    keepAliveProbe: '保活探测',
    keepAliveAnswer: '保活应答',
    zeroWindow: '零窗口',
    zeroWindowText: '接收缓冲区已满',
    zeroWindowLabel: '零窗口',
    windowProbe: '窗口探测',
    windowProbeAnswer: '仍是零窗口',
    windowFull: '窗口用完',
    windowUpdate: '窗口更新',
    reusedPorts: '端口复用',
    duplicate: (p) => zh`第 ${p.n} 个重复`,
  },
  notCaptured: '未捕获',
  tailName: '2MSL',
  tailSentence: '在 Linux 上是 60 秒，按 RFC 是 240 秒。抓包中看不到这段等待。',
  tailChosen: (p) =>
    `${p.linux ? '60 秒，与 Linux 相同' : '240 秒，按 RFC'}。抓包中看不到这段等待。`,
  captureEnds: '抓包到此结束。',
  notPrinted: (p) =>
    p.first === p.last
      ? zh`第 ${count(p.first + 1)} 个报文段未打印。`
      : zh`第 ${count(p.first + 1)} 到 ${count(p.last + 1)} 个报文段未打印。`,
  more: '更多',
  direction: ['客户端到服务器', '服务器到客户端'],

  row: (p) =>
    [
      zh`第 ${p.number} 段，${the(p.from)}到${the(p.from === 0 ? 1 : 0)}：${p.flags || '没有标志'}`,
      zh`seq ${p.seq}`,
      p.ack === null ? '' : zh`ack ${p.ack}`,
      p.length ? bytes(p.length) : '',
      p.window === null ? '窗口未知' : zh`窗口 ${p.window}`,
      p.note,
      p.since === null ? at(p.time) : zh`距上一段 ${span(Math.abs(p.since))}`,
    ]
      .filter(Boolean)
      .join('，') + zh`。${p.states}`,
  newState: (p) => zh`${the(p.who)}进入 ${p.state}（${p.certainty}）。`,
  sameStates: '状态不变。',
  path: (p) => zh`${the(p.who)}：${p.states}`,
  columns: {
    number: '#',
    time: '时间',
    direction: '方向',
    flags: '标志',
    seq: 'seq',
    ack: 'ack',
    length: 'len',
    window: 'win',
    client: '客户端状态',
    server: '服务器状态',
    note: '备注',
  },
  drawing: 'TCP 梯形图',

  strip: {
    syn: 'SYN',
    fin: 'FIN',
    bytes: (p) => bytes(p.n),
    nextWanted: (p) => zh`= ${p.seq} + ${p.length}，期待的下一个序号`,
    nextSeq: (p) => zh`${the(p.who)}的下一个 seq 是`,
    nextIs: (p) => zh`下一个 ${p.next}`,
    confirmed: '已确认',
    side: (p) => the(p.who),
  },
};
