// Which columns of the connection table fit into a width, and how wide each is.
import type { SortKey } from './connection_filter';

export interface Column {
  key: SortKey;
  /** Track of a CSS grid. */
  track: string;
  align: 'left' | 'right';
  /** Characters an endpoint may take, or undefined for other columns. */
  characters?: number;
}

/** Width of one digit in the table, px; other characters of an address are narrower. */
const digit = 7.4;
const gap = 14;

/** Width at which the table has room for start, history and payload. */
const roomy = 860;
/** Width at which it has room for counts of segments. */
const ample = 1040;
/** Below this width outcomes are a mark without its word. */
export const markOnly = 460;

interface Text {
  /** Characters of the longest endpoints on view. */
  client: number;
  server: number;
  /** Digits of the highest ordinal. */
  ordinal: number;
  history: number;
}

export function columnsFor(width: number, text: Text): Column[] {
  const fixed: (Column | false)[] = [
    { key: 'index', track: px(Math.max(2, text.ordinal) * digit + 4), align: 'right' },
    width >= roomy && { key: 'start', track: px(82), align: 'left' },
    { key: 'client', track: 'auto', align: 'left' },
    { key: 'server', track: 'auto', align: 'left' },
    { key: 'outcome', track: px(width < markOnly ? 48 : 196), align: 'left' },
    width >= markOnly && { key: 'zeek', track: px(58), align: 'left' },
    width >= roomy && {
      key: 'history',
      track: px(Math.min(14, Math.max(7, text.history)) * 7.5),
      align: 'left',
    },
    width >= markOnly && { key: 'duration', track: px(70), align: 'right' },
    width >= roomy && { key: 'sent', track: px(58), align: 'right' },
    width >= roomy && { key: 'received', track: px(66), align: 'right' },
    width >= ample && { key: 'segments', track: px(70), align: 'right' },
  ];
  const columns = fixed.filter((column) => column !== false);
  const taken = columns.reduce(
    (sum, { track }) => sum + gap + (track === 'auto' ? 0 : Number.parseFloat(track)),
    0,
  );
  const ends = shareOf(Math.max(200, width - taken), text);
  return columns.map((column) => {
    if (column.key !== 'client' && column.key !== 'server') return column;
    const share = ends[column.key];
    return { ...column, track: `minmax(0, ${share.toFixed(0)}fr)`, characters: share / digit };
  });
}

/** Both ends get what their longest text needs; when that is too much, in proportion. */
function shareOf(width: number, text: Text): { client: number; server: number } {
  const client = text.client * digit;
  const server = text.server * digit;
  const factor = width / (client + server);
  return factor < 1
    ? { client: client * factor, server: server * factor }
    : {
        client: Math.max(client, width * (client / (client + server))),
        server: width * (server / (client + server)),
      };
}

const px = (value: number) => `${Math.ceil(value)}px`;
