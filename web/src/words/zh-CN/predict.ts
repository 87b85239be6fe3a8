import type { StateName } from '../../model/names';
import type { predict as english } from '../en/predict';
import { the, zh } from './nouns';

const meanings: Record<Exclude<StateName, 'UNKNOWN'>, string> = {
  CLOSED: '没有连接',
  LISTEN: '等待任何客户端的 SYN',
  'SYN-SENT': '已发出 SYN，等待对端的 SYN',
  'SYN-RECEIVED': '已收到 SYN，自己的 SYN 尚未得到确认',
  ESTABLISHED: '两个方向都已打开',
  'FIN-WAIT-1': '已发出 FIN，尚未得到确认，也没有收到 FIN',
  'FIN-WAIT-2': '自己的 FIN 已得到确认，还没有收到 FIN：只收不发',
  'CLOSE-WAIT': '已收到 FIN，自己的 FIN 还没有发出：仍可发送',
  CLOSING: '双方的 FIN 交错：已收到 FIN，自己的尚未得到确认',
  'LAST-ACK': '在对端之后发出 FIN，等待对它的 ACK',
  'TIME-WAIT': '两个 FIN 都已得到确认；等待 2MSL，以防最后的 ACK 丢失',
};

const moves = (changed: boolean) => (changed ? '进入' : '仍在');

export const predict: typeof english = {
  title: '接下来是什么状态？',
  about: (p) => zh`报文段 #${p.row + 1}：两端各进入什么状态？`,
  sender: (p) => zh`${the(p.who)}，发出本段后`,
  receiver: (p) => zh`${the(p.who)}，收到本段后`,
  now: (p) => zh`现在 ${p.state}`,
  check: '检查',
  show: '显示答案',
  next: '下一个报文段',
  leave: '停止预测',
  answer: '回答',
  undecided: '抓包在这里不能判定任何一端的状态。',
  over: '这是最后一个报文段。',
  right: (p) => zh`正确：${the(p.who)}${moves(p.changed)} ${p.state}`,
  wrong: (p) => zh`不是 ${p.chosen}：${the(p.who)}${moves(p.changed)} ${p.state}`,
  shown: (p) => zh`${the(p.who)}${moves(p.changed)} ${p.state}`,
  because: (p) => zh`${p.reason}。`,
  meaning: (p) => zh`${p.state} 的意思：${meanings[p.state]}。`,
  score: (p) => zh`${p.asked} 题对 ${p.right} 题`,
  unchanged: {
    proved: (p) => zh`对端的报文段已使它进入 ${p.state}；本段证明了这一点`,
    sendsData: () => '发送数据不改变状态',
    sendsAck: () => '只发送 ACK 不改变状态',
    receivesData: () => '收到数据不改变状态',
    receivesAck: () => '既不确认 SYN 也不确认 FIN 的 ACK 不改变状态',
    repeated: () => '它发送的内容以前发过，不改变状态',
    other: () => '本段没有内容改变它的状态',
  },
  crosses: (p) => zh`#${p.row + 1} 此时已在途中：本段是否先于它到达，抓包中看不出来`,
};
