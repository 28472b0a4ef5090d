import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { readBeside, type Beside } from '../archive/checkpoint-content.ts'
import type { StoredCheckpoint } from '../contracts/checkpoints.ts'

const unpack = promisify(gunzip)

/** The board file of a checkpoint, and the facts beside it. The server wrote both, under a checksum. */
export async function unpackCheckpoint({
  file,
  authors,
}: Pick<StoredCheckpoint, 'file' | 'authors'>): Promise<{
  readonly file: Buffer
  readonly beside: Beside
}> {
  const [unpacked, beside] = await Promise.all([unpack(file), unpack(authors)])
  return { file: unpacked, beside: readBeside(beside.toString()) }
}
