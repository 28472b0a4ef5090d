/**
 * npm run engines: the main job in Firefox and in WebKit, Safari's engine, beside Chromium. What drives them is installed
 * in a folder of its own the first time; nothing else ever needs it. The last line is `N passed, N failed`.
 */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from '../../server/bootstrap/prepare.js'
import { findChromium } from '../runner/chromium.js'
import { runCommand } from '../runner/run-command.js'
import { runVitestProject } from '../runner/vitest-project.js'
import { findEngines } from './find-engines.js'
import { startScreen } from './screen.js'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..', '..')
const drivers = join(here, 'drivers')

process.exitCode = await main()

async function main() {
  await prepare({ build: true })
  const chromium = await findChromium()
  const engines = await findEngines()
  if (!chromium || !engines) return 1
  if (!existsSync(join(drivers, 'node_modules', '.package-lock.json'))) {
    const code = await runCommand('npm', ['ci'], { cwd: drivers, limitMs: 10 * 60_000 })
    if (code !== 0) return code
  }
  const screen = await startScreen(engines.xvfb)
  try {
    const { passed, failed } = await runVitestProject(root, 'engines', {
      CHROMIUM: chromium,
      FIREFOX: engines.firefox,
      WEBKIT: engines.webkit,
      WEBKIT_DRIVER: engines.driver,
      DISPLAY: screen.display,
    })
    console.log(`\n${passed} passed, ${failed} failed`)
    return failed === 0 ? 0 : 1
  } finally {
    screen.close()
  }
}
