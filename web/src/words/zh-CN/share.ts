import { count } from '../../base/format';
import type { share as english } from '../en/share';

export const share: typeof english = {
  label: '分享此连接',
  lead: '只含一个连接，已匿名：别人能看到交互过程，看不到双方是谁。',
  addresses: '地址',
  addressChoices: { replaced: '换成文档专用地址', kept: '保持原样' },
  ports: '端口',
  portChoices: { kept: '保持原样', replaced: '替换' },
  times: '时间',
  timeChoices: { shifted: '从 2020 年 1 月 1 日开始', kept: '保持原样' },
  path: 'TTL、IP 标识',
  pathChoices: { neutral: '匿名', kept: '保持原样' },
  payload: '负载',
  payloadChoices: { zeroed: '以 0 填充', cut: '截去' },
  copy: '复制链接',
  save: '保存抓包文件',
  linkSize: ({ characters }) =>
    `所选范围全部在链接里：${count(characters)} 个字符。打开时无需下载任何内容，服务器也看不到。`,
  linkTooLong: ({ characters, limit }) =>
    `链接需要 ${count(characters)} 个字符，而许多程序会截断超过 ${count(limit)} 个字符的链接。可以缩小范围，或保存为文件。`,
  linkMuchTooLong: ({ limit }) =>
    `内容远远超出 ${count(limit)} 个字符的链接所能容纳。可以缩小范围，或保存为文件。`,
  fileOnly:
    '本页是这台机器上的一个文件，所以链接只有末尾部分：把 # 及其后的内容接在任一 TCP Ladder 页面的地址后面即可。',
  fileSize: ({ size }) => `${size} 的 pcap，Wireshark 等工具都能打开。`,
  copyHtml: '复制网页用的 HTML',
  aboutHtml:
    '内含抓包的元素，另有一幅图，供订阅源和不运行脚本的读者使用。请把 tcp-ladder.js 放在网页旁边。',
  copiedHtml: '已复制 HTML。',
  copiedHtmlWithout: ({ name }) =>
    `已复制 HTML。抓包太大，无法放入其中：请保存抓包，并把 ${name} 放在网页旁边。`,
  never: '绝不包含：负载、MAC 地址、隧道、注释、主机名，以及 TCP 选项中的密钥和 cookie。',
  always: '始终包含：标志、序号、窗口、长度和报文段之间的时间差。',
  working: '正在重新读取抓包…',
  saved: ({ name }) => `已保存为 ${name}。`,
  failed: (p) => `分享失败：${p.reason}`,
};
