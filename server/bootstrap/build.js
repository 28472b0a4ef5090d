import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { compress } from './compress.js'
import { modernNode, root, runQuietly } from './run.js'

const dist = join(root, 'dist')
const built = join(dist, 'client')
const stamp = join(dist, 'client.stamp')

/** Sources of the page. */
const sources = ['client', 'shared', 'vite.config.ts', 'package-lock.json', 'server/bootstrap/compress.js']

/** Builds the page, unless the one in dist was built from the same sources. */
export async function build() {
  const hash = hashOf(sources)
  if (existsSync(join(built, 'index.html')) && read(stamp) === hash) return
  console.log('Building the interface…')
  mkdirSync(dist, { recursive: true })
  // Built beside it and moved into place, so that a running server never serves half of it.
  const next = join(dist, `client-${process.pid}`)
  const former = `${next}-former`
  try {
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
    const args = [vite, 'build', '--outDir', next, '--emptyOutDir', '--logLevel', 'warn']
    const { code, output } = await runQuietly(modernNode(), args)
    if (code !== 0) throw new Error(`${output.trim()}\nThe interface could not be built; see above.`)
    await compress(next)
    if (existsSync(built)) renameSync(built, former)
    renameSync(next, built)
    writeFileSync(stamp, hash)
  } finally {
    rmSync(next, { recursive: true, force: true })
    rmSync(former, { recursive: true, force: true })
  }
}

/** Of these files, and of all files in these folders. */
export function hashOf(paths) {
  const hash = createHash('sha256')
  for (const path of paths) {
    for (const file of filesUnder(join(root, path))) {
      hash
        .update(`${relative(root, file)}\0`)
        .update(readFileSync(file))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

function filesUnder(path) {
  if (!existsSync(path)) return []
  const entries = entriesOf(path)
  if (!entries) return [path]
  return entries
    .map((entry) => entry.name)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)))
}

function entriesOf(path) {
  try {
    return readdirSync(path, { withFileTypes: true })
  } catch (error) {
    if (error.code === 'ENOTDIR') return undefined
    throw error
  }
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
