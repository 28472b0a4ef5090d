import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** What is waited for is a fact; how long one waits says only when to give up, also on a busy machine. */
const patience = { poll: { timeout: 100_000 } }

/**
 * As npm start does, also for the threads and processes that tests start: the store's thread alone is opened hundreds of
 * times, and to read its modules anew each time is half the work of these tests.
 */
const env = { NODE_COMPILE_CACHE: fileURLToPath(new URL('.cache/node', import.meta.url)) }

/** Says when to give up as well: what takes two seconds takes a minute where ten times as much is to be done at once. */
const testTimeout = 300_000

/**
 * Three projects for npm test: rules alone, the real server with real sockets, and real browsers; `engines` is npm run
 * engines’. Files run beside one another: two
 * where they only compute, as a small machine has cores; three where they also wait for disks, sockets and pages.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          env,
          expect: patience,
          testTimeout,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'server',
          include: ['tests/server/**/*.test.ts'],
          env,
          expect: patience,
          testTimeout,
          hookTimeout: testTimeout,
          maxWorkers: 3,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          // What is tested stands in other processes; this one keeps the browser and the server that its files share.
          isolate: false,
          env,
          expect: patience,
          testTimeout,
          hookTimeout: testTimeout,
          maxWorkers: 3,
        },
      },
      {
        test: {
          name: 'engines',
          include: ['tests/engines/**/*.test.ts'],
          env,
          expect: patience,
          testTimeout,
          hookTimeout: testTimeout,
          maxWorkers: 1,
        },
      },
    ],
  },
})
