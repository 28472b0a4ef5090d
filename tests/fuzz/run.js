/**
 * npm run fuzz [-- --seed 123 --minutes 3]: mutated traffic of honest clients against the real server, then the random
 * tests of `npm test` with ten times as many cases, then everything that the server accepts in a page of the product: on
 * a board, and in every step of the built-in workshops.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from '../../server/bootstrap/prepare.js'
import { findChromium } from '../runner/chromium.js'
import { runCommand } from '../runner/run-command.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const asked = process.argv.slice(2)

/** Tests that try random cases; each reads `fuzzScale` of tests/support/random.ts. */
const randomTests = [
  'guard-honest',
  'guard-hostile',
  'guard-drafts-hostile',
  'guard-rights-fuzz',
  'guard-order',
  'report-pdf',
  'harmful-documents',
]

/** As many cases as `npm test` tries in ten runs. */
const scale = 10

await prepare({ build: true })
process.exitCode =
  (await runCampaigns()) ||
  (await runRandomTests()) ||
  (await runPages('pages.ts')) ||
  (await runPages('steps.ts'))

async function runRandomTests() {
  const seed = asked[asked.indexOf('--seed') + 1]
  return runNode(
    [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--project',
      'unit',
      ...randomTests.map((name) => join('tests', 'unit', `${name}.test.ts`)),
    ],
    { FUZZ_SCALE: String(scale), ...(asked.includes('--seed') && { SEED: seed }) },
  )
}

async function runCampaigns() {
  return runNode([join(root, 'tests', 'fuzz', 'main.ts'), ...asked])
}

async function runPages(name) {
  const chromium = await findChromium()
  return chromium ? runNode([join(root, 'tests', 'fuzz', name), ...asked], { CHROMIUM: chromium }) : 1
}

function runNode(args, env = {}) {
  return runCommand(join(root, 'node_modules', '.bin', 'node'), args, {
    cwd: root,
    env,
    limitMs: 150 * 60_000,
  })
}
