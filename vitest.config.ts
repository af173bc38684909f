import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['shared/**/*.test.ts', 'electron/**/*.test.ts', 'renderer/**/*.test.ts', 'tests/{integration,simulation,fixtures}/**/*.test.ts'],
    // Worker threads of the hub cannot load TypeScript: the hub is bundled once before the suite.
    globalSetup: ['tests/fixtures/build-hub.ts'],
    testTimeout: 30_000,
    maxWorkers: 2,
  },
})
