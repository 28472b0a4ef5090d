import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runCommand } from './run-command.js'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * The browser of the browser tests: `CHROMIUM`, or the first found on PATH. On Debian as root it is installed when
 * missing; anywhere else the answer is undefined, after saying exactly what to install.
 */
export async function findChromium() {
  const asked = process.env.CHROMIUM
  if (asked) {
    if (isExecutable(asked)) return asked
    console.error(`CHROMIUM is set to ${asked}, which is not a program that can be run.`)
    return undefined
  }
  const found = onPath()
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    console.log('Chromium is missing; installing it from Debian.')
    await installFromDebian()
    const installed = onPath()
    if (installed) return installed
  }
  console.error(
    [
      'The browser tests need Chromium, which was not found. Install it and run this again:',
      '  Debian, Ubuntu:  sudo apt-get update && sudo apt-get install -y chromium fonts-liberation',
      '  macOS:           brew install --cask chromium',
      'or set CHROMIUM to the path of a Chromium or Chrome, or leave the browser tests out: npm test -- unit server',
    ].join('\n'),
  )
  return undefined
}

async function installFromDebian() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const limitMs = 5 * 60_000
  await runCommand('apt-get', ['update', '-q'], { env, limitMs })
  // fonts-liberation: Chromium without any font on the system draws empty boxes where the product's own do not apply.
  const packages = ['chromium', 'fonts-liberation']
  await runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], {
    env,
    limitMs,
  })
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    // Missing or not ours to run: the same answer.
    return false
  }
}
