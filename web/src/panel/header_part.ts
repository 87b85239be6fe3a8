// The TCP header of the selected segment: a drawing of its fields, and its bytes below. The field
// under the pointer is named in one and underlined in the other.
import { html, nothing } from 'lit';
import type { LayerName } from '../model/names';
import { fieldOctets, headerFields } from '../marks/header_fields';
import type { HeaderField } from '../marks/header_fields';
import type { HeaderDetail } from '../model/connection';
import { hexOf, optionFaults } from './option_faults';
import type { Unknown } from '../model/segment';
import type { PanelWords } from '../words/panel';

/** The header as in the file. */
export interface RawHeader {
  /** Null if fewer than 20 bytes of the header were captured. */
  detail: HeaderDetail | null;
  /** Bytes of the header, as far as captured. */
  bytes: Uint8Array;
  /** Layers of the frame, outermost first; may be empty. */
  layers?: readonly LayerName[];
}

export interface HeaderPart {
  words: PanelWords;
  /** `null` while it is being read, `'missing'` if the file is not available. */
  header: RawHeader | 'missing' | null;
  relative: { seq: number; ack: number } | null;
  windowShift: number;
  unknown: readonly Unknown[];
  width: number;
  pointed: HeaderField | null;
  point: (field: HeaderField | null) => void;
}

/** Fields in the order of the arrow keys. */
const order: readonly HeaderField[] = [
  'sourcePort',
  'destinationPort',
  'seq',
  'ack',
  'dataOffset',
  'reserved',
  'flags',
  'window',
  'checksum',
  'urgentPointer',
  'options',
];

export function headerPart(part: HeaderPart) {
  const { panel } = part.words;
  const { header } = part;
  if (header === null) return html`<p class="help">${panel.headerLoading}</p>`;
  if (header === 'missing' || !header.detail)
    return html`<p class="help">${panel.headerMissing}</p>`;
  return html`<div
      class="fields"
      tabindex="0"
      role="group"
      aria-label=${panel.header}
      @pointerover=${(event: Event) => part.point(fieldOf(event))}
      @pointerleave=${() => part.point(null)}
      @click=${(event: Event) => part.point(fieldOf(event))}
      @keydown=${(event: KeyboardEvent) => onKey(event, part, header.bytes.length > 20)}
    >
      ${headerFields({
        header: header.detail,
        words: part.words,
        relative: part.relative,
        windowShift: part.windowShift,
        unknown: part.unknown,
        width: part.width,
        pointed: part.pointed,
      })}
    </div>
    <p class="help" aria-live="polite">
      ${part.pointed ? html`<b>${panel.fields[part.pointed]}</b> ${panel.fieldHelp[part.pointed]}` : nothing}
    </p>
    ${optionFaults(header.detail, header.bytes, part.words)}
    ${
      part.unknown.length > 0
        ? html`<p class="help">${panel.unknown(part.unknown)}</p>`
        : bytesOf(header.bytes, part)
    }`;
}

function fieldOf(event: Event): HeaderField | null {
  const target = event.target as Element;
  const name = target.closest('[data-field]')?.getAttribute('data-field');
  return order.find((field) => field === name) ?? null;
}

function onKey(event: KeyboardEvent, part: HeaderPart, options: boolean) {
  const fields = options ? order : order.slice(0, -1);
  const at = part.pointed ? fields.indexOf(part.pointed) : -1;
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (event.key === 'Escape') part.point(null);
  else if (step === undefined) return;
  else part.point(fields[(at + step + fields.length) % fields.length] ?? null);
  event.preventDefault();
}

/** The bytes in groups of a field's length, so that lines break between fields. */
function bytesOf(bytes: Uint8Array, { words, pointed }: HeaderPart) {
  return html`<p class="bytes" role="img" aria-label=${words.panel.bytes}>
    ${groups(bytes.length).map(
      ([start, end]) =>
        html`<span class=${covers(pointed, start) ? 'pointed' : ''}
          >${hexOf(bytes.subarray(start, end))}</span
        >`,
    )}
  </p>`;
}

function groups(length: number): [number, number][] {
  const starts = [0, 2, 4, 8, 12, 14, 16, 18];
  for (let at = 20; at < length; at += 4) starts.push(at);
  return starts
    .filter((start) => start < length)
    .map((start, i) => [start, Math.min(length, starts[i + 1] ?? start + 4)]);
}

function covers(field: HeaderField | null, octet: number): boolean {
  if (field === null) return false;
  if (field === 'options') return octet >= 20;
  const [start, length] = fieldOctets[field];
  return octet >= start && octet < start + length;
}
