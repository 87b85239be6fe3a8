// What is worth saying of the whole capture, each leading to the connections it speaks of.
import { css, html, nothing } from 'lit';
import type { Census } from '../../../wasm/engine.mjs';
import { endpoint } from '../i18n/format';
import type { Words } from '../i18n/words';
import { addressText } from '../worker/address';
import { curveStyles, halfOpenCurve } from './half_open_curve';
import type { HalfOpenCurve } from './half_open_curve';
import { censusWords } from './words/census';

export interface CensusStatement {
  text: string;
  /** Filter of the table that leaves the connections it speaks of. */
  query: string;
  /** Of a flood. */
  curve?: HalfOpenCurve;
}

/** At most so many of each kind; the table shows the rest. */
const most = 3;
/** One refused attempt is what the connection itself tells. */
const leastRefused = 2;

export const censusStyles = css`
  ${curveStyles}
  .census {
    margin: 10px 0 14px;
    padding: 0;
    list-style: none;
    font-size: 13.5px;
    line-height: 21px;
  }
  .census li {
    max-width: 84ch;
    text-wrap: pretty;
  }
  .census:lang(zh) {
    line-height: 23px;
  }
`;

export function censusStatements(census: Census, words: Words): CensusStatement[] {
  const own = censusWords(words);
  const { listeners, scanners } = census;
  const rows = (count: number, holds: (i: number) => boolean) =>
    Array.from({ length: count }, (_, i) => i)
      .filter(holds)
      .slice(0, most);
  const address = ({ address, version }: { address: Uint8Array; version: Uint8Array }, i: number) =>
    addressText(address.subarray(16 * i, 16 * i + 16), version[i]!);
  const listener = (i: number) => endpoint(address(listeners, i), listeners.port[i]!);
  const flooded = listeners.flood.reduce((sum, flood) => sum + flood, 0);
  const bins = listeners.halfOpenOverTime.length / Math.max(1, flooded);
  const floods = rows(listeners.count, (i) => listeners.flood[i] === 1).map((i, ordinal) => ({
    text: own.flood({
      listener: listener(i),
      peak: listeners.peakHalfOpen[i]!,
      at: listeners.peakTime[i]!,
      sources: listeners.sources[i]!,
      completed: listeners.completed[i]!,
      attempts: listeners.attempts[i]!,
      retries: listeners.synAckRetries[i]!,
    }),
    query: listener(i),
    curve: {
      listener: listener(i),
      counts: listeners.halfOpenOverTime.subarray(bins * ordinal, bins * (ordinal + 1)),
      peak: listeners.peakHalfOpen[i]!,
      at: listeners.peakTime[i]!,
    },
  }));
  const scans = rows(scanners.count, () => true).map((i) => ({
    text: own.scan({
      source: address(scanners, i),
      targets: scanners.targets[i]!,
      refused: scanners.refused[i]!,
      unanswered: scanners.unanswered[i]!,
      dropped: scanners.dropped[i]!,
    }),
    query: address(scanners, i),
  }));
  const refusing = rows(
    listeners.count,
    (i) => listeners.refused[i]! >= leastRefused && listeners.refused[i] === listeners.attempts[i],
  ).map((i) => ({
    text: own.refuses({ listener: listener(i), attempts: listeners.attempts[i]! }),
    query: listener(i),
  }));
  return [
    ...floods,
    ...scans,
    ...refusing,
    ...(census.begunBefore > 0
      ? [{ text: own.begunBefore({ n: census.begunBefore }), query: 'mid_stream' }]
      : []),
    ...(census.openAtEnd > 0
      ? [{ text: own.openAtEnd({ n: census.openAtEnd }), query: 'still_open' }]
      : []),
  ];
}

/** `filter` shows the connections that a query leaves; `duration` is the capture's, in seconds. */
export function censusList(
  census: Census | null,
  duration: number,
  words: Words,
  filter: (query: string) => void,
) {
  const statements: CensusStatement[] = census ? censusStatements(census, words) : [];
  if (statements.length === 0) return nothing;
  const own = censusWords(words);
  return html`<ul class="census" aria-label=${own.label}>
    ${statements.map(
      ({ text, query, curve }) =>
        html`<li>
          ${text} <button class="link" @click=${() => filter(query)}>${own.show}</button>
          ${curve ? halfOpenCurve(curve, duration, words) : nothing}
        </li>`,
    )}
  </ul>`;
}
