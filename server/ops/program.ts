import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('../..', import.meta.url))

/** The version of the program that this process runs. */
export const programVersion = versionIn(here) ?? ''

export interface ProgramWatch {
  /** The version that has replaced the files which this server was started from. Null while they are as they were. */
  readonly replacedBy: () => Promise<string | null>
  readonly close: () => void
}

/** Often enough for a person who has just pulled. Not measured. */
const lookAgainMs = 5_000
const lookMs = 60_000

/**
 * Looks whether somebody replaces the files of the program. `npm start` runs a copy of them (bootstrap/program.js), so
 * they are looked for in the folder of the command, and the server goes on with its own.
 */
export async function watchProgram(
  replaced: (by: string) => void,
  folder = existsSync(join(process.cwd(), 'server', 'main.ts')) ? process.cwd() : here,
): Promise<ProgramWatch> {
  let seen = await traceOf(folder)
  let answer: string | null = null
  let lookedAt = -Infinity
  const look = async (): Promise<string | null> => {
    if (performance.now() - lookedAt < lookAgainMs) return answer
    lookedAt = performance.now()
    const trace = await traceOf(folder)
    if (trace === seen) return answer
    seen = trace
    const by = versionIn(folder) ?? 'unknown'
    // A pull is seen several times while it writes, and is said once.
    if (by !== answer) replaced(by)
    answer = by
    return answer
  }
  const timer = setInterval(() => void look(), lookMs).unref()
  return { replacedBy: look, close: () => clearInterval(timer) }
}

/** Changes when a file is replaced: git, npm and rsync give the new one its place in the folder. */
async function traceOf(folder: string): Promise<string> {
  const hash = createHash('sha256')
  const parts = await Promise.all(
    ['server', 'shared'].map(async (part) => [part, ...(await foldersUnder(join(folder, part), part))]),
  )
  for (const path of ['package.json', 'package-lock.json', ...parts.flat()]) {
    const facts = await stat(join(folder, path)).catch(() => undefined)
    hash.update(`${path}\0${facts?.mtimeMs}\0${facts?.ino}\0`)
  }
  return hash.digest('hex')
}

async function foldersUnder(folder: string, name: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(name, entry.parentPath.slice(folder.length), entry.name))
    .toSorted()
}

function versionIn(folder: string): string | undefined {
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      version?: unknown
    }
    return typeof version === 'string' ? version : undefined
  } catch {
    // Half replaced, or gone.
    return undefined
  }
}
