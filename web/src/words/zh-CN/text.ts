import { count } from '../../base/format';
import type { text as english } from '../en/text';

const quoted = ({ found }: { found: string }) => (found ? `“${found}”` : '文本末尾');
const instead =
  (needed: string) =>
  ({ found }: { found: string }) =>
    found ? `这里不能是“${found}”：缺少${needed}。` : `缺少${needed}。`;

const problems: typeof english.problems = {
  text_too_long: () => '脚本超过上限 8 MB。',
  unexpected_character: (p) => `${quoted(p)}在这里没有意义。`,
  string_without_end: () => '字符串缺少右引号。',
  shell_line_without_end: () => '命令缺少右反引号。',
  comment_without_end: () => '注释缺少 */。',
  code_without_end: () => '代码缺少 }%。',
  ifdef_without_name: () => '#ifdef 后缺少名称。',
  ifdef_without_endif: () => '#ifdef 缺少 #endif。',
  ifdef_inside_ifdef: () => '#ifdef 不能嵌套。',
  endif_without_ifdef: () => '#endif 前没有 #ifdef。',
  expected_time: (p) => `${quoted(p)}不能作为一行的开头。每行以时间、< 或 > 开头。`,
  expected_packet_or_call: (p) =>
    `时间之后不能是${quoted(p)}。应为包（< 或 >）、系统调用或反引号中的命令。`,
  time_is_negative: () => '时间不能为负。',
  time_too_large: () => '时间过大。',
  time_range_is_backwards: () => '时间范围的终点早于起点。',
  time_range_of_injected_event: () => '只有被测端发出的包（>）才能带时间范围。',
  expected_end_time: instead('时间范围的终点'),
  expected_argument_list: instead('括号中的参数'),
  bracket_without_end: () => '括号没有闭合。',
  expected_equals_sign: instead('等号'),
  expected_result: instead('调用的返回值'),
  expected_option_value: instead('选项的值'),
  bad_option_value: (p) => `该选项不接受${quoted(p)}。`,
  expected_flags: (p) =>
    `这里不能是${quoted(p)}。< 或 > 之后应为标志：S、F、R、P、U、E、W、A，句点表示 ACK，- 表示没有标志。`,
  unknown_flag: (p) => `${quoted(p)}不是标志。标志有 S、F、R、P、U、E、W、A 和句点。`,
  conflicting_flags: (p) => `标志${quoted(p)}互相矛盾。`,
  expected_number: instead('数字'),
  number_too_large: (p) => `${quoted(p)}过大。`,
  expected_colon: instead(' seq:end(length) 中的冒号'),
  expected_opening_parenthesis: instead('左括号'),
  expected_closing_parenthesis: instead('右括号'),
  expected_closing_bracket: instead('右方括号'),
  expected_comma: instead('逗号'),
  expected_greater_than_sign: instead('选项之后的 >'),
  expected_address: instead('地址'),
  numbers_do_not_match_length: () => '末尾序号不等于起始序号加长度。',
  unexpected_word_after_packet: (p) =>
    `这里不能是${quoted(p)}。序号之后应是 ack、win、选项或行尾。`,
  unknown_ip_field: (p) => `${quoted(p)}不是可以设置的 IP 字段。`,
  any_options_of_injected_packet: () => '<...> 表示任意选项，只有被测端发出的包（>）才能使用。',
  packet_too_large: () => '包超过 65,535 字节。',
  expected_psp_spi: instead(' PSP 的 SPI'),
  unknown_icmp_type: (p) => `${quoted(p)}不是 ICMP 类型。`,
  unknown_icmp_code: (p) => `${quoted(p)}不是该 ICMP 类型的代码。`,
  unknown_gre_field: (p) => `${quoted(p)}不是 GRE 字段。`,
  unknown_mpls_field: (p) => `${quoted(p)}不是 MPLS 字段。`,
  too_many_headers: () => '包外层的首部过多。',
  expected_tcp_option: instead(' TCP 选项'),
  unknown_tcp_option: (p) => `${quoted(p)}不是 TCP 选项。`,
  expected_option_number: instead('选项的数值'),
  options_too_long: () => '选项超过 40 字节，这是 TCP 首部的上限。',
  odd_number_of_hex_digits: (p) => `${quoted(p)}的位数是奇数，缺了半个字节。`,
  expected_hex_digits: instead('十六进制数'),
  option_value_too_long: (p) => `${quoted(p)}对 TCP 选项来说过长。`,
  no_packet: () => '脚本中没有包，无图可画。',
};

export const text: typeof english = {
  problems,
  formats: { packetdrill: 'packetdrill 脚本', tcpdump: 'tcpdump 的输出', tshark: 'tshark 的输出' },
  at: (p) => `第 ${count(p.line)} 行第 ${count(p.column)} 列：`,
  notDrawn: (p) => `脚本中有 ${count(p.problems)} 处错误；其余部分已画出。`,
  more: (p) => `另有 ${count(p.problems)} 处。`,
  otherLines: (p) => `${count(p.lines)} 行与 TCP 无关。`,
  noFormat: '认不出格式。packetdrill 以时间开头，tcpdump 以时刻和 IP 开头。',
  field: {
    label: '这张图的文字',
    note: '这张图就是这段文字。改动只留在本页。',
    back: '恢复原文',
  },
  written: (p) => `来自${p.format}，不是抓包。文本没有给出的即未知，也没有载荷。`,
};
