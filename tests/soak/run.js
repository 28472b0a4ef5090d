/** npm run soak [-- --minutes 30], npm run soak -- kill [--rounds 100], npm run soak -- nodes, npm run soak -- restart, npm run soak -- ghosts, npm run soak -- keyboard, npm run soak -- states, npm run soak -- disk, npm run soak -- activity: honest people and attackers on the real server. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from '../../server/bootstrap/prepare.js'
import { findChromium } from '../runner/chromium.js'
import { startPostgres } from '../runner/postgres.js'
import { runCommand } from '../runner/run-command.js'
import { runVitestProject } from '../runner/vitest-project.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const story = process.argv[2] ?? 'soak'
// Browsers show the page that was built.
await prepare({ build: ['states', 'keyboard'].includes(story) })
process.exitCode = story === 'keyboard' ? await playByKeyboard() : await runStory()

/** The second workshop in both languages, as a test: it is too long for npm test. */
async function playByKeyboard() {
  const chromium = await findChromium()
  if (!chromium) return 1
  const { passed, failed } = await runVitestProject(root, 'soak', { CHROMIUM: chromium })
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

async function runStory() {
  const postgres = story === 'nodes' ? await startPostgres() : undefined
  if (postgres) process.env.POSTGRES_URL = postgres.url
  const node = join(root, 'node_modules', '.bin', 'node')
  const code = await runCommand(node, [join(root, 'tests', 'soak', 'main.ts'), ...process.argv.slice(2)], {
    cwd: root,
    limitMs: 150 * 60_000,
  })
  postgres?.stop()
  return code
}
