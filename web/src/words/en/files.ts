// Kinds of files, and advice for those that are not captures.
import type { Advice, FileKind } from '../../model/file_kind';

/** Kinds by their first bytes; see model/file_kind.ts. */
const kinds: Record<FileKind, string> = {
  empty: 'an empty file',
  pcap: 'a pcap capture',
  pcapng: 'a pcapng capture',
  gzip: 'gzip data',
  zstd: 'zstd data',
  lz4: 'LZ4 data',
  jpeg: 'a JPEG picture',
  png: 'a PNG picture',
  gif: 'a GIF picture',
  webp: 'a WebP picture',
  pdf: 'a PDF document',
  zip: 'a ZIP archive or an office document',
  xz: 'xz data',
  bzip2: 'bzip2 data',
  seven_zip: 'a 7-Zip archive',
  rar: 'a RAR archive',
  elf: 'a Linux program',
  exe: 'a Windows program',
  mach_o: 'a macOS program',
  sqlite: 'an SQLite database',
  mp4: 'an MP4 video',
  snoop: 'a snoop capture',
  netmon: 'a Network Monitor capture',
  btsnoop: 'a Bluetooth HCI log (btsnoop)',
  sniffer: 'a Sniffer (DOS) capture',
  netxray: 'a NetXray or Sniffer (Windows) capture',
  peek: 'an OmniPeek or EtherPeek capture',
  iptrace: 'an AIX iptrace capture',
  nettl: 'an HP-UX nettl trace',
  observer: 'an Observer capture',
  visual: 'a Visual Networks capture',
  k12text: 'a K12 text capture',
  hex_dump: 'a hex dump',
  json: 'JSON',
  xml: 'XML',
  html: 'a web page',
  text: 'plain text',
  unknown: 'of a type this page does not know',
};

const advice: Record<Advice, string> = {
  unpack: 'Unpack it first.',
  unpack_xz: 'Unpack it first: xz -d FILE',
  unpack_bzip2: 'Unpack it first: bzip2 -d FILE',
  convert: 'Convert it first: editcap -F pcap FILE out.pcap',
  hex_dump: 'Convert it to packets first: text2pcap FILE out.pcap',
  bluetooth: 'Bluetooth carries no TCP connection that could be shown here.',
  json: 'A HAR file or a JSON export holds no packets; the capture itself is needed.',
  text: 'Text is read if it is a packetdrill script, which begins with a time, or output of tcpdump or tshark, which begins with a clock and IP.',
};

export const files = {
  kinds,
  advice,
  notACapture: 'This is not a packet capture',
};
