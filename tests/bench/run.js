/**
 * npm run bench [-- relay guard commit join presence memory reveal open canvas pdf size]: our figures beside the peers', in the same run.
 * The peers are installed in a folder of their own the first time; nothing else ever needs them.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from '../../server/bootstrap/prepare.js'
import { findChromium } from '../runner/chromium.js'
import { runCommand } from '../runner/run-command.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const peers = join(root, 'tests', 'bench', 'peers')
const limitMs = 60 * 60_000

process.exitCode = await main(process.argv.slice(2))

async function main(asked) {
  await prepare({ build: true })
  const needsChromium = asked.length === 0 || asked.some((name) => ['canvas', 'size'].includes(name))
  const chromium = needsChromium ? await findChromium() : undefined
  if (needsChromium && !chromium) return 1
  if (!existsSync(join(peers, 'node_modules', '.package-lock.json'))) {
    const code = await runCommand('npm', ['ci'], { cwd: peers, limitMs })
    if (code !== 0) return code
  }
  const node = join(root, 'node_modules', '.bin', 'node')
  const env = chromium ? { CHROMIUM: chromium } : {}
  return runCommand(node, [join(root, 'tests', 'bench', 'main.ts'), ...asked], { cwd: root, env, limitMs })
}
