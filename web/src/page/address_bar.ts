// The part of the page's state that a link carries: `#stream=3&step=8`, and which bundled sample, or
// a whole capture of its own.
// Connections have the number of Wireshark's tcp.stream, steps count from 1 as on the ladder.
import { numberText, parseNumber, type ConnectionNumber } from '../model/connection_number';

export interface Place {
  /** Name of a bundled sample, without its ending. */
  sample?: string;
  /** As share_link.ts packs it. */
  capture?: string;
  /** A text to write on, packed as a capture is; empty for a new one. */
  script?: string;
  /** Of a capture that the address does not hold: its name, and the ends of the connection. */
  file?: string;
  ends?: string;
  stream?: ConnectionNumber;
  step?: number;
  /** Curves in place of the ladder; whose data, and which seconds of the connection. */
  view?: 'curves';
  dir?: 'c' | 's';
  t?: string;
}

/** Of a name in an address, characters. */
const longestText = 120;

export function parsePlace(hash: string): Place {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const place: Place = {};
  const sample = fields.get('sample');
  if (sample && /^[\w-]+$/.test(sample)) place.sample = sample;
  const capture = fields.get('capture');
  if (capture !== null) place.capture = capture;
  const script = fields.get('script');
  if (script !== null) place.script = script;
  const file = fields.get('file');
  if (file) place.file = file.slice(0, longestText);
  const ends = fields.get('ends');
  if (ends) place.ends = ends.slice(0, longestText);
  const stream = parseNumber(fields.get('stream') ?? '');
  if (stream !== undefined) place.stream = stream;
  const step = wholeNumber(fields.get('step'));
  if (step) place.step = step;
  if (fields.get('view') !== 'curves') return place;
  place.view = 'curves';
  const dir = fields.get('dir');
  if (dir === 'c' || dir === 's') place.dir = dir;
  const t = fields.get('t');
  if (t && /^[\d.]{1,20}-[\d.]{1,20}$/.test(t)) place.t = t;
  return place;
}

export function formatPlace(place: Place): string {
  const { sample, capture, script, file, ends, stream, step, view, dir, t } = place;
  const fields = new URLSearchParams();
  if (sample !== undefined) fields.set('sample', sample);
  if (capture !== undefined) fields.set('capture', capture);
  if (script !== undefined) fields.set('script', script);
  if (file !== undefined) fields.set('file', file);
  if (ends !== undefined) fields.set('ends', ends);
  if (stream !== undefined) fields.set('stream', numberText(stream));
  if (step !== undefined) fields.set('step', String(step));
  if (view !== undefined) fields.set('view', view);
  if (dir !== undefined) fields.set('dir', dir);
  if (t !== undefined) fields.set('t', t);
  return `#${fields.toString()}`;
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
