import { execFile, execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { findProgram, installFromDebian, mayInstall } from './programs.js'

const run = promisify(execFile)

/** Debian keeps the programs of each version in a folder of its own, out of PATH. */
function folders() {
  try {
    const versions = readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a))
    return versions.map((version) => join('/usr/lib/postgresql', version, 'bin'))
  } catch {
    return []
  }
}

/**
 * Starts a PostgreSQL of its own, in a new folder, on a free port and with fsync on. On Debian as root it is installed
 * when missing; anywhere else the answer is undefined, after saying exactly what to install. `copyOf`: the address of
 * another one, which it follows as its replica.
 */
export async function startPostgres({ copyOf } = {}) {
  const bin = await findPrograms()
  if (!bin) return undefined
  const dir = mkdtempSync(join(tmpdir(), 'boussole-postgres-'))
  // PostgreSQL refuses to run as root.
  const user = process.getuid?.() === 0 ? userOf('postgres') : undefined
  if (user) chownSync(dir, user.uid, user.gid)
  const as = { ...user, cwd: dir }
  const data = join(dir, 'data')
  if (copyOf) await run(bin('pg_basebackup'), ['-D', data, '-d', copyOf, '-R', '-c', 'fast'], as)
  else await run(bin('initdb'), ['-D', data, '-U', 'boussole', '-A', 'trust', '-E', 'UTF8', '--locale=C'], as)
  const port = await freePort()
  const settings = [`-p ${port}`, '-c listen_addresses=127.0.0.1', `-c unix_socket_directories=${dir}`]
  const start = async () =>
    void (await run(
      bin('pg_ctl'),
      ['-D', data, '-w', '-l', join(dir, 'log'), '-o', settings.join(' '), 'start'],
      as,
    ))
  const halt = async (mode) => void (await run(bin('pg_ctl'), ['-D', data, '-m', mode, '-w', 'stop'], as))
  const promote = async () => void (await run(bin('pg_ctl'), ['-D', data, '-w', 'promote'], as))
  await start()
  const stop = () => {
    process.off('exit', stop)
    try {
      execFileSync(bin('pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop'], { ...as, stdio: 'ignore' })
    } catch {
      // It was halted before.
    } finally {
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
    }
  }
  process.once('exit', stop)
  const url = `postgresql://boussole@127.0.0.1:${port}/postgres?sslmode=disable`
  return { url, port, dir, user, start, halt, promote, stop }
}

async function findPrograms() {
  const find = () => findProgram(['initdb'], folders())
  let found = find()
  if (!found && mayInstall()) {
    console.log('PostgreSQL is missing; installing it from Debian.')
    await installFromDebian(['postgresql'])
    found = find()
  }
  // PATH may name a link to it, without the other programs beside it.
  if (found) return (name) => join(dirname(realpathSync(found)), name)
  console.error(
    [
      'The tests of PostgreSQL need version 15 or later, which was not found. Install it and run this again:',
      '  Debian, Ubuntu:  sudo apt-get update && sudo apt-get install -y postgresql',
      '  macOS:           brew install postgresql@17',
      'or leave these tests out: npm test -- unit server browser',
    ].join('\n'),
  )
  return undefined
}

/** The numbers of a user of this machine, as whom a child process runs. */
export function userOf(name) {
  const number = (flag) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }))
  return { uid: number('-u'), gid: number('-g') }
}

/** A port that nobody listens on at the moment. */
export async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}
