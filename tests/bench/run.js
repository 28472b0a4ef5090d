/**
 * npm run bench [-- [report] [--quick] NAME…]: our figures beside the peers', in the same run; without a name it says what
 * there is and runs all of it. `report` writes docs/figures.md, too; `--quick` takes shorter runs. It ends with 1 when a
 * bench misses what it has to reach. The peers are installed in a folder of their own the first time; nothing else ever needs them.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from '../../server/bootstrap/prepare.js'
import { findChromium } from '../runner/chromium.js'
import { installApart } from '../runner/install-apart.js'
import { startPostgres } from '../runner/postgres.js'
import { runCommand } from '../runner/run-command.js'
import { startValkey } from '../runner/valkey.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const peers = join(root, 'tests', 'bench', 'peers')
const limitMs = 60 * 60_000

process.exitCode = await main(process.argv.slice(2))

async function main(given) {
  const isReport = given[0] === 'report'
  const isQuick = given.includes('--quick')
  const asked = given.slice(isReport ? 1 : 0).filter((name) => name !== '--quick')
  const benches = JSON.parse(readFileSync(new URL('benches.json', import.meta.url), 'utf8'))
  const unknown = asked.filter((name) => !Object.hasOwn(benches, name))
  const list = Object.entries(benches).map(([name, about]) => `  ${name.padEnd(9)} ${about}`)
  if (unknown.length > 0) {
    console.error(`There is no bench called ${unknown.join(', ')}. There are:\n${list.join('\n')}`)
    return 1
  }
  if (asked.length === 0) {
    console.log(
      `Measures everything, which takes about ${isQuick ? 'ten minutes' : 'half an hour'}; npm run bench -- NAME… measures some of it:\n${list.join('\n')}\n`,
    )
  }
  await prepare({ build: true })
  const needsChromium =
    asked.length === 0 ||
    asked.some((name) => ['arrive', 'canvas', 'cowrite', 'size', 'sorting'].includes(name))
  const chromium = needsChromium ? await findChromium() : undefined
  if (needsChromium && !chromium) return 1
  const hasPeers = asked.length === 0 || asked.some((name) => name !== 'sorting' && name !== 'calm')
  const code = hasPeers ? await installApart(peers) : 0
  if (code !== 0) return code
  const needsNodes = asked.length === 0 || asked.includes('nodes')
  const postgres = needsNodes ? await startPostgres() : undefined
  const valkey = postgres && (await startValkey())
  if (needsNodes && !valkey) return 1
  const node = join(root, 'node_modules', '.bin', 'node')
  const env = {
    ...(chromium && { CHROMIUM: chromium }),
    ...(isQuick && { BENCH_QUICK: '1' }),
    ...(postgres && { POSTGRES_URL: postgres.url }),
    ...(valkey && { VALKEY_PORT: String(valkey.port), VALKEY_PID: String(valkey.pid) }),
  }
  const script = [join(root, 'tests', 'bench', 'main.ts'), ...(isReport ? ['report'] : []), ...asked]
  const measured = await runCommand(node, script, { cwd: root, env, limitMs })
  valkey?.stop()
  postgres?.stop()
  return measured
}
