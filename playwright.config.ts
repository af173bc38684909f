import { defineConfig } from '@playwright/test'
import { findBrowser } from './scripts/browser.mjs'

// The Chromium of the machine: nothing is downloaded. `npm test` says what to install where there is none.
const executablePath = findBrowser()
const isRoot = process.getuid?.() === 0

export default defineConfig({
  testDir: 'tests/e2e',
  // Screens drawn in software keep both cores of a small machine busy by themselves.
  workers: 1,
  timeout: 180_000,
  // Generous: where nothing is wrong nobody waits, and a busy machine draws slowly.
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // Of what fails: its steps with the page at each, and how the screen looked at the end. A film of every test would
    // cost more than the tests where a map is drawn in software; `--trace on` makes it.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
        // Only the map needs WebGL: the page itself is drawn much faster without a GPU that does not exist.
        '--disable-gpu-compositing',
        '--disable-gpu-rasterization',
        '--disable-background-networking',
      ],
    },
  },
  projects: [
    // Each in a folder of its own: both run at the same time, and each empties its own at the start.
    { name: 'browser', outputDir: 'test-results/browser', testIgnore: /electron[^/]*\.spec\.ts$/ },
    // The shell's own, and those that run in both hosts (tests/fixtures/hosts.ts). The page is the same in both: what an
    // audit of its markup finds, it finds in the browser.
    { name: 'electron', outputDir: 'test-results/electron', testMatch: /(electron[^/]*|scene|desk)\.spec\.ts$/, grepInvert: /accessibility/, timeout: 180_000, expect: { timeout: 40_000 } },
  ],
})
