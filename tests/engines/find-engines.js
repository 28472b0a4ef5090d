import { existsSync, readdirSync } from 'node:fs'
import { findProgram, installFromDebian, isExecutable, mayInstall } from '../runner/programs.js'

const packages = ['firefox-esr', 'webkit2gtk-driver', 'xvfb']

/** Paths of the programs; as root on Debian what is missing is installed, elsewhere it is said what to install. */
export async function findEngines() {
  let found = look()
  if (missingOf(found).length > 0 && mayInstall()) {
    console.log(`${missingOf(found).join(', ')} missing; installing from Debian.`)
    await installFromDebian(packages)
    found = look()
  }
  const missing = missingOf(found)
  if (missing.length === 0) return found
  console.error(
    [
      `Not found: ${missing.join(', ')}. Install this and run it again:`,
      `  Debian, Ubuntu:  sudo apt-get update && sudo apt-get install -y ${packages.join(' ')}`,
    ].join('\n'),
  )
  return undefined
}

function look() {
  return {
    firefox: findProgram(['firefox', 'firefox-esr']),
    driver: findProgram(['WebKitWebDriver']),
    webkit: miniBrowser(),
    xvfb: findProgram(['Xvfb']),
  }
}

/** WebKitGTK's own browser for tests is on no PATH: Debian has it in the folder of the machine's kind. */
function miniBrowser() {
  if (!existsSync('/usr/lib')) return undefined
  const kinds = readdirSync('/usr/lib')
  return kinds.map((kind) => `/usr/lib/${kind}/webkit2gtk-4.1/MiniBrowser`).find(isExecutable)
}

function missingOf(programs) {
  return Object.keys(programs).filter((name) => programs[name] === undefined)
}
