// The part of the page's state that is in the URL fragment, such as `#stream=3&step=8`: the bundled
// sample or an embedded capture, the connection and the step.
// Connections are numbered like Wireshark's tcp.stream; steps count from 1, as on the ladder.
import { numberText, parseNumber, type ConnectionNumber } from '../model/connection_number';

export interface Place {
  /** Name of a bundled sample, without the file extension. */
  sample?: string;
  /** Capture packed by share_link.ts. */
  capture?: string;
  /** Text for the editor, packed like a capture; empty for a new text. */
  script?: string;
  /** Name of a capture that is not in the URL, and the endpoints of the connection. */
  file?: string;
  ends?: string;
  stream?: ConnectionNumber;
  step?: number;
  /** Curves are shown instead of the ladder; `dir`: whose data; then the time span in seconds. */
  view?: 'curves';
  dir?: 'c' | 's';
  t?: string;
  /** Another connection beside it, and the name of its capture where that is another one. */
  with?: ConnectionNumber;
  beside?: string;
}

/** Maximum length of a name in the URL, in characters. */
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
  const other = parseNumber(fields.get('with') ?? '');
  if (other !== undefined) place.with = other;
  const beside = fields.get('beside');
  if (beside) place.beside = beside.slice(0, longestText);
  if (fields.get('view') !== 'curves') return place;
  place.view = 'curves';
  const dir = fields.get('dir');
  if (dir === 'c' || dir === 's') place.dir = dir;
  const t = fields.get('t');
  if (t && /^[\d.]{1,20}-[\d.]{1,20}$/.test(t)) place.t = t;
  return place;
}

export function formatPlace(place: Place): string {
  const { sample, capture, script, file, ends, stream, step, view, dir, t, beside } = place;
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
  if (place.with !== undefined) fields.set('with', numberText(place.with));
  if (beside !== undefined) fields.set('beside', beside);
  return `#${fields.toString()}`;
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
