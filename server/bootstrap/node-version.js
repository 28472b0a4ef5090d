/**
 * Checks the version of Node before anything else runs. Old versions read this file too, so its syntax is old. Files
 * with newer syntax are imported after it.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Boussole needs Node 20.19 or newer; this is Node ${process.versions.node}. See https://nodejs.org`,
  )
  process.exit(1)
}
