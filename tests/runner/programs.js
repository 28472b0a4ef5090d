import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runCommand } from './run-command.js'

/** The first of these programs that is on PATH, or in one of the further folders, as a path. */
export function findProgram(names, further = []) {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...further]
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
}

export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    // Missing or not ours to run: the same answer.
    return false
  }
}

/** Whether `installFromDebian` can do anything here. */
export function mayInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version')
}

export async function installFromDebian(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const limitMs = 5 * 60_000
  await runCommand('apt-get', ['update', '-q'], { env, limitMs })
  await runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], {
    env,
    limitMs,
  })
}
