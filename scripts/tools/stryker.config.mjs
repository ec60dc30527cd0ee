// Changes the pure code a little, again and again, and tells which changes no test notices.
export default {
  mutate: ['src/emissions/*.ts', 'src/measure/*.ts', '!src/emissions/endpoints.ts', '!src/emissions/step-reply.ts'],
  testRunner: 'mocha',
  testRunnerNodeArgs: ['--import', 'tsx'],
  mochaOptions: { spec: ['test/emissions/*.test.ts', 'test/measure/*.test.ts', '!test/emissions/file-of-fuels*.test.ts'] },
  coverageAnalysis: 'perTest',
  // What is only said to people, in descriptions and refusals, is read by people.
  mutator: { excludedMutations: ['StringLiteral'] },
  tempDirName: 'build/stryker',
  reporters: ['progress-append-only', 'json'],
  jsonReporter: { fileName: 'build/mutation.json' },
  thresholds: { high: 95, low: 90, break: 85 },
};
