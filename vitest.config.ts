import { defineConfig } from 'vitest/config'

/**
 * Files whose tests need a world of their own: they put other modules in the place of real ones, hold what the page holds
 * once (its stores, its timers), or are whole programs. All others are functions of their arguments, for which a new
 * worker per file would be most of the time.
 */
const APART = ['renderer/state/**/*.test.ts', 'renderer/desk/{state,tools}/**/*.test.ts', 'tests/{integration,simulation,fixtures}/**/*.test.ts']

export default defineConfig({
  test: {
    // Worker threads of the hub cannot load TypeScript: the hub is bundled once before the suite.
    globalSetup: ['tests/fixtures/build-hub.ts'],
    testTimeout: 30_000,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'apart', include: APART } },
      { extends: true, test: { name: 'together', include: ['{shared,electron,renderer}/**/*.test.ts'], exclude: APART, pool: 'threads', isolate: false } },
    ],
  },
})
