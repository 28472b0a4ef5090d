import { rmSync } from 'node:fs'
import { mkdir, mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'

/** Makes an empty folder. Its maker removes it. */
export type NewTemporaryFolder = () => Promise<string>

/**
 * Folders for files under way: exports and imports. They are in the data folder, the one place that a server may write to,
 * and other users of the machine cannot read them. Those of a server that was killed are removed first.
 */
export function temporaryFoldersIn(dataDir: string, failed: (cause: unknown) => void): NewTemporaryFolder {
  const folder = join(dataDir, 'temporary')
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch (cause) {
    failed(cause)
  }
  return async () => {
    await mkdir(folder, { mode: 0o700 }).catch((cause: unknown) => {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause
    })
    return mkdtemp(join(folder, 'file-'))
  }
}
