import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './postgres.js'
import { findProgram, installFromDebian, mayInstall } from './programs.js'

/**
 * Starts a Valkey of its own that keeps nothing on disk, for the Redis extension of Hocuspocus. Returns its port, its process
 * and how to stop it. On Debian as root it is installed when missing; anywhere else the answer is undefined, after saying
 * exactly what to install.
 */
export async function startValkey() {
  const find = () => findProgram(['valkey-server', 'redis-server'])
  if (!find() && mayInstall()) {
    console.log('Valkey is missing; installing it from Debian.')
    await installFromDebian(['valkey-server'])
  }
  const program = find()
  if (!program) {
    console.error(
      [
        'The bench of several nodes measures Hocuspocus with Valkey, which was not found. Install it and run this again:',
        '  Debian, Ubuntu:  sudo apt-get update && sudo apt-get install -y valkey-server',
        '  macOS:           brew install valkey',
      ].join('\n'),
    )
    return undefined
  }
  const dir = mkdtempSync(join(tmpdir(), 'boussole-valkey-'))
  const port = await freePort()
  const settings = { port, bind: '127.0.0.1', dir, save: '', appendonly: 'no' }
  const given = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)])
  const child = spawn(program, given, { stdio: ['ignore', 'pipe', 'inherit'] })
  const stop = () => {
    process.off('exit', stop)
    child.kill('SIGKILL')
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  }
  process.once('exit', stop)
  await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`valkey-server ended with ${code}`)))
    child.stdout.on('data', (text) => String(text).includes('Ready to accept connections') && resolve())
  })
  return { port, pid: child.pid, stop }
}
