import {
  copyKinds,
  ipFields,
  pcapngBlockName,
  type CopyKind,
  type IpField,
} from '../../model/names';
import { hex } from '../../base/format';
import { linkName, protocolName, wordOctets } from '../protocol_names';
import type { FindingNumbers, SkippedBlock, findings as english } from '../en/findings';
import { files } from './files';
import { bytes, count, many, span, zh } from './nouns';

const copyWords: Record<CopyKind, string> = {
  routing_loop: '，TTL 逐次减小：路由环路',
  identification: '，IP 标识途中被改写',
  hop_limit: '，TTL 不同：路由器的两侧',
  checksum: '，校验和不同：网卡填写之前和之后',
  network: '，在不同的 VLAN、隧道或接口中',
  link_address: '，链路地址不同',
  identical: '',
};

const copiedAs = (p: FindingNumbers) => copyWords[copyKinds[p.n('kind')]!];

const ipFieldWords: Record<IpField, string> = {
  version: '版本',
  header_length: '首部长度',
  total_length: '总长度',
};

const needed = (p: FindingNumbers) => zh`需要 ${bytes(p.n('need'))}，只有 ${count(p.n('have'))}`;

const cut = (what: string) => (p: FindingNumbers) =>
  zh`${many(p.times, '个包')}在${what}中被截断：${needed(p)}。`;

export const findings: typeof english = {
  title: '文件中的问题',
  frame: (p) => zh`首次出现在第 ${count(p.frame)} 个包`,
  offset: (p) => zh`首次出现在第 ${count(p.offset)} 字节`,
  severity: { note: '提示', warning: '警告', error: '错误' },
  messageOf: {
    not_a_capture: (p) =>
      zh`文件以 ${hex(wordOctets(p.n('first_word')))} 开头，不是这里能读取的格式。`,
    empty_file: () => '文件是空的。',
    truncated_tail: (p) => zh`文件在一个包的中间结束：${needed(p)}。`,
    bad_file_header: (p) => zh`文件头被截断或已损坏：${needed(p)}。`,
    unsupported_version: (p) =>
      zh`未知版本 ${p.n('major')}.${p.n('minor')}：文件头已损坏，或属于别的格式。`,
    odd_file_header: (p) =>
      zh`文件头第 ${p.n('field_offset')} 字节处是 0x${p.n('value').toString(16)}，保留位应为零；仍照常读取。`,
    bad_record_length: (p) =>
      zh`一个包声称有 ${bytes(p.n('length'))}，超过上限 ${count(p.n('limit'))}；` +
      zh`跳过了 ${bytes(p.n('skipped'))}。`,
    bad_block_length: (p) =>
      zh`一个块声称有 ${bytes(p.n('length'))}，这不可能；跳过了 ${bytes(p.n('skipped'))}。`,
    skipped_block: (p) =>
      zh`${many(p.times, '个')}类型 ${blockType(p.n('block_type'))}的块不含数据包，已跳过。`,
    unknown_interface: (p) =>
      zh`${many(p.times, '个包')}指向接口 ${p.n('interface')}，但只描述了 ${p.n('interfaces')} 个接口。`,
    bad_option: (p) => zh`块的选项 ${p.n('option')} 已损坏：${needed(p)}。`,
    texts_not_kept: (p) =>
      zh`前 ${count(p.n('kept'))} 个之后的 ${many(p.times, p.n('names') ? '个名称' : '条注释')}没有保留。`,
    captured_more_than_original: (p) =>
      zh`${many(p.times, '个包')}声称捕获的字节比原包还多` +
      zh`（${count(p.n('captured'))} / ${count(p.n('original'))}）。`,
    odd_time: (p) =>
      zh`${many(p.times, '个时间')}不可能：${p.n('value')}，而上限是 ${p.n('limit')}。`,
    another_file: (p) =>
      zh`文件里还有 ${count(p.times)} 个抓包，第一个从第 ${count(p.n('begins_at'))} 字节开始：` +
      '文件被拼接在一起，已依次读取。',
    empty_records: (p) => zh`${many(p.times, '条记录')}全是零，已略过。`,
    doubtful_record: (p) =>
      zh`${many(p.times, '条记录')}的时间不可能正确：不影响时钟，其中不含 TCP 报文段的不计数。`,
    unsupported_link_type: (p) =>
      zh`${many(p.times, '个包')}的链路类型 ${linkName(p.n('link_type'))} 无法读取。`,
    unsupported_ether_type: (p) =>
      zh`${many(p.times, '个包')}的 EtherType 是 ` +
      zh`0x${p.n('ether_type').toString(16).padStart(4, '0')}，不是 IP。`,
    no_ip_inside: (p) =>
      zh`${many(p.times, '个包')}的链路或隧道里不是 IP` +
      zh`（类型 0x${p.n('value').toString(16).padStart(4, '0')}）。`,
    encrypted: (p) => zh`${many(p.times, '个包')}是加密的，内容无法读取。`,
    unsupported_address_family: (p) =>
      zh`${many(p.times, '个包')}的地址族是 ${p.n('family')}，不是 IP。`,
    cut_link_header: cut('链路首部'),
    cut_ip_header: cut(' IP 首部'),
    icmp_message: (p) =>
      zh`${many(p.times, '个包')}是 ${p.n('version') === 4 ? 'ICMP' : 'ICMPv6'} 消息（类型 ` +
      zh`${p.n('type')}），与 TCP 报文段无关。`,
    bad_ip_header: (p) =>
      p.n('field') === 0
        ? zh`${many(p.times, '个包')}标明为 IPv${p.n('limit')}，开头的版本却是 ${p.n('value')}。`
        : zh`${many(p.times, '个 IP 首部')}不可能正确：${ipFieldWords[ipFields[p.n('field')]!]}为 ${p.n('value')}，` +
          zh`界限是 ${p.n('limit')}。`,
    bad_ip_option: (p) =>
      zh`${many(p.times, '个')}类型 ${p.n('kind')} 的 IPv4 选项长度不对：${p.n('length')}。`,
    not_tcp: (p) =>
      zh`${many(p.times, '个包')}的 IP 协议是 ${protocolName(p.n('protocol'))}，不是 TCP。`,
    fragment: (p) =>
      zh`${many(p.times, '个包')}是 IP 分片：报文段记在补齐它的那个分片上，缺少分片时就没有报文段。`,
    fragment_overlap: (p) =>
      zh`${many(p.times, '个 IP 分片')}与其他分片重叠；以起点在前的分片为准。`,
    fragments_given_up: (p) =>
      zh`${many(p.n('datagrams'), '个 IP 数据报')}始终没有收齐分片；等待的太多，已放弃。`,
    too_many_layers: (p) => zh`${many(p.times, '个包')}嵌套超过 ${p.n('limit')} 层，没有继续读取。`,
    icmp_error: (p) =>
      zh`${many(p.times, '个 ICMP 差错')}（类型 ${p.n('type')}，代码 ${p.n('code')}）` +
      '针对本抓包中的连接，与连接画在一起。',
    icmp_unmatched: (p) =>
      zh`${many(p.times, '个 ICMP 差错')}引用的报文段不属于本抓包中的任何连接，` +
      zh`第一个的类型为 ${p.n('type')}，代码为 ${p.n('code')}。`,
    icmp_not_kept: (p) =>
      zh`同一连接的 ICMP 差错只保留前 ${count(p.n('limit'))} 个，另外 ${count(p.times)} 个只计数。`,
    cut_tcp_header: cut(' TCP 首部'),
    bad_data_offset: (p) =>
      zh`${many(p.times, '个 TCP 首部')}的长度不可能：${bytes(p.n('tcp_length'))}中数据偏移为 ` +
      zh`${p.n('data_offset')}。`,
    bad_tcp_option: (p) =>
      zh`${many(p.times, '个')}类型 ${p.n('kind')} 的 TCP 选项已损坏，已跳过；其余照常使用。`,
    reserved_bits: (p) => zh`${many(p.times, '个报文段')}置了首部的保留位。`,
    odd_flags: (p) =>
      zh`${many(p.times, '个报文段')}的标志不该同时出现（0x${p.n('flags').toString(16).padStart(3, '0')}）。`,
    time_backwards: (p) =>
      zh`抓包的时钟倒退了 ${count(p.times)} 次，第一次倒退 ${span(p.n('by_ns') / 1e9)}。`,
    capture_dropped: (p) =>
      p.n('received') > 0
        ? zh`抓包的机器在接口 ${p.n('interface')} 上收到 ${count(p.n('received'))} 个包，丢弃了 ` +
          zh`${count(p.n('dropped'))} 个：缺失可能由此而来。`
        : zh`抓包的机器在接口 ${p.n('interface')} 上丢弃了 ${count(p.n('dropped'))} 个包：` +
          '缺失可能由此而来。',
    duplicate_segment: (p) =>
      zh`${many(p.times, '个报文段')}被捕获不止一次${copiedAs(p)}，第一对相隔 ` +
      zh`${span(p.n('after_ns') / 1e9)}：` +
      (p.n('set_aside') ? '副本已排除。' : '副本看起来像重传。'),
    networks_apart: (p) =>
      zh`${many(p.times, '个连接')}与另一个同时打开的连接地址和端口相同，但在别的 VLAN、隧道或接口中：` +
      '已按序列号分开。Wireshark 默认把它们算作一个流。',
    networks_untold: (p) =>
      zh`${many(p.times, '个报文段')}来自别的 VLAN、隧道或接口，可能属于另一个连接：无从判断，` +
      '仍归入地址和端口相同的连接。',
    cut_frame: (p) =>
      zh`${many(p.times, '个包')}只捕获了一部分，第一个只有 ${count(p.n('captured'))} 字节，` +
      zh`全长 ${bytes(p.n('original'))}。首部照常使用，数据按长度字段计。`,
    offload_sized: (p) =>
      zh`${many(p.times, '个报文段')}超过 MSS（第一个为 ${count(p.n('length'))}，MSS 为 ` +
      zh`${count(p.n('mss'))}）：捕获时网卡还没有切分，或者已经合并。`,
    checksum_offload: (p) =>
      zh`${many(p.times, '个校验和')}由发送方的网卡计算，捕获时尚未填好：不作验证，并非损坏。`,
    one_direction: (p) => zh`${many(p.times, '个连接')}只捕获到一个方向：另一端的状态是推断的。`,
  },

  emptyFile: '文件是空的',
  startsWith: (p) =>
    p.kind === 'unknown'
      ? zh`${p.file} 是${files.kinds.unknown}；它的开头是`
      : zh`从开头的字节看，${p.file} 是 ${files.kinds[p.kind]}：`,
  captureStarts: '抓包文件的开头是以下之一：',
  tooShort: (p) => zh`${p.file} 只有 ${bytes(p.have)}；抓包文件至少有 24 字节。`,
  damagedPacking: (p) => zh`${p.file} 是 ${p.kind} 压缩的，但压缩数据已损坏。`,
  openAnother: '打开另一个文件…',

  endsInPacket: (p) =>
    zh`文件在第 ${count(p.packet)} 个包的中间结束，该包从第 ${count(p.offset)} 字节开始`,
  partShown: (p) => zh`显示了 ${many(p.packets, '个包')}。`,
  openAtEnd: '到文件末尾还打开着的连接标为“仍打开”，而不是“复位”。',
  damagedAt: (p) => zh`${p.packed ? '压缩的内容' : '文件'}在第 ${count(p.offset)} 字节处损坏`,
  indexFull: '抓包对本页来说太大',
  indexFullDetail: (p) =>
    zh`读取了 ${many(p.packets, '个包')}和 ${many(p.connections, '个连接')}；文件的其余部分没有显示。`,
  engineFailed: '本页出错，读取中止',
  engineFailedDetail: '已读取的内容保留。下一个文件会重新开始。',
  dismiss: '隐藏这条消息',
};

const blockNames: Record<SkippedBlock, string> = {
  systemd_journal: 'systemd 日志',
  decryption_secrets: '解密密钥',
  custom: '自定义',
  custom_not_copied: '自定义，不可复制',
  sysdig_event: 'sysdig 事件',
  sysdig_event_with_flags: '带标志的 sysdig 事件',
  sysdig_event_2: 'sysdig 事件',
  sysdig_event_2_with_flags: '带标志的 sysdig 事件',
  sysdig_event_2_large: 'sysdig 事件',
  sysdig_event_2_large_with_flags: '带标志的 sysdig 事件',
};

const blockType = (type: number): string => {
  const name = blockNames[pcapngBlockName(type) as SkippedBlock] as string | undefined;
  return name === undefined ? `${type} ` : zh`${type}（${name}）`;
};
