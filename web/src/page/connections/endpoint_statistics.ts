// Statements about the whole capture, each with a link to the connections concerned.
import { css, html, nothing } from 'lit';
import type { EndpointStatistics } from '../../../../wasm/engine.mjs';
import { endpoint } from '../../base/format';
import type { PageWords } from '../../words/page';
import { addressText } from '../../model/address';
import { curveStyles, halfOpenCurve } from './half_open_curve';
import type { HalfOpenCurve } from './half_open_curve';

export interface CensusStatement {
  text: string;
  /** Filter that selects the connections concerned. */
  query: string;
  /** Half-open connections over time, if the statement is about a SYN flood. */
  curve?: HalfOpenCurve;
}

/** Maximum number of statements of each kind; the table shows the rest. */
const most = 3;
/** Number of statements shown; if more than one remains, the rest is collapsed. */
const atOnce = 2;
/** Minimum number of refused attempts. A single one is shown by the connection itself. */
const leastRefused = 2;

export const endpointStatisticsStyles = css`
  ${curveStyles}
  .census {
    margin: 6px 0 10px;
    padding: 0;
    list-style: none;
    font-size: 13.5px;
    line-height: 21px;
  }
  .census p {
    max-width: 84ch;
    text-wrap: pretty;
  }
  .census summary {
    width: fit-content;
    padding: 2px 0;
    font-size: 13px;
    color: var(--ink2);
    cursor: pointer;
  }
  /* A flood and its curve are side by side if there is room. */
  .flood {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 32px;
  }
  .flood > div {
    flex: 3 1 380px;
  }
  .census:lang(zh) {
    line-height: 23px;
  }
  @media print {
    .census button,
    .census summary {
      display: none;
    }
  }
`;

export function censusStatements(census: EndpointStatistics, words: PageWords): CensusStatement[] {
  const own = words.endpoints;
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

/** `filter` filters the connections by a query; `duration` is that of the capture, in seconds. */
export function endpointStatisticsList(
  census: EndpointStatistics | null,
  duration: number,
  words: PageWords,
  filter: (query: string) => void,
) {
  const statements: CensusStatement[] = census ? censusStatements(census, words) : [];
  if (statements.length === 0) return nothing;
  const own = words.endpoints;
  const item = ({ text, query, curve }: CensusStatement) => {
    const told = html`<p>
      ${text} <button class="link" @click=${() => filter(query)}>${own.show}</button>
    </p>`;
    return curve
      ? html`<li class="flood">
          <div>
            ${told}
            <details>
              <summary>${own.counted}</summary>
              ${own.curveCaption}
            </details>
          </div>
          ${halfOpenCurve(curve, duration, words)}
        </li>`
      : html`<li>${told}</li>`;
  };
  const shown = statements.length > atOnce + 1 ? atOnce : statements.length;
  const rest = statements.slice(shown);
  return html`<ul class="census" aria-label=${own.label}>
    ${statements.slice(0, shown).map(item)}
    ${
      rest.length > 0
        ? html`<li>
            <details>
              <summary>${own.more({ n: rest.length })}</summary>
              <ul>
                ${rest.map(item)}
              </ul>
            </details>
          </li>`
        : nothing
    }
  </ul>`;
}
