// Texts of the page around the ladder: header, drop field, table, progress, legend, help.
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
  readHere: 'stays on this device',
  open: 'Open…',
  writtenText: 'Text',
  writtenName: 'Written here',
  /** Next to the name, in place of the facts about a file. */
  writtenFacts: (p: { lines: number; segments: number }) =>
    `${many(p.lines, 'line')} · ${many(p.segments, 'segment')}`,
  write: 'Write',
  mistakes: (p: { n: number }) => (p.n === 1 ? '1 mistake' : `${count(p.n)} mistakes`),
  share: 'Share',
  export: 'Export',
  theme: 'Theme',
  themes: { auto: 'as the system', light: 'light', dark: 'dark' },
  skipToLadder: 'Skip to the ladder',

  // Empty
  dropTitle: 'Drop a packet capture',
  dropFormats:
    'pcap, pcapng, snoop or Network Monitor, also compressed with gzip, zstd or LZ4. It stays on this device.',
  dropNow: 'Drop to open',
  openFile: 'Open a file…',
  pasteText: 'Paste text or hex',
  noCapture: 'No capture at hand?',
  allSamples: (p: { n: number }) => `all ${p.n} samples`,
  /** Sample titles by file name without the extension, in the order shown. */
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
    'zero-window': 'Zero window',
    'three-segment-close': 'Three segments to close',
    'keep-alive-answered': 'Keep-alive, answered',
    'keep-alive-unanswered': 'Keep-alive, unanswered',
    'reset-by-server': 'Reset by the server',
    filtered: 'Filtered ports',
    'syn-lost': 'A SYN is lost',
    'fin-lost': 'A FIN is lost',
    'fin-with-data': 'FIN with the last data',
    'fin-overtakes-data': 'A FIN arrives before data',
    'data-after-close': 'Data after the close',
    'fast-open': 'TCP Fast Open',
    'port-reuse': 'Port reuse',
    'mid-stream': 'Captured mid-stream',
    'syn-cookies': 'SYN cookies',
    'syn-scan': 'Port scan',
    'any-interface': 'Captured on every interface',
    'seen-twice': 'Every segment captured twice',
    commented: 'With comments',
  },

  // Reading
  progress: (p: { read: number; total: number; packets: number; connections: number }) =>
    `${size(p.read)} of ${size(p.total)} · ${many(p.packets, 'packet')} · ` +
    `${many(p.connections, 'connection')} so far.`,
  progressLabel: 'Reading the capture',
  firstUsable: 'The first ones can already be opened.',
  stopHere: 'Stop reading',
  stopped: (p: { packets: number }) =>
    `Reading stopped after ${many(p.packets, 'packet')}; what was read is shown.`,

  // Connections
  connections: 'Connections',
  streamOf: (p: { stream: string; of: number }) =>
    `Stream ${p.stream} · ${many(p.of, 'connection')}`,
  previousConnection: 'Previous connection',
  nextConnection: 'Next connection',
  filter: 'Filter connections',
  filterHint: 'address, port, outcome, SF…',
  filtered: (p: { shown: number; of: number }) => `${count(p.shown)} of ${count(p.of)} shown`,
  nothingMatches: 'No connection matches the filter.',
  clearFilter: 'Clear the filter',
  noConnections: 'The capture contains no TCP connections.',
  columns: 'Columns',
  groupBy: 'Group by',
  groupings: { none: '–', server: 'server', client: 'client', port: 'port', outcome: 'outcome' },
  saveList: 'Save the list',
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
  view: 'View',
  ladder: 'Ladder',
  curves: 'Curves',
  compare: 'Compare',
  compareWith: 'Compare with another connection',
  numbers: 'Numbers',
  relative: 'relative',
  absolute: 'absolute',
  time: 'Time',
  sinceStart: 'since start',
  sincePrevious: 'since previous',
  timeOfDay: 'time of day',
  sinceStartBriefly: 'start',
  sincePreviousBriefly: 'previous',
  timeOfDayBriefly: 'clock',
  silence: 'Idle time',
  folded: 'folded',
  toScale: 'to scale',
  /** How long TIME-WAIT lasts: as Linux waits, as the RFC says, or not shown. */
  twoMsl: { linux: '60 s', rfc: '240 s', off: 'off' },
  predict: 'Predict the states',
  /** The same, if there is little room. */
  predictBriefly: 'Predict',
  /** Whether arrows fall by the times at the ends. */
  moments: 'Times',
  asTheEndsSaw: 'as the ends saw it',
  asTheEndsSawBriefly: 'ends',
  asTable: 'As a table',
  tableRows: (p: { first: number; last: number; of: number }) =>
    `segments ${count(p.first)} to ${count(p.last)} of ${count(p.of)}`,
  rowsBefore: 'Previous',
  rowsAfter: 'Next',
  zoomIn: 'Expand the time scale',
  zoomOut: 'Compress the time scale',
  zoomReset: 'Reset the time scale',

  // Notes of the reader
  addNote: 'Add a note',
  noteOnCapture: 'Add a note on the capture',

  // Legend below the drawing
  key: 'Legend',
  keyCertainty: {
    sure: 'sure: proved by a segment of this end',
    expected: 'expected: if the segment arrived',
    assumed: 'assumed',
    unknown: 'unknown',
  } satisfies Record<Certainty, string>,
  certaintyMeaning: {
    sure: 'This end sent a segment that only this state allows.',
    expected:
      'The other end sent the segment that leads here; the state holds if that segment arrived and was accepted.',
    assumed: 'The capture began later; the traffic does not fit an earlier state.',
    unknown: 'The capture does not show it.',
  } satisfies Record<Certainty, string>,

  // Keyboard
  help: 'Keyboard',
  helpClose: 'Close',
  helpParts: { ladder: 'In the ladder', table: 'In the table', page: 'Anywhere' },
  helpKeys: {
    upDown: 'previous, next segment',
    leftRight: 'previous, next segment of the same sender',
    homeEnd: 'first, last',
    enter: 'go to the panel',
    escape: 'back to the ladder',
    space: 'play, pause',
    fold: 'fold or unfold a run of data',
    zoom: 'expand or compress the time scale',
    predict: 'predict the states',
    view: 'ladder or curves',
    compare: 'compare with another connection',
    note: 'write a note on the segment',
    rows: 'previous, next connection',
    pages: 'a page up, down',
    choose: 'choose the connection',
    filter: 'go to the filter',
    table: 'open or close the table',
    brackets: 'previous, next connection',
    help: 'show these keys',
    paste: 'open a file, text or hex from the clipboard',
  },
};
