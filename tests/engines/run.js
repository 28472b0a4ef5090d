/**
 * npm run engines: the main job in Firefox and in WebKit, Safari's engine, beside Chromium. Their drivers are
 * installed in a separate folder the first time; nothing else needs them. The last line is `N passed, N failed`.
 */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from '../../server/bootstrap/prepare.js'
import { findChromium } from '../runner/chromium.js'
import { installApart } from '../runner/install-apart.js'
import { runVitestProject } from '../runner/vitest-project.js'
import { findEngines } from './find-engines.js'
import { startScreen } from './screen.js'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..', '..')

process.exitCode = await main()

async function main() {
  await prepare({ build: true })
  const chromium = await findChromium()
  const engines = await findEngines()
  if (!chromium || !engines) return 1
  const code = await installApart(join(here, 'drivers'))
  if (code !== 0) return code
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
