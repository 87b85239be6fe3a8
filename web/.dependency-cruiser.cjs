// The architecture of web/src in writing: what each folder is for, and which folders it may import,
// types included. Whatever is not named here is forbidden. Checked by `npm run lint`.
const layers = {
  /** Numbers, times and texts from outside as text; tasks; what knows nothing of TCP. */
  base: [],
  /** Connections, segments, states and names: what the engine tells, read and never worded. */
  model: ['base'],
  /** Every sentence in every language, in one set of words for each consumer. */
  words: ['base', 'model'],
  /** Hues, type and paper. */
  theme: [],
  /** SVG nodes as plain data, their text measured; and the lanes of a state. */
  svg: ['base', 'model'],
  /** The ladder: a plan without words, and its painter. */
  ladder: ['base', 'model', 'svg', 'theme'],
  /** What happened, in sentences. */
  story: ['base', 'model', 'words', 'ladder'],
  /** Small drawings: glyphs, header, sequence space, state diagram. */
  marks: ['base', 'model', 'words', 'svg', 'story'],
  /** The engine's client, and what runs in its worker. */
  engine: ['base', 'model'],
  /** Sequence numbers, bytes in flight, round trips and throughput over time. */
  curves: ['base', 'model', 'words', 'svg', 'theme', 'story'],
  /** Controls and styles that page, panel and element share. */
  ui: ['base', 'model', 'words', 'theme'],
  /** The panel of the chosen step. */
  panel: ['base', 'model', 'words', 'theme', 'svg', 'story', 'marks', 'ui'],
  /** A connection as SVG, PNG, text, Mermaid, JSON and CSV. */
  export: ['base', 'model', 'words', 'theme', 'svg', 'ladder', 'story'],
  /** The command. */
  cli: ['base', 'model', 'words', 'engine', 'export', 'curves', 'story'],
  /** <tcp-ladder> for pages of others. */
  element: ['base', 'model', 'words', 'theme', 'engine', 'ladder', 'curves', 'story', 'ui'],
  /** What the npm package exports. */
  package: ['model', 'words', 'engine', 'export', 'element'],
  /** The page. */
  page: [
    'base',
    'model',
    'words',
    'theme',
    'engine',
    'ladder',
    'curves',
    'story',
    'marks',
    'ui',
    'panel',
    'export',
  ],
};

/** What one folder promises beyond that. */
const narrow = [
  {
    name: 'story-takes-words-alone-from-the-ladder',
    comment: 'ladder/words.ts is the interface that ladder_words.ts fills in.',
    severity: 'error',
    from: { path: '^src/story/' },
    to: { path: '^src/ladder/', pathNot: '^src/ladder/words\\.ts$' },
  },
  {
    name: 'story-of-the-element-comes-later',
    comment: 'What tells of a segment is no part of the first drawing: import() only.',
    severity: 'error',
    from: { path: '^src/element/', pathNot: '^src/element/(telling|explanation)\\.ts$' },
    to: {
      path: '^src/element/(telling|explanation)\\.ts$|^src/story/story\\.ts$|^src/words/(story|files)\\.ts$',
      dependencyTypesNot: ['type-only', 'dynamic-import'],
    },
  },
  {
    name: 'analysis-of-the-element-comes-later',
    comment: 'Two captures and curves are a part: types and import() only.',
    severity: 'error',
    from: { path: '^src/element/', pathNot: '^src/element/analysis_part\\.ts$' },
    to: {
      path: '^src/element/analysis_part\\.ts$|^src/curves/|^src/engine/client\\.ts$',
      dependencyTypesNot: ['type-only', 'dynamic-import'],
    },
  },
  {
    name: 'worker-behind-its-session',
    comment: 'Outside the engine, only a session may be held without a worker around it.',
    severity: 'error',
    from: { pathNot: '^src/engine/' },
    to: { path: '^src/engine/worker/', pathNot: '^src/engine/worker/session\\.ts$' },
  },
  {
    name: 'parts-are-loaded-when-wanted',
    comment: 'Their code is no part of the first load: types and import() only.',
    severity: 'error',
    from: {
      path: '^src/(page|panel)/',
      pathNot:
        '^src/page/(compare|file_set|moments|paste|share)/|^src/panel/(part|step_panel)\\.ts$',
    },
    to: {
      path: '^src/page/(file_set/.*|compare/.*|moments/.*|incidents/incident_lines|notes/note_field|paste/paste_dialog|share/share_panel|verdict/(insight_lines|flag_list))\\.ts$|^src/panel/(part|step_panel|payload_part)\\.ts$|^src/story/(story|annotate_.*)\\.ts$|^src/curves/',
      dependencyTypesNot: ['type-only', 'dynamic-import'],
    },
  },
];

module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'No file leads back to itself, not even by types.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'snake-case',
      comment: 'Files are spelt in snake_case; folders of languages bear their tags.',
      severity: 'error',
      from: { path: '[A-Z-][^/]*\\.[a-z.]+$' },
      to: {},
    },
    {
      name: 'in-a-folder',
      comment: 'Every file of src lies in a folder that is named above.',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${Object.keys(layers).join('|')})/` },
      to: {},
    },
    {
      name: 'no-build-in-src',
      comment: 'Programs that build the page are no part of it.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^build/' },
    },
    {
      name: 'found',
      comment: 'What is imported exists; #names and virtual modules are made by build/.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(#|virtual:|vite$)' },
    },
    ...Object.entries(layers).map(([layer, allowed]) => ({
      name: `${layer}-imports`,
      comment: `${layer} imports ${allowed.join(', ') || 'nothing of src'}.`,
      severity: 'error',
      from: { path: `^src/${layer}/` },
      to: { path: '^src/', pathNot: `^src/(${[layer, ...allowed].join('|')})/` },
    })),
    ...narrow,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules|\\.svg$|\\.css$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.d.ts', '.mts', '.d.mts', '.mjs', '.js', '.json'],
    },
  },
};
