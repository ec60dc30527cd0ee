// The ladder of rooms: a room imports only rooms to its left. Side rooms have their own rules below.
const ladder = [
  'measure',
  'people',
  'facts',
  'ports',
  'fuels',
  'fleet',
  'emissions',
  'factors',
  'reports',
  'ledger',
  'tanks',
  'customs',
  'proofs',
  'blending',
  'bunkering',
  'certificates',
  'recognition',
  'desk',
  'statistics',
];
// These three stand on one step and do not import one another, except that the fleet may ask a port or a fuel.
const upward = ladder.slice(0, -1).map((room, index) => ({
  name: `ladder: ${room} imports only downwards`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: `^src/(${ladder.slice(index + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...upward,
    { name: 'no circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'only http, app and service know Express',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(http/|app\\.ts|service\\.ts)' },
      to: { path: 'node_modules/(express|helmet|pino-http|express-rate-limit)/' },
    },
    {
      name: 'the embedded store is reached through store/connect.ts alone',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(embedded/|store/connect\\.ts)' },
      to: { path: '^src/embedded/' },
    },
    {
      name: 'the embedded store knows nothing of the trade',
      severity: 'error',
      from: { path: '^src/embedded/' },
      to: { path: '^src/(?!embedded/)' },
    },
    {
      name: 'the pure rooms do no input or output',
      severity: 'error',
      from: { path: '^src/(measure|emissions)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'the pure rooms know no database',
      severity: 'error',
      from: { path: '^src/(measure|emissions)/' },
      to: { path: 'node_modules/(mongoose|mongodb|express)/' },
    },
    {
      name: 'only stores, facts and the work know mongoose',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot:
          '^src/([a-z]+/store\\.ts|[a-z]+/[a-z]+-store\\.ts|[a-z]+/schemas\\.ts|[a-z]+/rows\\.ts|store/|facts/|work\\.ts|embedded/|service\\.ts|stores\\.ts)',
      },
      to: { path: 'node_modules/mongoose/' },
    },
    {
      name: 'pages import nouns and types, never a store',
      severity: 'error',
      from: { path: '^src/(web|documents)/' },
      to: { path: '^src/([a-z]+/store\\.ts|[a-z]+/[a-z]+-store\\.ts|store/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'a noun imports no use case, store or endpoint',
      severity: 'error',
      from: { path: '^src/(ledger|tanks|proofs|bunkering|certificates)/[a-z]+\\.ts$', pathNot: '(store|endpoints)\\.ts$' },
      to: { path: '^src/[a-z]+/(store|endpoints)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no orphans', severity: 'error', from: { orphan: true, pathNot: '(main\\.ts|worker\\.ts|\\.json)$' }, to: {} },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
};
