import { findProgram, installFromDebian, mayInstall } from './programs.js'

/** The proxies with which the files of deploy/ are tried. */
export const proxyNames = ['nginx', 'caddy']

/** Debian keeps nginx out of the PATH of ordinary users. */
const folders = ['/usr/sbin', '/usr/local/sbin']

/**
 * A proxy: `NGINX` or `CADDY`, or the first found. On Debian as root it is installed when missing; anywhere else the
 * answer is undefined, after saying exactly what to install.
 */
export async function findProxy(name) {
  const variable = name.toUpperCase()
  const find = () => process.env[variable] || findProgram([name], folders)
  const found = find()
  if (found) return found
  if (mayInstall()) {
    console.log(`${name} is missing; installing it from Debian.`)
    await installFromDebian([name])
    const installed = find()
    if (installed) return installed
  }
  console.error(
    [
      `The tests run with ${name}, which was not found. Install it and run this again:`,
      `  Debian, Ubuntu:  sudo apt-get update && sudo apt-get install -y ${name}`,
      `  macOS:           brew install ${name}`,
      `or set ${variable} to its path, or leave these tests out: npm test -- unit browser`,
    ].join('\n'),
  )
  return undefined
}
