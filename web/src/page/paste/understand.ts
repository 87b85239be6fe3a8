// Detects what a pasted text contains: packets in hexadecimal, a whole capture file in hexadecimal
// or base64, or a link with a capture.
import { captureIn } from '../../model/share_link';
import { readBase64 } from './base64';
import { textLimit, type Fault } from './fault';
import { isHexDump, readHexDump } from './hex_dump';
import { linesOf } from './lines';
import { commonLinkType, headerOf, type Header } from './link_type';
import { packetLimit, pcapOf } from './pcap';
import { readPlainHex } from './plain_hex';
import { isCapture } from './signature';
import type { Packets } from './packets';
import { readStamp, timesOf } from './time_stamp';

export type Understood =
  /** The URL's fragment, from # on. */
  | { kind: 'link'; fragment: string; capture: string }
  | {
      kind: 'capture';
      octets: Uint8Array<ArrayBuffer>;
      /** Number of packets in the text; null if the text was a file. */
      packets: number | null;
      /** Whether the text contains times. */
      timed: boolean;
      /** The fault that ended the reading; everything before it is included. */
      fault: Fault | null;
    }
  | { kind: 'nothing'; fault: Fault };

/**
 * Takes time linear in the length of any text.
 * @param zone of the reader, in minutes east of UTC, for times without one
 */
export function understand(text: string, zone: number): Understood {
  const nothing = (kind: Fault['kind']): Understood => ({
    kind: 'nothing',
    fault: { kind, line: 1, column: 1, found: '' },
  });
  if (text.length > textLimit) return nothing('too_long');
  if (text.trim() === '') return nothing('empty');
  const link = linkIn(text);
  if (link) return link;
  const base64 = readBase64(text);
  if (base64) return { kind: 'capture', packets: null, timed: true, ...base64 };
  const dump = isHexDump(text);
  const { packets, fault } = dump ? readHexDump(text) : readPlainHex(text);
  if (isCapture(packets.octets())) {
    const octets = packets.octets().slice();
    return { kind: 'capture', octets, packets: null, timed: true, fault };
  }
  const told = dump || packets.list.length > 0 ? null : withoutOctets(text);
  return told ? { kind: 'nothing', fault: told } : asPcap(packets, fault, zone);
}

const ends = /[\s"'<>`)\]]/;

function linkIn(text: string): Understood | null {
  const at = text.indexOf('#capture=');
  if (at < 0) return null;
  const rest = text.slice(at);
  const end = ends.exec(rest)?.index ?? rest.length;
  const fragment = rest.slice(0, end);
  return { kind: 'link', fragment, capture: captureIn(fragment) ?? '' };
}

function asPcap(packets: Packets, fault: Fault | null, zone: number): Understood {
  const octets = packets.octets();
  let { list } = packets;
  const headers: (Header | null)[] = list.map(({ start, end }) =>
    headerOf(octets.subarray(start, end)),
  );
  const linkType = commonLinkType(headers);
  if (list.length === 0) return { kind: 'nothing', fault: fault ?? notAPacket(1) };
  // All packets may have an unknown link layer.
  if (linkType === null) return { kind: 'nothing', fault: notAPacket(list[0]!.line) };
  const long = list.findIndex(({ start, end }) => end - start > packetLimit);
  if (long >= 0) {
    fault = notAPacket(list[long]!.line);
    list = list.slice(0, long);
    if (list.length === 0) return { kind: 'nothing', fault };
  }
  const times = timesOf(
    list.map(({ stamp }) => stamp),
    zone,
  );
  const pcap = pcapOf(octets, list, headers, times, linkType);
  return {
    kind: 'capture',
    octets: pcap,
    packets: list.length,
    timed: times !== null,
    fault,
  };
}

const notAPacket = (line: number): Fault => ({ kind: 'no_packet', line, column: 1, found: '' });

/** Detects lines about packets without their bytes, as tcpdump prints them by default. */
function withoutOctets(text: string): Fault | null {
  for (const line of linesOf(text)) {
    if (line.text.trim() === '') continue;
    const told = readStamp(line.text) !== null || line.text.startsWith('IP ');
    return told ? { kind: 'no_octets', line: line.number, column: 1, found: '' } : null;
  }
  return null;
}
