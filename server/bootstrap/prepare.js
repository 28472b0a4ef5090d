import { build as buildClient } from './build.js'
import { install } from './install.js'

/**
 * Brings the tree up to date: packages always, the built page with `build`. Takes a fraction of a second when there is
 * nothing to do. What goes wrong is said in a sentence, and the process ends with 1.
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
