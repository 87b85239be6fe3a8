// Finds the segment nearest to a point in the drawing.
import type { Frame } from './frame';
import type { Points } from './points';

const REACH = 12;
/** Maximum number of points examined on each side. */
const MOST = 2000;

/** Row of the segment; null if none is within 12 px. */
export function nearestRow(
  { subject, x, y, sequence }: Frame,
  atX: number,
  atY: number,
): number | null {
  const { data, retransmission, ack } = subject.direction;
  const inPlot = atY >= sequence.top && atY <= sequence.bottom;
  let best = REACH * REACH;
  let row: number | null = null;
  const time = x.from + ((atX - x.first) / (x.last - x.first)) * (x.to - x.from);
  const look = (points: Points, extent: boolean) => {
    const middle = points.from(time);
    const end = Math.min(points.count, middle + MOST);
    for (let i = Math.max(0, middle - MOST); i < end; i += 1) {
      const dx = x(points.timeAt(i)) - atX;
      let dy = 0;
      if (inPlot) {
        const [low, high] = [y(points.low[i]!), y(points.high[i]!)];
        dy = extent ? Math.max(0, atY - low, high - atY) : low - atY;
      }
      const distance = dx * dx + dy * dy;
      if (distance < best) {
        best = distance;
        row = points.row[i]!;
      }
    }
  };
  look(retransmission, true);
  look(data, true);
  look(ack, false);
  return row;
}
