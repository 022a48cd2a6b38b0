/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  reporters: ['default', '<rootDir>/scripts/test-reporter.js'],
  // Ends what hangs; no test measures by it. Processes, servers and signatures take their time on a busy machine.
  testTimeout: 60_000,
  verbose: true,
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts'],
};
