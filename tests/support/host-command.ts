import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const shipped = fileURLToPath(new URL('../../server/admin.ts', import.meta.url))
const bundled = process.env['BUNDLED_SERVER']

interface Ended {
  readonly code: number
  readonly output: string
}

/** Types `npm run admin --` with these words, beside the server of this data folder or without one. */
export function hostCommand(dataDir: string, ...words: readonly string[]): Promise<Ended> {
  return run(bundled === undefined ? shipped : join(bundled, 'admin.mjs'), dataDir, words)
}

/** The same from the files that people run; it takes five times as long to load them. */
export function shippedHostCommand(dataDir: string, ...words: readonly string[]): Promise<Ended> {
  return run(shipped, dataDir, words)
}

function run(script: string, dataDir: string, words: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [script, ...words],
      { env: { DATA_DIR: dataDir, NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? 1, output: stdout + stderr }),
    )
  })
}
