import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, runQuietly } from './run.js'

/** Runs `npm ci`, unless node_modules agrees with package-lock.json. */
export async function install() {
  if (isInstalled()) return
  console.log('Installing packages (once; about a minute)…')
  // npm sets npm_execpath in its scripts. Elsewhere npm is on the PATH.
  const npm = process.env.npm_execpath
  const [command, before] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  const args = [...before, 'ci', '--include=dev', '--no-audit', '--no-fund']
  const { code, output } = await runQuietly(command, args)
  if (code !== 0) {
    throw new Error(
      `${output.trim()}\nnpm could not install the packages; is the network there, and the disk not full?`,
    )
  }
  if (!isInstalled()) {
    throw new Error(
      'npm has installed other packages than package-lock.json names; delete node_modules and try again.',
    )
  }
}

/** At its very end npm writes the installed packages into node_modules/.package-lock.json. */
function isInstalled() {
  const note = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(note)) return false
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const installed = packagesOf(note)
  return Object.entries(wanted).every(([path, facts]) => {
    if (path === '' || facts.link) return true
    const found = installed[path]
    // An optional package may be for another system.
    if (!found) return facts.optional === true || facts.devOptional === true || facts.peer === true
    return found.version === facts.version && found.integrity === facts.integrity
  })
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
}
