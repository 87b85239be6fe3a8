// TCP options that contradict their specification: kind, claimed length and bytes of each.
import { html, nothing } from 'lit';
import type { HeaderDetail } from '../model/connection';
import { tcpOptionFaults } from '../model/names';
import { tcpOptionLength, tcpOptionName } from '../model/tcp_options';
import type { PanelWords } from '../words/panel';

type Option = HeaderDetail['options'][number];

export interface FaultyOption {
  text: string;
  /** Bytes from the option's kind on, as far as they are inside the captured header. */
  bytes: Uint8Array;
}

/** Options with a fault; `bytes` is the header from its first byte on, as far as captured. */
export function faultyOptions(
  header: HeaderDetail,
  bytes: Uint8Array,
  words: PanelWords,
): FaultyOption[] {
  const end = Math.min(header.dataOffset * 4, bytes.length);
  return header.options.flatMap((option) => {
    const text = faultText(option, header.dataOffset * 4, end, words);
    if (text === null) return [];
    const { offset, length } = option;
    // After an impossible length, it is unknown where the next option begins.
    const to = length < 2 ? end : Math.min(end, offset + length);
    return [{ text, bytes: bytes.subarray(offset, to) }];
  });
}

function faultText(option: Option, end: number, captured: number, words: PanelWords) {
  const { faults, names, unknown } = words.options;
  const { kind, length, offset } = option;
  const known = tcpOptionName(kind);
  const about = { name: known ? names[known] : unknown(kind), kind, length };
  const left = captured - offset;
  switch (tcpOptionFaults[option.fault]) {
    case 'bad_length': {
      const [least, most] = tcpOptionLength(kind) ?? [0, 255];
      return length < least || length > most
        ? faults.badLength({ ...about, least, most })
        : faults.doesNotFit(about);
    }
    case 'cut':
      return offset + length > end
        ? faults.pastTheEnd({ ...about, left: end - offset })
        : faults.notCaptured({ ...about, left });
    case 'no_length':
      return left > 1 ? faults.noLength({ ...about, byte: length }) : faults.lengthMissing(about);
    case 'after_the_end':
      return faults.afterTheEnd;
    default:
      return null;
  }
}

export function optionFaults(header: HeaderDetail, bytes: Uint8Array, words: PanelWords) {
  const faulty = faultyOptions(header, bytes, words);
  if (faulty.length === 0) return nothing;
  return html`<ul class="faults">
    ${faulty.map((option) => html`<li>${option.text} <code>${hexOf(option.bytes)}</code></li>`)}
  </ul>`;
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
