import { bytes as size, count } from '../../base/format';
import type { paste as english } from '../en/paste';

export const paste: typeof english = {
  name: '粘贴的文本',
  label: '文本形式的数据包',
  hint: '支持的格式：tcpdump 和 tshark 的输出，最好带 -x，以包含全部字节；packetdrill 脚本；Wireshark、xxd、hexdump -C 或 od 的十六进制转储；十六进制字节，每行或每段一个包；十六进制或 base64 形式的整个抓包文件；“分享”生成的链接。',
  keys: '按 Ctrl Enter 打开。只在本机读取，不上传。',
  cancel: '取消',
  open: '打开',
  openPart: (p) => (p.packets === null ? '打开此前的内容' : `打开此前的 ${count(p.packets)} 个包`),
  at: (p) =>
    p.column > 1 ? `第 ${count(p.line)} 行第 ${count(p.column)} 列：` : `第 ${count(p.line)} 行：`,
  faults: {
    empty: () => '还没有文本。',
    too_long: ({ limit }) =>
      `文本超过 ${count(limit)} 个字符。可以存成文件再转换：text2pcap FILE out.pcap`,
    too_large: ({ limit }) => `到这里的内容已超过上限 ${size(limit)}。`,
    not_hex: ({ found }) => `“${found}”不是十六进制。`,
    not_base64: ({ found }) => `“${found}”不是 base64。`,
    odd_digits: ({ found }) => `“${found}”的位数是奇数，缺了半个字节。`,
    gap: ({ found, expected, first }) =>
      first
        ? `包应从偏移 0 开始，这里却是 ${found}。`
        : `偏移是 ${found}，但按前面的字节数应为 ${expected}。`,
    no_octets: () => '这里只描述了包，没有包的内容。加上 -x，tcpdump 和 tshark 会一并输出各字节。',
    no_packet: () =>
      '这里不是包的开头：没有 IP、以太网或 Linux cooked 首部。跟踪流（Follow Stream）的内容已不含首部。',
  },
  partTitle: '文本未能读到末尾。',
  partShown: (p) =>
    p.packets === null ? '显示的是此前的内容。' : `显示的是此前的 ${count(p.packets)} 个包。`,
  untimedTitle: '文本中没有时间。',
  untimed: '所有包都在同一时刻，只按文本中的顺序排列；时长没有意义。',
};
