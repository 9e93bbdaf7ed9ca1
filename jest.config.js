/** Sources run as they are: packages resolve by the private condition `banyan-source`, nothing is built first. */
export default {
  globalSetup: '<rootDir>/tools/src/testing/global-setup.ts',
  globalTeardown: '<rootDir>/tools/src/testing/global-teardown.ts',
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['banyan-source', 'node', 'node-addons', 'default'] },
  testMatch: ['<rootDir>/{libs,modules,apps,tools,bench,e2e,examples,infra}/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '<rootDir>/tools/src/architecture/fixtures/'],
  modulePathIgnorePatterns: ['<rootDir>/.banyan/', '/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
  transform: { '^.+\\.ts$': ['@swc/jest', {}] },
  setupFilesAfterEnv: ['<rootDir>/tools/src/testing/limits.ts'],
  maxWorkers: 2,
};
