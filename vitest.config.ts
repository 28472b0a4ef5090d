import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { bundledServer } from './tests/support/bundled-server.ts'
import { factTimeoutMs, timeLimit } from './tests/support/time-limits.ts'

/** One fact is waited for so long; a test may set a longer limit and says why. */
const factTimeout = { poll: { timeout: factTimeoutMs } }

/**
 * As npm start does, also for the threads and processes that tests start: the store's thread alone is opened hundreds of
 * times, and to read its modules anew each time is half the work of these tests.
 */
const env = { NODE_COMPILE_CACHE: fileURLToPath(new URL('.cache/node', import.meta.url)) }

/** Projects run beside one another, each with a bundle of its own. */
const bundleFor = (project: string) => fileURLToPath(new URL(`.cache/bundled-${project}`, import.meta.url))

/** A test of rules alone; the longest takes 7 s on two free cores. */
const ruleTestMs = timeLimit(30_000)

/** A test with sockets and disks; the longest takes 20 s on two free cores. */
const wholeTestMs = timeLimit(60_000)

/** A test with pages; the longest takes 55 s where other programs keep both cores busy. */
const pageTestMs = timeLimit(120_000)

/** The whole story in another browser engine, through a driver that answers slowly. */
const engineTestMs = timeLimit(300_000)

/** Server tests that npm test repeats on PostgreSQL: what is durable, secret, private, refused and loaded again. */
const onPostgres = [
  '*postgres*',
  'agenda-kill',
  'convergence',
  'devices',
  'duel',
  'hands',
  'hostile-messages',
  'kill',
  'private-writing',
  'relay',
  'relay-durability',
  'reveal-kill',
  'scores',
].map((name) => `tests/server/${name}.test.ts`)

/** It waits for more than a minute and computes nothing: as the last one it would keep the cores idle. */
const waiting = /\/proxy-idle\.test\.ts$/u

class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isWaiting = ({ moduleId }: TestSpecification): boolean => waiting.test(moduleId)
    return [...sorted.filter(isWaiting), ...sorted.filter((file) => !isWaiting(file))]
  }
}

/**
 * Four projects for npm test: rules alone, the real server with real sockets, real browsers, and some of the server's
 * tests with the boards in PostgreSQL. `engines` is npm run engines’; `soak` is npm run soak -- keyboard’s. Files run
 * beside one another: two where they only compute, as a small machine has cores; three where they also wait for disks,
 * sockets and pages.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: WaitingFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/support/movable-clock.ts'],
          // A file takes the modules that the files before it have loaded: half the CPU time of a short one.
          isolate: false,
          env,
          expect: factTimeout,
          testTimeout: ruleTestMs,
          hookTimeout: ruleTestMs,
          maxWorkers: 2,
        },
      },
      {
        plugins: [bundledServer(bundleFor('server'))],
        test: {
          name: 'server',
          include: ['tests/server/**/*.test.ts'],
          exclude: ['tests/server/*postgres*.test.ts'],
          // A file takes the modules that the files before it have loaded: a fifth of the work of a short one.
          isolate: false,
          env: { ...env, BUNDLED_SERVER: bundleFor('server') },
          expect: factTimeout,
          testTimeout: wholeTestMs,
          hookTimeout: wholeTestMs,
          maxWorkers: 3,
        },
      },
      {
        plugins: [bundledServer(bundleFor('postgres'))],
        test: {
          name: 'postgres',
          include: onPostgres,
          isolate: false,
          env: { ...env, BUNDLED_SERVER: bundleFor('postgres'), TEST_STORE: 'postgres' },
          expect: factTimeout,
          testTimeout: wholeTestMs,
          hookTimeout: wholeTestMs,
          maxWorkers: 3,
        },
      },
      {
        plugins: [bundledServer(bundleFor('browser'))],
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          // What is tested stands in other processes; this one keeps the browser and the server that its files share.
          isolate: false,
          env: { ...env, BUNDLED_SERVER: bundleFor('browser') },
          expect: factTimeout,
          testTimeout: pageTestMs,
          hookTimeout: pageTestMs,
          maxWorkers: 3,
        },
      },
      {
        plugins: [bundledServer(bundleFor('soak'))],
        test: {
          name: 'soak',
          include: ['tests/soak/**/*.test.ts'],
          isolate: false,
          env: { ...env, BUNDLED_SERVER: bundleFor('soak') },
          expect: factTimeout,
          testTimeout: wholeTestMs,
          hookTimeout: wholeTestMs,
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'engines',
          include: ['tests/engines/**/*.test.ts'],
          env,
          expect: factTimeout,
          testTimeout: engineTestMs,
          hookTimeout: engineTestMs,
          maxWorkers: 1,
        },
      },
    ],
  },
})
