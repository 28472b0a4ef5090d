import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { askControl } from './admin/control.ts'
import { readConfig, type Config } from './config.ts'
import { bad, ok, warn, type Finding } from './doctor/finding.ts'
import {
  findingsOfClock,
  findingsOfFolder,
  findingsOfFonts,
  findingsOfMemory,
  findingsOfPort,
} from './doctor/machine.ts'
import { findingsOfProxy } from './doctor/proxy.ts'
import { findingsOfSignIn } from './doctor/sign-in.ts'
import { misspelt } from './known-settings.ts'
import { giveUp } from './ops/command-line.ts'
import { programVersion } from './ops/program.ts'
import { newestBackup } from './ops/scheduled-backups.ts'
import { doctorPath } from './ops/seen-requests.ts'
import type { PostgresSettings } from './store/rows/protocol.ts'
import { databaseName } from './store/sqlite/database.ts'
import { problemIn } from './store/sqlite/host-data.ts'

/** `npm run doctor -- ADDRESS`: what may be wrong with this machine and its proxy, and what to do. It changes nothing. */
const result = readConfig(process.env)
if (!result.ok) giveUp(result.problem)
const [given, ...others] = process.argv.slice(2)
const address = given === undefined ? null : URL.parse(given)
if (given !== undefined && (!address?.protocol.startsWith('http') || others.length > 0))
  giveUp('Say the address that people open: npm run doctor -- https://boussole.example.org')

let isBad = false
for (const finding of await findings(result.config, address)) {
  const { level, about, says, cure } = finding
  isBad ||= level === 'bad'
  console.log(`${level.padEnd(4)}  ${about.padEnd(10)} ${says}${cure === undefined ? '' : `; ${cure}`}.`)
}
process.exit(isBad ? 1 : 0)

async function findings(config: Config, address: URL | null): Promise<readonly Finding[]> {
  const { dataDir, port, host, backups, opening, postgres } = config
  const ask = async (...args: readonly string[]): Promise<string | undefined> => {
    const reply = await askControl(dataDir, { args })
    return reply && (reply.lines[0] ?? '')
  }
  const isRunning = (await ask('people')) !== undefined
  return [
    ok('version', `Boussole ${programVersion}, Node ${process.versions.node}`),
    ok('server', isRunning ? `one uses ${dataDir}` : `none uses ${dataDir}`),
    ...misspelt(process.env).map(({ found, meant }) =>
      warn('settings', `nothing has the name ${found}`, `you may mean ${meant}`),
    ),
    ...findingsOfFolder('disk', dataDir),
    ...(postgres ? await findingsOfPostgres(postgres) : findingsOfDatabase(dataDir)),
    ...(backups ? [...findingsOfFolder('backups', backups.dir), await findingOfBackup(backups.dir)] : []),
    ...findingsOfClock(Date.now()),
    ...findingsOfMemory(),
    ...findingsOfFonts(),
    ...(isRunning ? [] : await findingsOfPort(port, host)),
    ...(await findingsOfSignIn(opening, config.publicUrl)),
    ...(address
      ? await findingsOfProxy({
          address,
          ask,
          doctorPath,
          version: programVersion,
          signInHeader: opening.by === 'header' ? opening.header : null,
        })
      : []),
  ]
}

async function findingsOfPostgres(settings: PostgresSettings): Promise<readonly Finding[]> {
  const { problemWith } = await import('./store/postgres/connection.ts')
  const found = await problemWith(settings)
  if (!found) return [ok('database', 'PostgreSQL answers')]
  const { problem, mayWork } = found
  return [
    mayWork
      ? warn('database', problem, 'it may work; try it with a copy of the boards, or update Boussole')
      : bad('database', problem, 'look into the log of PostgreSQL, and at DATABASE_URL'),
  ]
}

function findingsOfDatabase(dataDir: string): readonly Finding[] {
  if (!existsSync(join(dataDir, databaseName)))
    return [warn('database', `there is none in ${dataDir}`, 'start the server, or give the DATA_DIR it has')]
  const problem = problemIn(dataDir)
  return problem === undefined
    ? [ok('database', 'nothing is wrong with it')]
    : [bad('database', problem, 'restore a backup: npm run restore -- FILE')]
}

async function findingOfBackup(dir: string): Promise<Finding> {
  const at = await newestBackup(dir).catch(() => null)
  if (at === null)
    return warn('backups', 'there is none yet', 'the running server makes the first one at once')
  const days = Math.floor((Date.now() - at) / 86_400_000)
  return days > 1
    ? bad('backups', `the newest is ${days} days old`, 'look into the log of the server')
    : ok('backups', 'the newest is of the last two days')
}
