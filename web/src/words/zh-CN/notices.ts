import { bytes as size, count } from '../../base/format';
import { zh } from './nouns';
import type { notices as english } from '../en/notices';

export const notices: typeof english = {
  sampleIntro: '这是一个样例。可以把自己的抓包拖到本页任意位置，或',
  pasteInstead: '粘贴文本或十六进制',
  readText: '作为文本读取',
  article: '文章：为什么三次握手，四次挥手。',
  articlePage: 'article/zh.html',
  otherSamples: '其他样例：',
  sampleFailed: '样例无法载入',
  updateReady: '本页有新版本。载入后需要重新打开这个抓包。',
  updateApply: '立即载入',
  carried: '链接中的抓包',
  linkFailed: '无法读取链接中的抓包',
  linkFaults: {
    alphabet: '其中含有这类链接不会出现的字符。',
    damaged: '内容中断或被改动。有些程序会截断过长的链接：请完整复制。',
    too_large: '解开后超过了链接所能容纳的大小。',
  },
  stopped: '读取已停止',
  exports: {
    svg: '图形（SVG）',
    png: '图片（PNG）',
    text: '纯文本',
    mermaid: 'Mermaid 图',
    json: 'JSON',
    csv: '表格（CSV）',
    serverScript: 'packetdrill 脚本，测试服务器',
    clientScript: 'packetdrill 脚本，测试客户端',
    curvesSvg: '曲线（SVG）',
    curvesPng: '曲线图片（PNG）',
    curvesCsv: '曲线的数据点（CSV）',
    notedCapture: '带备注的抓包（pcapng）',
    notedConnection: '带备注的此连接（pcapng）',
    link: '复制本步的链接',
  },
  part: '范围',
  parts: {
    all: '整个连接',
    handshake: '建立',
    data: '数据',
    teardown: '关闭',
    range: '从第几段到第几段',
  },
  rangeFrom: '第一个报文段',
  rangeTo: '最后一个报文段',
  copiedInside: '链接已复制，其中包含这个连接（已匿名）。',
  linkWouldBe: (p) =>
    zh`没有复制：包含这个连接的链接会太长${Number.isFinite(p.characters) ? zh`（${count(p.characters)} 个字符）` : ''}。` +
    '“分享”可以只取其中一部分，或写成文件。',
  otherCapture: '这个链接不包含它所指的抓包',
  otherCaptureText: (p) =>
    zh`它指的是${p.file === '' ? '别人设备上的抓包' : p.file}` +
    zh`${p.ends === '' ? '' : zh`，连接 ${p.ends}`}` +
    zh`${p.step === null ? '' : zh`，第 ${p.step} 步`}。在这里打开那个文件即可到达。`,
  copied: '链接已复制。',
  exportFailed: (p) => `导出失败：${p.reason}`,

  failures: {
    blocked: {
      title: '读取程序无法启动',
      text: '本站的策略需要允许 script-src ‘wasm-unsafe-eval’，单文件形式还需要 worker-src blob:。',
    },
    crashed: {
      title: '读取程序内存不足',
      text: '抓包太大，浏览器标签页放不下它的索引。可以只取一部分：editcap -r in.pcap out.pcap 1-5000000',
    },
    unreadable: { title: '文件无法读取', text: '选择之后它被移动、删除或改动了。请重新选择。' },
    failed: { title: '抓包无法读取', text: '这是本程序的错误，不是文件的错误。' },
  },

  afterCrash: (p) =>
    p.connections === 1
      ? '此前读到的内容仍然显示。请重新打开这个文件，或打开别的文件。'
      : '此前读到的内容仍然显示，但这个文件的其他连接已无法查看。请重新打开它，或打开别的文件。',

  refusedInside: (p) => `${p.file} 用 ${p.packing} 压缩，里面是 ${p.kind}。`,
  wouldWork: (kind) =>
    kind === 'html'
      ? '可能下载链接给出的是网页，而不是文件。'
      : '需要存为 pcap 或 pcapng 的数据包：用 Wireshark 保存，或 tcpdump -w out.pcap。',
  damagedHeader: (p) => `${p.file} 的开头像抓包文件，但文件头已损坏。`,
  emptyAdvice: '抓包是否还在写入？tcpdump 会先缓存开头的包，加 -U 可以逐包写出。',

  noTcpTitle: '没有读到 TCP 报文段',
  noTcp: (p) =>
    p.packets === 0
      ? '里面没有包。'
      : `里面有 ${count(p.packets)} 个包，没有一个是可读的 TCP 报文段。`,
  unpackLimit: {
    title: (p) => `抓包解压后超过 ${size(p.limit)}`,
    text: '其余部分没有读取。',
    raise: (p) => `解压到 ${size(p.limit)}`,
  },
  health: '这个抓包的状况',
  restOfLines: (p) => `还有 ${p.n} 条关于文件的说明`,
  duplicates: { keep: '包含副本', setAside: '排除副本' },
  notes: {
    title: '文件元数据',
    application: '写入程序',
    operatingSystem: '系统',
    hardware: '硬件',
    comment: '注释',
    interface: (p) => `接口 ${p.n}`,
    snapLength: (p) => `每个包最多 ${size(p.n)}`,
    drops: (p) =>
      p.received > 0
        ? `收到 ${count(p.received)} 个包，丢弃 ${count(p.dropped)} 个`
        : `丢弃 ${count(p.dropped)} 个包`,
    more: (p) => `另有 ${count(p.n)} 条`,
  },
  brokenOff: { title: '压缩数据不完整', text: '已读取的内容已显示。' },
};
