import { findProgram, installFromDebian, mayInstall } from './programs.js'

/** Debian keeps it out of the PATH of ordinary users. */
const folders = ['/usr/sbin', '/usr/local/sbin']

/**
 * The proxy with which the README's configuration is tried: `NGINX`, or the first found. On Debian as root it is
 * installed when missing; anywhere else the answer is undefined, after saying exactly what to install.
 */
export async function findNginx() {
  const find = () => process.env.NGINX || findProgram(['nginx'], folders)
  const found = find()
  if (found) return found
  if (mayInstall()) {
    console.log('nginx is missing; installing it from Debian.')
    await installFromDebian(['nginx'])
    const installed = find()
    if (installed) return installed
  }
  console.error(
    [
      'The server tests try the README’s configuration with nginx, which was not found. Install it and run this again:',
      '  Debian, Ubuntu:  sudo apt-get update && sudo apt-get install -y nginx',
      '  macOS:           brew install nginx',
      'or set NGINX to its path, or leave the server tests out: npm test -- unit browser',
    ].join('\n'),
  )
  return undefined
}
