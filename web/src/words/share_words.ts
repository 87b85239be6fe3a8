// What only the panel for sharing says; loaded with it.
import { count } from '../base/format';
import type { Language } from './language';

const en = {
  label: 'Share this connection',
  lead: 'One connection, for others to see how it went and not who it was between.',
  part: 'Part',
  parts: { all: 'all of it', handshake: 'opening', data: 'data', teardown: 'closing' },
  addresses: 'Addresses',
  addressChoices: { replaced: 'documentation addresses', kept: 'as captured' },
  ports: 'Ports',
  portChoices: { kept: 'as captured', replaced: 'replaced' },
  times: 'Times',
  timeChoices: { shifted: 'from 1 January 2020 on', kept: 'as captured' },
  path: 'TTL, IP identification',
  pathChoices: { neutral: 'neutral', kept: 'as captured' },
  payload: 'Payload',
  payloadChoices: { zeroed: 'zeros in its place', cut: 'cut off' },
  copy: 'Copy a link',
  save: 'Save a capture',
  linkSize: (p: { characters: number }) =>
    `The whole part is in the link: ${count(p.characters)} characters. It opens with nothing to fetch, and no server sees it.`,
  linkTooLong: (p: { characters: number; limit: number }) =>
    `A link would take ${count(p.characters)} characters, and many programs cut links longer than ${count(p.limit)}. A shorter part will do, or the capture as a file.`,
  linkMuchTooLong: (p: { limit: number }) =>
    `This is far too long for a link of ${count(p.limit)} characters. A shorter part will do, or the capture as a file.`,
  fileOnly:
    'This page is a file on this machine, so the link is its ending alone: # and what follows belongs behind the address of a TCP Ladder page.',
  fileSize: (p: { size: string }) => `A pcap of ${p.size}, for Wireshark and any other reader.`,
  never:
    'Never in it: payload, MAC addresses, tunnels, comments, names, keys and cookies of TCP options.',
  always: 'Always in it: flags, sequence numbers, windows, lengths and the time between segments.',
  working: 'The capture is read once more …',
  copied: 'The link is on the clipboard.',
  saved: (p: { name: string }) => `Saved as ${p.name}.`,
  failed: (p: { reason: string }) => `That could not be done: ${p.reason}`,
};

export type ShareWords = typeof en;

const zhCN: ShareWords = {
  label: '分享此连接',
  lead: '只含一个连接：别人能看到它的经过，看不到双方是谁。',
  part: '范围',
  parts: { all: '全部', handshake: '建立', data: '数据', teardown: '关闭' },
  addresses: '地址',
  addressChoices: { replaced: '换成文档专用地址', kept: '保持原样' },
  ports: '端口',
  portChoices: { kept: '保持原样', replaced: '替换' },
  times: '时间',
  timeChoices: { shifted: '从 2020 年 1 月 1 日开始', kept: '保持原样' },
  path: 'TTL、IP 标识',
  pathChoices: { neutral: '统一', kept: '保持原样' },
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
  never: '绝不包含：负载、MAC 地址、隧道、注释、主机名，以及 TCP 选项中的密钥和 cookie。',
  always: '始终包含：标志、序号、窗口、长度和报文段之间的时间差。',
  working: '正在重新读取抓包……',
  copied: '链接已复制到剪贴板。',
  saved: ({ name }) => `已保存为 ${name}。`,
  failed: ({ reason }) => `未能完成：${reason}`,
};

const all: Record<Language, ShareWords> = { en, 'zh-CN': zhCN };

export const shareWords = (language: Language): ShareWords => all[language];
