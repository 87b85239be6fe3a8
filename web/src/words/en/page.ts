// The page around the ladder: header, drop field, table, progress, key, help.
import type { Certainty } from '../../model/names';
import { bytes as size } from '../../base/format';
import { brief, count, many } from './nouns';

export const page = {
  name: 'TCP Ladder',
  language: 'Language',
  description: 'Every TCP connection of a packet capture as a ladder of segments and states',

  // Header
  fileFacts: (p: { packets: number; connections: number; seconds: number }) =>
    `${many(p.packets, 'packet')} · ${many(p.connections, 'connection')} · ${brief(p.seconds)}`,
  readHere: 'read here, sent nowhere',
  open: 'Open…',
  share: 'Share',
  export: 'Export',
  theme: 'Theme',
  themes: { auto: 'as the system', light: 'light', dark: 'dark' },
  skipToLadder: 'Skip to the ladder',

  // Empty
  dropTitle: 'Drop a packet capture',
  dropFormats: 'pcap, pcapng, also gzip or zstd. It is read here and sent nowhere.',
  dropNow: 'Let go to open it',
  openFile: 'Open a file…',
  pasteText: 'Paste text or hex',
  noCapture: 'No capture at hand?',
  allSamples: (p: { n: number }) => `all ${p.n} samples`,
  /** By file without its ending, in the order they are offered. */
  samples: {
    'http-1688': 'One page over HTTP',
    'client-closes-first': 'The client closes first',
    refused: 'Refused',
    'reset-by-client': 'Reset by the client',
    'syn-flood': 'SYN flood',
    'half-close': 'Half-close',
    'simultaneous-close': 'Simultaneous close',
    'simultaneous-open': 'Simultaneous open',
    loss: 'Loss',
    'unanswered-syn': 'No answer',
    'zero-window': 'Window closed',
    'three-segment-close': 'Three segments to close',
    'keep-alive-answered': 'Keep-alive, answered',
    'keep-alive-unanswered': 'Keep-alive without an answer',
    'reset-by-server': 'Reset by the server',
    filtered: 'Filtered ports',
    'syn-lost': 'A SYN is lost',
    'fin-lost': 'A FIN is lost',
    'fin-with-data': 'FIN with the last data',
    'fin-overtakes-data': 'A FIN overtakes data',
    'data-after-close': 'Data after the close',
    'fast-open': 'TCP Fast Open',
    'port-reuse': 'One port pair used again',
    'mid-stream': 'Captured from the middle on',
    'syn-cookies': 'SYN cookies',
    'syn-scan': 'Port scan',
    'any-interface': 'Captured on every interface',
    'seen-twice': 'Every segment seen twice',
    commented: 'With comments',
  },

  // Reading
  progress: (p: { read: number; total: number; packets: number; connections: number }) =>
    `${size(p.read)} of ${size(p.total)} · ${many(p.packets, 'packet')} · ` +
    `${many(p.connections, 'connection')} so far.`,
  progressLabel: 'Reading the capture',
  firstUsable: 'The first ones can be opened already.',
  stopHere: 'Stop here',
  stopped: (p: { packets: number }) =>
    `Reading was stopped after ${many(p.packets, 'packet')}; what came before is shown.`,

  // Connections
  connections: 'Connections',
  connectionOf: (p: { index: number; of: number }) =>
    `Connection ${count(p.index)} of ${count(p.of)}`,
  shortOf: (p: { index: number; of: number }) => `${count(p.index)} of ${count(p.of)}`,
  previousConnection: 'Previous connection',
  nextConnection: 'Next connection',
  filter: 'Filter connections',
  filterHint: 'address, port, outcome, SF…',
  filtered: (p: { shown: number; of: number }) => `${count(p.shown)} of ${count(p.of)} shown`,
  nothingMatches: 'No connection matches the filter.',
  clearFilter: 'Clear the filter',
  noConnections: 'The capture holds no TCP connection.',
  showTable: 'Show the table',
  hideTable: 'Hide the table',
  closeList: 'Close the list',
  sortBy: (p: { head: string }) => `Sort by ${p.head}`,
  ascending: 'ascending',
  descending: 'descending',
  strip: 'Connections over the capture',
  burst: (p: { halfOpen: number; seconds: number }) =>
    `${count(p.halfOpen)} half-open in ${brief(p.seconds).replace(/\.0 /, ' ')}`,
  stripLabel: (p: { connections: number; seconds: number; halfOpen: number; refused: number }) =>
    `${many(p.connections, 'connection')} over ${brief(p.seconds)}: ${count(p.halfOpen)} ` +
    `half-open, ${count(p.refused)} refused or reset.`,

  // Ladder controls
  ladder: 'Ladder',
  numbers: 'Numbers',
  relative: 'relative',
  absolute: 'absolute',
  time: 'Time',
  sinceStart: 'since start',
  sincePrevious: 'since previous',
  timeOfDay: 'time of day',
  silence: 'Silence',
  folded: 'folded',
  toScale: 'to scale',
  /** How long TIME-WAIT lasts: as Linux waits, as the RFC says, or not shown. */
  twoMsl: { linux: '60 s', rfc: '240 s', off: 'off' },
  predict: 'Predict the states',
  delay: 'delay',
  /** What `delay` does: arrows fall by it. */
  byDelay: 'Slant by the estimated delay',
  asTable: 'As a table',
  tableRows: (p: { first: number; last: number; of: number }) =>
    `segments ${count(p.first)} to ${count(p.last)} of ${count(p.of)}`,
  rowsBefore: 'those before',
  rowsAfter: 'those after',
  zoomIn: 'Stretch the time',
  zoomOut: 'Shrink the time',
  zoomReset: 'Time as at first',

  // Key under the drawing
  key: 'Key',
  keyCertainty: {
    sure: 'sure: the end’s own segment proves it',
    expected: 'expected, if it arrived',
    assumed: 'assumed',
    unknown: 'unknown',
  } satisfies Record<Certainty, string>,
  certaintyMeaning: {
    sure: 'The end itself sent a segment that only this state allows.',
    expected: 'The other end sent what leads here; it holds if it arrived and was accepted.',
    assumed: 'The capture began later; the traffic fits no lower state.',
    unknown: 'Nothing in the capture decides it.',
  } satisfies Record<Certainty, string>,

  // Keyboard
  help: 'Keyboard',
  helpClose: 'Close',
  helpParts: { ladder: 'In the ladder', table: 'In the table', page: 'Anywhere' },
  helpKeys: {
    upDown: 'segment before, after',
    leftRight: 'same sender before, after',
    homeEnd: 'first, last',
    enter: 'to the panel',
    escape: 'back to the ladder',
    space: 'play, pause',
    fold: 'fold or open a run of data',
    zoom: 'stretch or shrink the time',
    predict: 'predict the states',
    rows: 'connection before, after',
    pages: 'a page up, down',
    choose: 'choose the connection',
    filter: 'to the filter',
    table: 'open or close the table',
    brackets: 'connection before, after',
    help: 'these keys',
    paste: 'open a file, text or hex from the clipboard',
  },
};
