/** npm run soak [-- --minutes 30], npm run soak -- kill [--rounds 100], npm run soak -- nodes, npm run soak -- restart, npm run soak -- ghosts, npm run soak -- states, npm run soak -- disk, npm run soak -- activity: honest people and attackers on the real server. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from '../../server/bootstrap/prepare.js'
import { runCommand } from '../runner/run-command.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
// Browsers show the page that was built.
await prepare({ build: process.argv[2] === 'states' })
const node = join(root, 'node_modules', '.bin', 'node')
process.exitCode = await runCommand(
  node,
  [join(root, 'tests', 'soak', 'main.ts'), ...process.argv.slice(2)],
  {
    cwd: root,
    limitMs: 150 * 60_000,
  },
)
