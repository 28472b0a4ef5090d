import { readdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const brotli = promisify(brotliCompress)
const gz = promisify(gzip)

/** Fonts and pictures are compressed already. */
const worthwhile = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest', '.wasm', '.ttf'])
/** Smaller files fit into one packet either way. */
const smallestBytes = 1_024

/** Puts a .br and a .gz beside every file that gets smaller by it, so that the server compresses nothing itself. */
export async function compress(dir) {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    if (!entry.isFile() || !worthwhile.has(extname(entry.name))) continue
    // Node 20.12 renamed `path` to `parentPath`.
    const file = join(entry.parentPath ?? entry.path, entry.name)
    const content = await readFile(file)
    if (content.byteLength < smallestBytes) continue
    const quality = {
      [constants.BROTLI_PARAM_QUALITY]: 10,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength,
    }
    await writeFile(`${file}.br`, await brotli(content, { params: quality }))
    await writeFile(`${file}.gz`, await gz(content, { level: 9 }))
  }
}
