/**
 * The layers, lowest first. A module may import from its own layer and from those listed for it;
 * everything else is an error. docs/architecture.md draws the same list.
 */
const layers = {
  model: [],
  diagnostics: ['model'],
  ir: ['model'],
  language: ['model', 'diagnostics'],
  compiler: ['model', 'diagnostics', 'language', 'ir'],
  envelopes: ['model', 'diagnostics'],
  scanner: ['model', 'ir'],
  engine: ['model', 'ir'],
  integrity: ['model'],
  sources: ['model', 'diagnostics'],
  packs: ['model', 'diagnostics', 'language'],
  triage: ['model', 'diagnostics', 'ir'],
  reporters: ['model', 'diagnostics'],
  pipeline: [
    'model',
    'diagnostics',
    'ir',
    'language',
    'compiler',
    'envelopes',
    'scanner',
    'engine',
    'integrity',
    'sources',
    'packs',
    'triage',
    'reporters',
  ],
  commands: ['model', 'diagnostics', 'pipeline'],
};

const layerRules = Object.entries(layers).map(([layer, allowed]) => ({
  name: `layer-${layer}`,
  comment: `src/${layer} may import only: ${allowed.join(', ') || 'nothing else in src'}. Move the shared part down, or pass it in.`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: { path: '^src/', pathNot: `^src/(${[layer, ...allowed].join('|')})/` },
}));

/** One module alone imports an outside library, so that another can take its place in one file. */
const doors = {
  'json-rules-engine': '^src/engine/rule-engine\\.ts$',
  re2js: '^src/model/pattern\\.ts$',
  'ipaddr.js': '^src/model/network\\.ts$',
  yaml: '^src/language/yaml/',
  pako: '^src/envelopes/inflater\\.ts$',
  tinyglobby: '^src/sources/list-log-files\\.ts$',
  '@aws-sdk': '^src/sources/aws/',
  'cli-table3': '^src/reporters/table/draw-columns\\.ts$',
  'string-width': '^src/reporters/table/fit-text\\.ts$',
  'wrap-ansi': '^src/reporters/table/fit-text\\.ts$',
  'cli-progress': '^src/commands/progress-bar\\.ts$',
  ansis: '^src/(reporters/table/view|diagnostics/render-diagnostic)\\.ts$',
  '@oclif': '^src/commands/',
};

const doorRules = Object.entries(doors).map(([library, path]) => ({
  name: `door-${library}`,
  comment: `${library} has one door: ${path}. Use what that module exports.`,
  severity: 'error',
  from: { path: '^src/', pathNot: path },
  to: { path: `node_modules/${library}` },
}));

export default {
  forbidden: [
    ...layerRules,
    ...doorRules,
    {
      name: 'no-circular',
      comment: 'A cycle has no lowest part to understand first: move what both sides need into a third module.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-io-in-pure-layers',
      comment:
        'Files, network and processes belong to sources, packs, pipeline and commands; the rest must be testable with values alone. Hashes, signatures (node:crypto) and gzip (node:zlib) are functions of values.',
      severity: 'error',
      from: { path: '^src/(model|diagnostics|ir|language|compiler|envelopes|scanner|engine|integrity|triage|reporters)/' },
      to: { dependencyTypes: ['core'], path: '^(node:)?(fs|child_process|http|https|net|process|os|worker_threads)' },
    },
    {
      name: 'use-cases-stay-apart',
      comment: 'A use case may not import another: what two need is a part of its own.',
      severity: 'error',
      from: { path: '^src/pipeline/([^/]+)/' },
      to: { path: '^src/pipeline/[^/]+/', pathNot: '^src/pipeline/$1/' },
    },
    {
      name: 'no-test-imports',
      comment: 'Production code does not know its tests.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
    {
      name: 'nobody-imports-the-index',
      comment: 'index.ts is for users; inside, import the module that has the thing.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/index\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // AssemblyScript is compiled on its own, and imports nothing from outside its folder.
    exclude: { path: '^src/scanner/assembly/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js'], exportsFields: ['exports'], conditionNames: ['import', 'node'] },
  },
};
