// Texts of the command line only. Names of commands, options and keys are the same in every
// language.
import { count, many } from './nouns';

export const command = {
  /** Lines of at most 100 columns. */
  usage: (p: { languages: readonly string[] }) => `Usage: tcp-ladder COMMAND FILE... [OPTION...]

Draws one TCP connection of a packet capture: pcap, pcapng, snoop or Network Monitor, also
compressed with gzip, zstd or LZ4; of a packetdrill script; or of what tcpdump or tshark printed.
"-" reads it from standard input: tcpdump -nn -r x.pcap | tcp-ladder text -
Several files are read as one capture where they are pieces of it, in the order of time. Two captures
of the same traffic are laid over each other: where each segment was seen or lost, and how long it took.

Commands
  svg, text, mermaid, json, csv   the connection in that format
  list                            what happened in the capture, and its connections, one per line
  script                          the connection as a packetdrill script
  diff                            what differs between two connections of one capture or of two, and which
                                  segments face each other
  bytes                           what each end sent, in the order of its numbers
  pcap                            the capture unpacked, or the packets of a script, as a file; with --stream
                                  or --note as pcapng, with the comments that it has
  check                           only checks what --expect lists, of all connections unless one is
                                  chosen by --stream
  share                           the connection as an anonymised pcap: documentation addresses, no
                                  payload, times from a fixed start
  link                            the same inside a link, which opens without loading anything else

Options
  --stream N          connection to use: its number in the list, Wireshark's tcp.stream (the first);
                      diff takes one after each file, or two after one file
  --local END         script: the end that it tests, server or client (server)
  --part PART         all, handshake, data, teardown, or segments A-B counted from 1 (all)
  --lang LANG         language: ${p.languages.join(', ')} (en)
  --numbers KIND      relative or absolute sequence numbers (relative)
  --view VIEW         svg, csv: ladder or curves (ladder)
  --dir END           curves: whose data, client or server (who sent more)
  --time A-B          curves: seconds of the connection (all)
  --moments KIND      of one capture: captured, or ends: when each end sent and received, estimated
                      (captured)
  --by-interface      two interfaces of one capture, laid over each other
  --title TEXT        a title above the drawing's own title
  --width N           px of an SVG (912), columns of a text (those of the terminal, or 80)
  --theme THEME       svg: auto, light or dark (auto: as the viewer prefers)
  --id PREFIX         svg: prefix of every id, for several drawings in one page
  --ascii             text: draw lines with ASCII characters only
  --as FORMAT         list: text, csv or json; diff: text or json; bytes: text, hex, or raw with --from and -o (text)
  --expect LIST       fail unless all of it is true: outcome=SF,closer=server,retransmissions<=2
  --keep LIST         share, link: keep addresses, times, path (TTL, DSCP, IP identification)
  --replace-ports     share, link: replace the ports
  --cut-payload       share, link: remove the payload instead of writing zeros
  --payload PATTERN   list: only connections that carry it; TEXT or "TEXT" with \\n and \\xNN, or /HEX/
  --note TEXT         pcap: add a comment on the capture, or with N=TEXT on segment N; may be repeated
  --from END          bytes: of client or server only (both)
  --page ADDRESS      link: the page to open
  -o, --output FILE   write to FILE instead of standard output
  --help, --version

Keys of --expect
  outcome      Zeek's conn_state (SF, S0, REJ ...) or the name of an outcome (closed_by_server,
               refused, reset_by_client, half_open, still_open ...)
  closer       client, server, both, none: who sent the first FIN or RST
  opening      three_way, simultaneous, fast_open, half_open, unanswered, refused ...
  client-state, server-state   after the last segment: CLOSED, TIME-WAIT, ESTABLISHED ...
  time-wait    client, server, both, none: who waits 2MSL at the end
  port-reuse   timestamp, number, risky, none: what distinguishes a SYN on ports in TIME-WAIT from
               old segments
  stall-cause  zero_window, retransmission, acknowledgment, idle, none: of the longest stall
  stall, idle (before the end), half-closed, initial-rtt, server-rtt, client-rtt: seconds
  syn-retries, syn-ack-retries, data-retries, fin-retries, keep-alive-retries, window-probe-retries
  paired, lost-between, lost-behind, missed, duplicate, outside, unexplained: how many
               segments met that fate, of two captures
  segments, payload, retransmissions, duration (seconds), and how many segments Wireshark marks as
  zero_window, duplicate_ack, lost_segment, out_of_order, keep_alive ...
  Names are compared with = and !=, numbers also with < <= > >=.

Exit status
  0 success   1 an expectation is not met, or diff found a difference   2 wrong usage   3 the file is refused
  4 no packet of the capture is a TCP segment that can be read

Stream numbers and marks are those of Wireshark, checked against version 4.6.9. Where several
connections begin in one stream, the second is 3.2.
`,
  wrongUsage: (p: { problem: string }) => `${p.problem} (tcp-ladder --help)`,
  commandMissing: 'a command is missing',
  fileMissing: 'the file is missing',
  byInterface: '--by-interface lays them over each other',
  noInterfaces: (p: { file: string }) =>
    `${p.file}: no two of its interfaces hold the same traffic`,
  nameOne: 'name one of them',
  diffNeeds: 'diff takes two files, or one file and two streams: diff A --stream 0 B --stream 3',
  checkNeedsExpect: 'check requires --expect',
  listTakesNoExpect: 'list shows all connections; --expect applies to one',
  captureNeedsOutput: (p: { command: string }) =>
    `${p.command} writes a capture: name the file with -o`,
  rawNeeds: '--as raw writes what one end sent: name it with --from, and the file with -o',
  patternOf: '--payload must be TEXT, "TEXT" or /HEX/, of 1 to 256 bytes',
  noPayload: 'a text has no payload, and of two captures laid over each other it is not read',
  notesNeedOne: 'notes belong to one capture, not to two that are laid over each other',
  pcapNeedsOne: 'pcap writes packets of one capture, not of two that are laid over each other',
  foundHead: 'found in',
  foundIn: (p: { step: number; end: 0 | 1 }) => `#${p.step}, ${p.end === 0 ? 'client' : 'server'}`,
  bytesLacking: (p: { lacking: number; length: number; direction: string }) =>
    `${p.direction}: ${count(p.lacking)} of ${many(p.length, 'byte')} are not in the capture`,
  theCommand: 'the command',
  oneOf: (p: { what: string; known: readonly string[] }) =>
    `${p.what} must be one of ${p.known.join(', ')}`,
  wholeNumber: (p: { what: string; least: number }) =>
    `${p.what} must be a whole number, at least ${p.least}`,
  partOf: (p: { known: readonly string[] }) =>
    `--part must be one of ${p.known.join(', ')}, or segments A-B counted from 1`,
  curvesAs: '--view curves is for svg and csv',
  timeOf: '--time must be two numbers of seconds, A-B, the second larger',
  idOf: '--id must start with a letter or _ and contain only letters, digits, - and _',
  unknownOption: (p: { option: string }) => `there is no option ${p.option}`,
  valueMissing: (p: { option: string }) => `${p.option} requires a value`,
  takesNoValue: (p: { option: string }) => `${p.option} takes no value`,

  expected: {
    shape: (p: { item: string }) => `--expect ${p.item}: write KEY=VALUE`,
    nameOperator: (p: { item: string }) => `--expect ${p.item}: names are compared with = or !=`,
    value: (p: { item: string; key: string; known: readonly string[] }) =>
      `--expect ${p.item}: ${p.key} must be one of ${p.known.join(', ')}`,
    unknownKey: (p: { item: string; key: string; known: readonly string[] }) =>
      `--expect ${p.item}: there is no key ${p.key}; use one of ${p.known.join(', ')}`,
    number: (p: { item: string }) => `--expect ${p.item}: write a number`,
  },
  /** `others`: other names that also apply. */
  unmet: (p: { expected: string; found: string; others: readonly string[] }) =>
    `expected ${p.expected}, found ${p.found}` +
    (p.others.length > 0 ? ` (${p.others.join(', ')})` : ''),
  /** For one connection among several. */
  ofConnection: (p: { connection: string; failure: string }) =>
    `connection ${p.connection}: ${p.failure}`,
  failed: (p: { failed: number; of: number }) =>
    `${p.failed} of ${p.of} connections do not meet all expectations`,

  standardInput: 'standard input',
  isFolder: (p: { file: string }) => `${p.file} is a folder`,
  notFound: (p: { file: string }) => `${p.file} does not exist`,
  unreadable: (p: { file: string; reason: string }) => `${p.file} cannot be read (${p.reason})`,
  unwritable: (p: { file: string; reason: string }) => `${p.file} cannot be written (${p.reason})`,
  /** `packing`: compression format; null if the file is not compressed. */
  damagedPacking: (p: { file: string; packing: string }) =>
    `${p.file} is compressed with ${p.packing} and damaged.`,
  damaged: (p: { file: string; what: string; packing: string | null }) =>
    `${p.file} is ${p.what}${compressed(p.packing)}, but damaged.`,
  notACapture: (p: { file: string; what: string; packing: string | null }) =>
    `${p.file} is not a packet capture: it is ${p.what}${compressed(p.packing)}.`,
  unknownKind: 'of an unknown type',
  damagedAfter: (p: { packing: string; packets: number }) =>
    `The ${p.packing} data is damaged; ${read(p)} before the damage.`,
  tooLarge: (p: { packets: number }) => `The capture is too large; ${read(p)}.`,
  unpacksTooLarge: (p: { packets: number }) => `The unpacked capture is too large; ${read(p)}.`,
  noConnections: 'the capture contains no packets',
  nothingRead: (p: { packets: number }) =>
    p.packets === 1
      ? 'the only packet of the capture is not a TCP segment that can be read:'
      : `none of the ${p.packets} packets is a TCP segment that can be read:`,
  noSuchStream: (p: { stream: string; of: number }) =>
    `no connection has the stream number ${p.stream}; "tcp-ladder list" shows the numbers of all ${p.of}`,
  noSuchPart: (p: { connection: string; part: string; segments: number }) =>
    `connection ${p.connection} has no ${p.part} in this capture; it has ${many(p.segments, 'segment')}`,
  noSuchSegments: (p: { connection: string; first: number; last: number; segments: number }) =>
    `connection ${p.connection} has no segments ${p.first} to ${p.last}; it has ${many(p.segments, 'segment')}`,
};

function compressed(packing: string | null): string {
  return packing === null ? '' : ` compressed with ${packing}`;
}

function read({ packets }: { packets: number }): string {
  return `${many(packets, 'packet')} ${packets === 1 ? 'was' : 'were'} read`;
}
