import { readdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const brotli = promisify(brotliCompress)
const gz = promisify(gzip)

/** File types to compress. Fonts and images already are. */
const worthwhile = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest', '.wasm', '.ttf'])
/** Smaller files fit into one packet anyway. */
const minBytes = 1_024

/** Writes a .br and a .gz beside each file that gets smaller. The server itself compresses nothing. */
export async function compress(dir) {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    if (!entry.isFile() || !worthwhile.has(extname(entry.name))) continue
    // Node 20.12 renamed `path` to `parentPath`.
    const file = join(entry.parentPath ?? entry.path, entry.name)
    const content = await readFile(file)
    if (content.byteLength < minBytes) continue
    const quality = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength,
    }
    await writeFile(`${file}.br`, await brotli(content, { params: quality }))
    await writeFile(`${file}.gz`, await gz(content, { level: 9 }))
  }
}
