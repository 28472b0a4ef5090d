import { findProgram, installFromDebian, isExecutable, mayInstall } from './programs.js'

/** Chromium without a window comes first: a new person costs a quarter less CPU time in it. */
const names = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]

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
  const found = findProgram(names)
  if (found) return found
  if (mayInstall()) {
    console.log('Chromium is missing; installing it from Debian.')
    // fonts-liberation: Chromium without any font on the system draws empty boxes where the product's own do not apply.
    await installFromDebian(['chromium-headless-shell', 'fonts-liberation'])
    const installed = findProgram(names)
    if (installed) return installed
  }
  console.error(
    [
      'The browser tests need Chromium, which was not found. Install it and run this again:',
      '  Debian:          sudo apt-get update && sudo apt-get install -y chromium-headless-shell fonts-liberation',
      '  Ubuntu:          sudo snap install chromium',
      '  macOS:           brew install --cask chromium',
      'or set CHROMIUM to the path of a Chromium or Chrome, or leave the browser tests out: npm test -- unit server',
    ].join('\n'),
  )
  return undefined
}
