import { defineConfig } from 'vitest/config';

const SECOND = 1000;
const isLongForm = process.env['PORCHLIGHT_FAULTS'] === 'long';

/** Suites that start real hosts. They need the pages built, and leave time for a busy machine, never for a second try. */
const withHost = {
  globalSetup: 'test/support/built-page.ts',
  hookTimeout: 60 * SECOND,
};

export default defineConfig({
  test: {
    include: [],
    environment: 'node',
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    retry: 0,
    // One more than the cores of a small machine: tests wait for hosts and browsers more than they compute.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/{integration,faults,e2e,packaging,desktop}/**'],
          testTimeout: 10 * SECOND,
        },
      },
      {
        extends: true,
        test: {
          ...withHost,
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 30 * SECOND,
        },
      },
      {
        extends: true,
        test: {
          ...withHost,
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          // Hundreds of cycles in the long form.
          testTimeout: (isLongForm ? 3_600 : 120) * SECOND,
        },
      },
      {
        extends: true,
        test: {
          ...withHost,
          name: 'browser',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/built-page.ts', 'test/support/installed-browser.ts'],
          testTimeout: 90 * SECOND,
        },
      },
      {
        extends: true,
        test: {
          ...withHost,
          name: 'desktop',
          include: ['test/desktop/**/*.test.ts'],
          globalSetup: ['test/support/built-page.ts', 'test/support/installed-browser.ts'],
          // An app keeps its usual port over a killed host, and would lose it to another app's.
          fileParallelism: false,
          testTimeout: 90 * SECOND,
        },
      },
      {
        extends: true,
        test: {
          name: 'packaging',
          include: ['test/packaging/**/*.test.ts'],
          globalSetup: ['test/support/electron-stub/built-package.ts', 'test/support/installed-browser.ts'],
          // One app at a time: each has a browser and a host.
          fileParallelism: false,
          testTimeout: 90 * SECOND,
          hookTimeout: 90 * SECOND,
        },
      },
    ],
  },
});
