// What only pasting says; loaded with it.
import { bytes, count } from '../base/format';
import type { Language } from './language';
import { octetLimit, textLimit, type Fault, type FaultKind } from '../page/paste/fault';

const packets = (n: number) => `${count(n)} packet${n === 1 ? '' : 's'}`;
/** As it stands in the text, without the colon behind it. */
const bare = (found: string) => found.replace(/:$/, '');

/** An offset as dumps write it. */
const offset = (value = 0) => `0x${value.toString(16).padStart(4, '0')}`;

const en = {
  /** Instead of a file name. */
  name: 'Pasted text',
  label: 'Packets as text',
  hint: 'The output of tcpdump -x, -xx or -X, or of tshark -x; a hex dump from Wireshark; octets in hex, one packet to a line or a paragraph; a whole capture file in hex or base64; a link from Share.',
  keys: 'Ctrl Enter opens it. It is read here and sent nowhere.',
  cancel: 'Cancel',
  open: 'Open',
  openPart: (p: { packets: number | null }) =>
    p.packets === null ? 'Open what comes before' : `Open the ${packets(p.packets)} before`,
  /** Between two sentences. */
  space: ' ',
  at: (p: { line: number; column: number }) =>
    p.column > 1 ? `Line ${count(p.line)}, column ${count(p.column)}: ` : `Line ${count(p.line)}: `,
  faults: {
    empty: () => 'There is no text yet.',
    too_long: () =>
      `The text is longer than ${count(textLimit)} characters. As a file it can be made a capture: text2pcap FILE out.pcap`,
    too_large: () => `up to here there are more than ${bytes(octetLimit)}, the most that is read.`,
    not_hex: ({ found }) => `“${found}” is not hexadecimal.`,
    not_base64: ({ found }) => `“${found}” is not base64.`,
    odd_digits: ({ found }) =>
      `“${found}” has an odd number of digits, so half an octet is missing.`,
    gap: ({ found, expected }) =>
      expected === 0
        ? `a packet begins with offset 0, and here stands ${bare(found)}.`
        : `the offset is ${bare(found)}, but ${offset(expected)} follows from the octets before.`,
    no_octets: () =>
      'this tells of packets and does not hold them. With -x, tcpdump and tshark print their octets, too.',
    no_packet: () =>
      'no packet begins here: there is no header of IP, Ethernet or Linux cooked capture. A followed stream has lost its headers.',
  } satisfies Record<FaultKind, (fault: Fault) => string>,
  partTitle: 'The text could not be read to its end.',
  partShown: (p: { packets: number | null }) =>
    p.packets === null
      ? 'What comes before is shown.'
      : `The ${packets(p.packets)} before ${p.packets === 1 ? 'is' : 'are'} shown.`,
  untimedTitle: 'There are no times in the text.',
  untimed:
    'All packets stand at the same moment, in the order of the text; no duration means anything.',
};

export type PasteWords = typeof en;

const zhCN: PasteWords = {
  name: '粘贴的文本',
  label: '文本形式的数据包',
  hint: 'tcpdump -x、-xx、-X 或 tshark -x 的输出；Wireshark 的十六进制转储；十六进制字节，每行或每段一个包；十六进制或 base64 形式的整个抓包文件；“分享”生成的链接。',
  keys: '按 Ctrl Enter 打开。只在本机读取，不上传。',
  cancel: '取消',
  open: '打开',
  openPart: (p) => (p.packets === null ? '打开此前的内容' : `打开此前的 ${count(p.packets)} 个包`),
  space: '',
  at: (p) =>
    p.column > 1 ? `第 ${count(p.line)} 行第 ${count(p.column)} 列：` : `第 ${count(p.line)} 行：`,
  faults: {
    empty: () => '还没有文本。',
    too_long: () =>
      `文本超过 ${count(textLimit)} 个字符。可以存成文件，再转换成抓包文件：text2pcap FILE out.pcap`,
    too_large: () => `到这里已超过 ${bytes(octetLimit)}，这是可读取的上限。`,
    not_hex: ({ found }) => `“${found}”不是十六进制。`,
    not_base64: ({ found }) => `“${found}”不是 base64。`,
    odd_digits: ({ found }) => `“${found}”的位数是奇数，缺了半个字节。`,
    gap: ({ found, expected }) =>
      expected === 0
        ? `包应从偏移 0 开始，这里却是 ${bare(found)}。`
        : `偏移是 ${bare(found)}，但按前面的字节数应为 ${offset(expected)}。`,
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

const all: Record<Language, PasteWords> = { en, 'zh-CN': zhCN };

export const pasteWords = (language: Language): PasteWords => all[language];

/** What is wrong with a text, and where. */
export function faultText(fault: Fault, language: Language): string {
  const words = pasteWords(language);
  const text = words.faults[fault.kind](fault);
  const everywhere = fault.kind === 'empty' || fault.kind === 'too_long';
  return everywhere ? text : words.at(fault) + text;
}
