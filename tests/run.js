/**
 * npm test: static checks, then unit tests, then server and browser tests side by side, on any Node from 20 up and a
 * fresh clone.
 * `npm test -- unit server` runs those projects alone. The last line is `N passed, N failed`.
 */
import { fileURLToPath } from 'node:url'
import { prepare } from '../server/bootstrap/prepare.js'
import { findChromium } from './runner/chromium.js'
import { runInTurn } from './runner/in-turn.js'
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
  if (asked.length === 0) counts.push({ name: 'static checks', ...(await runStaticChecks(root)) })
  if (chosen.includes('unit')) counts.push({ name: 'unit', ...(await runVitestProject(root, 'unit', {})) })
  // These wait for disks, sockets and pages: side by side they use the cores that one of them would leave idle.
  const waiting = chosen.filter((name) => name !== 'unit')
  const env = {
    TEST_TIME_SCALE: process.env.TEST_TIME_SCALE ?? String(Math.max(1, waiting.length)),
    ...(chromium ? { CHROMIUM: chromium } : {}),
  }
  const tasks = waiting.map((name) => async (print) => ({
    name,
    ...(await runVitestProject(root, name, env, print)),
  }))
  counts.push(...(await runInTurn(tasks)))
  // Once more at the end: a server that keeps a long output may keep its end alone.
  for (const failure of counts.flatMap(({ failures = [] }) => failures)) console.log(`\n✗ ${failure}`)
  console.log('')
  for (const count of counts) console.log(`${count.name}: ${sentence(count)}`)
  const of = (field) => counts.reduce((total, count) => total + count[field], 0)
  const total = { passed: of('passed'), failed: of('failed'), skipped: of('skipped') }
  console.log(`\n${sentence(total)}`)
  return total.failed === 0 ? 0 : 1
}

function sentence({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
