import { statSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from './run-command.js'

const limitMs = 60 * 60_000

/** Installs the packages of a separate folder when they are missing or outdated; returns the exit code. */
export async function installApart(folder) {
  const installed = changed(join(folder, 'node_modules', '.package-lock.json'))
  if (installed > changed(join(folder, 'package-lock.json'))) return 0
  return runCommand('npm', ['ci'], { cwd: folder, limitMs })
}

/** Milliseconds since 1970; 0 when there is no such file. */
function changed(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
