/**
 * npm test: static checks, unit tests, browser tests, server tests, and some of the server tests on PostgreSQL, two of
 * them at a time, on any Node from 20 up and a fresh clone.
 * `npm test -- unit server` runs those projects alone; `postgres` is a dozen of the server tests with the boards in
 * PostgreSQL. The last line is `N passed, N failed`.
 */
import { setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import { prepare } from '../server/bootstrap/prepare.js'
import { findChromium } from './runner/chromium.js'
import { runInTurn } from './runner/in-turn.js'
import { startPostgres } from './runner/postgres.js'
import { findProxy, proxyNames } from './runner/proxies.js'
import { runStaticChecks } from './runner/static-checks.js'
import { runVitestProject } from './runner/vitest-project.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const projects = ['unit', 'server', 'browser', 'postgres']
/**
 * Side by side two use the cores that one of them would leave idle: checkers compute on one, and tests wait. The next
 * begins when either ends: server tests wait for the most at their end.
 */
const parts = ['static checks', 'unit', 'server', 'browser', 'postgres']
const atOnce = 2
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
  const proxies = {}
  for (const name of chosen.includes('server') ? proxyNames : [])
    proxies[name.toUpperCase()] = await findProxy(name)
  for (const name of chosen.includes('postgres') ? ['haproxy', 'pgbouncer'] : [])
    proxies[name.toUpperCase()] = await findProxy(name)
  const postgres = chosen.includes('postgres') ? await startPostgres() : undefined
  if (
    (chosen.includes('postgres') && !postgres) ||
    (chosen.includes('browser') && !chromium) ||
    !Object.values(proxies).every(Boolean)
  ) {
    console.log('\n0 passed, 1 failed')
    return 1
  }

  const only = new Set(asked.length > 0 ? asked : ['static checks', ...projects])
  const runOf = (name, env) => async (print) => ({
    name,
    ...(name === 'static checks'
      ? await runStaticChecks(root, print)
      : await runVitestProject(root, name, env, print)),
  })
  // As the server's processes that draw files: those would wait ten times as long beside tests of ordinary priority.
  setPriority(5)
  const names = parts.filter((name) => only.has(name))
  const env = {
    TEST_TIME_SCALE: process.env.TEST_TIME_SCALE ?? String(Math.min(atOnce, names.length)),
    ...(chromium ? { CHROMIUM: chromium } : {}),
    ...proxies,
    ...(postgres ? { POSTGRES_URL: postgres.url } : {}),
  }
  const counts = await runInTurn(
    names.map((name) => runOf(name, env)),
    undefined,
    atOnce,
  )
  postgres?.stop()
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
