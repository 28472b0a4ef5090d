/**
 * npm test: static checks, then unit, server and browser tests, on any Node from 20 up and a fresh clone.
 * `npm test -- unit server` runs those projects alone. The last line is `N passed, N failed`.
 */
import { fileURLToPath } from 'node:url'
import { prepare } from '../server/bootstrap/prepare.js'
import { findChromium } from './runner/chromium.js'
import { runStaticChecks } from './runner/static-checks.js'
import { runVitestProject } from './runner/vitest-project.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const projects = ['unit', 'server', 'browser']
const asked = process.argv.slice(2)

process.exitCode = await main()

async function main() {
  const unknown = asked.filter((name) => !projects.includes(name))
  if (unknown.length > 0) {
    console.error(`There is no test project ${unknown.join(', ')}; there are ${projects.join(', ')}.`)
    return 1
  }
  const chosen = asked.length > 0 ? projects.filter((name) => asked.includes(name)) : projects
  await prepare({ build: chosen.some((name) => name !== 'unit') })
  const chromium = chosen.includes('browser') ? await findChromium() : undefined
  if (chosen.includes('browser') && !chromium) {
    console.log('\n0 passed, 1 failed')
    return 1
  }

  const counts = []
  if (asked.length === 0) counts.push(await runStaticChecks(root))
  for (const project of chosen) {
    counts.push(await runVitestProject(root, project, chromium ? { CHROMIUM: chromium } : {}))
  }
  const sum = (of) => counts.reduce((total, count) => total + of(count), 0)
  const failed = sum((count) => count.failed)
  const skipped = sum((count) => count.skipped)
  console.log(
    `\n${sum((count) => count.passed)} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  )
  return failed === 0 ? 0 : 1
}
