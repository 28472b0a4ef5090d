import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Every file of a data folder, to search for what should be nowhere. */
export async function bytesOfFolder(dir: string): Promise<Buffer> {
  const files = await readdir(dir, { recursive: true, withFileTypes: true })
  const parts = files
    .filter((file) => file.isFile())
    .map((file) => readFile(join(file.parentPath, file.name)))
  return Buffer.concat(await Promise.all(parts))
}
