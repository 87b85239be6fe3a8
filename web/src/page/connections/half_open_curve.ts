// Number of half-open connections of one listener over the time of the capture.
import { css, html, svg } from 'lit';
import type { PageWords } from '../../words/page';
import { markTexts, timeMarks } from './time_axis';

export interface HalfOpenCurve {
  listener: string;
  /** Maximum of simultaneous half-open connections in each of equal time bins. */
  counts: Uint32Array;
  peak: number;
  /** Time at which the peak was first reached, in seconds. */
  at: number;
}

const top = 18;
const tall = 40;
const ground = top + tall;
const height = ground + 18;

export const curveStyles = css`
  .curve {
    flex: 2 1 260px;
    margin: 0;
  }
  .curve svg {
    display: block;
    overflow: visible;
    font-size: 11px;
  }
  .curve text {
    fill: var(--ink3);
    font-variant-numeric: tabular-nums;
  }
  .curve .peak {
    fill: var(--st);
    font-size: 11.5px;
    font-weight: 600;
  }
  .curve .waiting {
    fill: var(--s2);
  }
  .curve .axis {
    stroke: var(--hair2);
  }
  .curve .mark {
    stroke: var(--edge);
  }
  @media (forced-colors: active) {
    .curve .waiting,
    .curve text {
      fill: CanvasText;
    }
    .curve .axis {
      stroke: CanvasText;
    }
  }
`;

/**
 * SVG path with one step per count, in a box of width counts.length and height 1; y is 1 at the
 * bottom.
 */
export function stepsOf(counts: ArrayLike<number>, peak: number): string {
  let path = 'M0 1';
  for (let i = 0; i < counts.length; i++) {
    path += `V${+(1 - counts[i]! / peak).toFixed(4)}H${i + 1}`;
  }
  return `${path}V1z`;
}

/** `duration` is that of the capture, in seconds. Positions are fractions of the width. */
export function halfOpenCurve(curve: HalfOpenCurve, duration: number, words: PageWords) {
  const own = words.endpoints;
  const { counts, peak, at } = curve;
  const share = (seconds: number) => Math.min(100, (100 * seconds) / Math.max(duration, 1e-6));
  const marks = timeMarks(duration, 5);
  const texts = markTexts(marks);
  const anchor = (x: number) => (x < 8 ? 'start' : x > 92 ? 'end' : 'middle');
  const peakAt = share(at);
  return html`<figure class="curve">
    <svg
      width="100%"
      height=${height}
      role="img"
      aria-label=${own.curveLabel({ ...curve, duration })}
    >
      <svg
        y=${top}
        width="100%"
        height=${tall}
        viewBox=${`0 0 ${counts.length} 1`}
        preserveAspectRatio="none"
      >
        <path class="waiting" d=${stepsOf(counts, peak)} />
      </svg>
      <line class="axis" x2="100%" y1=${ground + 0.5} y2=${ground + 0.5} />
      <text class="peak" y="12" x=${`${peakAt}%`} text-anchor=${peakAt > 50 ? 'end' : 'start'}>
        ${own.curvePeak({ peak, at })}
      </text>
      ${marks.map((seconds, i) => {
        const x = share(seconds);
        return svg`<line class="mark" x1=${`${x}%`} x2=${`${x}%`} y1=${ground} y2=${ground + 4} />
          <text x=${`${x}%`} y=${height - 2} text-anchor=${anchor(x)}>${texts[i]}</text>`;
      })}
    </svg>
  </figure>`;
}
