import { defineConfig } from 'vitest/config'

/** What is waited for is a fact; how long one waits says only when to give up, also on a busy machine. */
const patience = { poll: { timeout: 30_000 } }

/** Three projects: rules alone, the real server with real sockets, and real browsers; of the last two, two files at a time. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'] } },
      {
        test: {
          name: 'server',
          include: ['tests/server/**/*.test.ts'],
          expect: patience,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          expect: patience,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
})
