import { build as buildClient } from './build.js'
import { install } from './install.js'

/**
 * Brings the tree up to date: the packages, and with `build` the page. It takes a fraction of a second when there is
 * nothing to do. A failure prints one sentence and ends the process with 1.
 */
export async function prepare({ build }) {
  try {
    await install()
    if (build) await buildClient()
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}
