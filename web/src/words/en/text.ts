// Texts about a capture that was read from text: a packetdrill script, or the output of tcpdump or
// tshark. Loaded when the first text is opened.
import type { ProblemName, TextFormat } from '../../model/names';
import { count, many } from './nouns';

/** The text at the position of a mistake; empty at the end. */
interface Found {
  found: string;
}

const quoted = ({ found }: Found) => (found ? `“${found}”` : 'The end of the text');
const instead =
  (needed: string) =>
  ({ found }: Found) =>
    found
      ? `“${found}” cannot stand here: ${needed} is missing.`
      : `${needed[0]!.toUpperCase()}${needed.slice(1)} is missing.`;

const problems: Record<ProblemName, (found: Found) => string> = {
  text_too_long: () => 'The script is longer than 8 MB, the limit.',
  unexpected_character: (p) => `${quoted(p)} has no meaning here.`,
  string_without_end: () => 'The quotation mark that ends this string is missing.',
  shell_line_without_end: () => 'The backquote that ends this command is missing.',
  comment_without_end: () => 'This comment has no */.',
  code_without_end: () => 'This code has no }%.',
  ifdef_without_name: () => '#ifdef needs a name.',
  ifdef_without_endif: () => 'This #ifdef has no #endif.',
  ifdef_inside_ifdef: () => 'An #ifdef cannot stand inside another one.',
  endif_without_ifdef: () => 'This #endif has no #ifdef.',
  expected_time: (p) => `${quoted(p)} begins no event. A line begins with a time, or with < or >.`,
  expected_packet_or_call: (p) =>
    `${quoted(p)} cannot follow the time. A packet (< or >), a system call or a command in backquotes can.`,
  time_is_negative: () => 'A time cannot be negative.',
  time_too_large: () => 'This time is too large.',
  time_range_is_backwards: () => 'This range of times ends before it begins.',
  time_range_of_injected_event: () =>
    'Only packets of the end under test (>) can have a range of times.',
  expected_end_time: instead('the end of the range of times'),
  expected_argument_list: instead('the list of arguments in parentheses'),
  bracket_without_end: () => 'This bracket is not closed.',
  expected_equals_sign: instead('the sign ='),
  expected_result: instead('the result of the call'),
  expected_option_value: instead('the value of the option'),
  bad_option_value: (p) => `${quoted(p)} is no value of this option.`,
  expected_flags: (p) =>
    `${quoted(p)} cannot stand here. After < or > come the flags: S, F, R, P, U, E, W, A, a full stop for ACK, or - for none.`,
  unknown_flag: (p) =>
    `${quoted(p)} is not a flag. Flags are S, F, R, P, U, E, W, A and a full stop.`,
  conflicting_flags: (p) => `The flags ${quoted(p)} exclude each other.`,
  expected_number: instead('a number'),
  number_too_large: (p) => `${quoted(p)} is too large.`,
  expected_colon: instead('the colon of seq:end(length)'),
  expected_opening_parenthesis: instead('an opening parenthesis'),
  expected_closing_parenthesis: instead('a closing parenthesis'),
  expected_closing_bracket: instead('a closing bracket'),
  expected_comma: instead('a comma'),
  expected_greater_than_sign: instead('the > after the options'),
  expected_address: instead('an address'),
  numbers_do_not_match_length: () => 'The end is not the sequence number plus the length.',
  unexpected_word_after_packet: (p) =>
    `${quoted(p)} is not a word here. After the numbers come ack, win, options or the end of the line.`,
  unknown_ip_field: (p) => `${quoted(p)} is not a field of IP that can be set.`,
  any_options_of_injected_packet: () =>
    '<...> stands for any options; only packets of the end under test (>) can have it.',
  packet_too_large: () => 'The packet is larger than 65,535 bytes.',
  expected_psp_spi: instead('the SPI of PSP'),
  unknown_icmp_type: (p) => `${quoted(p)} is not a type of ICMP.`,
  unknown_icmp_code: (p) => `${quoted(p)} is not a code of this type of ICMP.`,
  unknown_gre_field: (p) => `${quoted(p)} is not a field of GRE.`,
  unknown_mpls_field: (p) => `${quoted(p)} is not a field of MPLS.`,
  too_many_headers: () => 'There are too many headers around the packet.',
  expected_tcp_option: instead('a TCP option'),
  unknown_tcp_option: (p) => `${quoted(p)} is not a TCP option.`,
  expected_option_number: instead('a number of the option'),
  options_too_long: () => 'The options take more than 40 bytes, the limit of a TCP header.',
  odd_number_of_hex_digits: (p) =>
    `${quoted(p)} has an odd number of digits: half a byte is missing.`,
  expected_hex_digits: instead('a hexadecimal number'),
  option_value_too_long: (p) => `${quoted(p)} is too long for a TCP option.`,
  no_packet: () => 'The script has no packet, so there is nothing to draw.',
};

const formats: Record<Exclude<TextFormat, 'none'>, string> = {
  packetdrill: 'a packetdrill script',
  tcpdump: 'output of tcpdump',
  tshark: 'output of tshark',
};

export const text = {
  problems,
  formats,
  at: (p: { line: number; column: number }) => `Line ${count(p.line)}, column ${count(p.column)}: `,
  /** Title above the list of mistakes. */
  notDrawn: (p: { problems: number }) =>
    `${many(p.problems, 'mistake')} in the script; the rest is drawn.`,
  more: (p: { problems: number }) => `${count(p.problems)} more.`,
  otherLines: (p: { lines: number }) =>
    p.lines === 1 ? '1 line is not about TCP.' : `${count(p.lines)} lines are not about TCP.`,
  noFormat:
    'This is read as no format. packetdrill begins with a time, tcpdump with a clock and IP.',
  /** For the field in which a reader edits the text of a figure. */
  field: {
    label: 'Text of the figure',
    note: 'The figure is this text. Yours is kept in this page only.',
    back: 'as it was',
  },
  written: (p: { format: string }) =>
    `Read from ${p.format}, not captured. What it does not say is not known: there is no payload.`,
};
