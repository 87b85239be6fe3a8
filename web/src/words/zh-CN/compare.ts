import { bytes as size, digits } from '../../base/format';
import type { compare as english } from '../en/compare';
import { bytes, no, span, the, zh } from './nouns';
import { options } from './options';

type Told = Parameters<(typeof english)['sentences']['mss']>[0];

const names = ['A', 'B'] as const;
const place = (row: number | null) => (row === null ? '' : `（${no(row)}）`);

const each = (p: Told, say: (value: number) => string) =>
  names.map((name, i) => zh`${name} 中${say(p.values[i]!)}${place(p.rows[i]!)}`).join('，');

function only(p: Told): { has: string; lacks: string; value: number } {
  const has = p.values[0] > p.values[1] ? 0 : 1;
  return {
    has: `${names[has]}${place(p.rows[has])}`,
    lacks: names[1 - has]!,
    value: p.values[has],
  };
}

const answers = ['没有应答', '是 SYN ACK', '是 RST'];
const endings = ['既无 FIN 也无 RST', '是 FIN', '是 RST', '是 FIN 和 RST'];
const whoever = ['是客户端', '是服务器', '哪端都不是'];

export const compare: typeof english = {
  names,
  sentences: {
    option: (p) =>
      zh`${the(p.end)}的 SYN：只有 ${only(p).has} 带选项 ${
        p.option ? options.names[p.option] : `kind ${p.detail}`
      }，${only(p).lacks} 没有`,
    mss: (p) => zh`${the(p.end)}的 MSS：${each(p, (n) => bytes(n))}`,
    window_scale: (p) => zh`${the(p.end)}的窗口扩大系数：${each(p, (n) => `2^${digits(n)}`)}`,
    answer: (p) => zh`对 SYN 的应答：${each(p, (n) => answers[n] ?? '')}`,
    handshake: (p) => zh`只有 ${only(p).has} 完成了握手，${only(p).lacks} 没有`,
    first_speaker: (p) => zh`先发数据的：${each(p, (n) => whoever[n] ?? '')}`,
    length: (p) =>
      zh`${the(p.end)}发送：${each(p, (n) => (n === 0 ? '没有数据' : `是 ${bytes(n)}`))}`,
    exchange: (p) =>
      Math.min(...p.values) === 0
        ? zh`${only(p).has} 接着还有 ${only(p).value} 次发送，先发的是${the(p.end)}；${only(p).lacks} 没有`
        : zh`发送次数不同（先发的是${the(p.end)}）：${each(p, (n) => `是 ${n} 次`)}`,
    repeated: (p) =>
      zh`只在 ${only(p).has} 中，${the(p.end)}重传了 ${only(p).value} 段，${only(p).lacks} 没有`,
    zero_window: (p) =>
      zh`只在 ${only(p).has} 中，${the(p.end)}把窗口关为 0，${only(p).lacks} 没有`,
    keep_alive: (p) =>
      zh`只在 ${only(p).has} 中，${the(p.end)}发送了 ${only(p).value} 个保活探测，${only(p).lacks} 没有`,
    idle: (p) =>
      zh`${the(p.end)}继续之前没有数据的时间（不计往返）：${each(p, (ns) => `是${span(ns / 1e9)}`)}`,
    ending: (p) => zh`${the(p.end)}的结束方式：${each(p, (n) => endings[n] ?? '')}`,
    closer: (p) => zh`先结束连接的：${each(p, (n) => whoever[n] ?? '')}`,
  },
  first: '第一处不同',
  later: '之后的不同',
  none: '没有不同：两个连接的过程相同。序号、端口、时间和数据的分段方式不作比较。',
  lines: ({ same, of }) =>
    same === of ? zh`全部 ${of} 段一一对应` : zh`${of} 行中有 ${same} 行两边都有报文段`,
  phases: { opening: '建立', data: '数据', closing: '关闭' },
  action: '与…比较',
  title: '比较两个连接',
  choose: '连接 B',
  chooseFile: 'B 所在的抓包',
  chooseHint: '也可以在上面的表中选择',
  thisCapture: '本抓包',
  openFile: '打开另一个抓包…',
  missing: ({ file }) => zh`打开 ${file} 才能看到这个比较。`,
  refused: ({ file }) => zh`${file} 不是含有 TCP 连接的抓包。`,
  failed: '比较失败：无法再读取文件。',
  busy: '正在比较…',
  swap: '交换 A 和 B',
  byNumber: '或按编号：',
  saveText: '存为文本',
  saveJson: '存为 JSON',
  close: '关闭比较',
  side: '显示',
  segments: (n) => zh`${n} 段`,
  sent: (n) => size(n),
};
