import { spawn } from 'node:child_process'
import { access, constants, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dayMs } from '../basics/days.ts'
import { StoreError } from '../contracts/store-error.ts'

export interface BackupPlan {
  readonly dataDir: string
  /** Folder of the backups. */
  readonly dir: string
  /** Older backups are removed; the newest stays. */
  readonly days: number
}

interface BackupTools {
  readonly now: () => number
  readonly log: {
    readonly info: (facts: object, message: string) => void
    readonly error: (facts: object, message: string) => void
  }
}

/** A server that starts in the evening makes the next backup in the evening. */
const lookMs = 10 * 60_000
const name = /^boussole-[\dTZ-]+\.sqlite$/u

/** Makes a backup a day, checks it, and removes old ones, until it is closed. A failure is tried again soon. */
export function backUpDaily(plan: BackupPlan, { now, log }: BackupTools): { readonly close: () => void } {
  let isWorking = false
  const look = async (): Promise<void> => {
    if (isWorking) return
    isWorking = true
    try {
      const newest = await newestBackup(plan.dir)
      if (newest === null || now() - newest >= dayMs) {
        const file = join(
          plan.dir,
          `boussole-${new Date(now()).toISOString().replaceAll(/[:.]/gu, '-')}.sqlite`,
        )
        await runBackup(plan.dataDir, file)
        log.info({}, 'the daily backup is made')
      }
      await removeOld(plan, now())
    } catch (cause) {
      log.error({ err: cause }, 'the daily backup could not be made')
    } finally {
      isWorking = false
    }
  }
  void look()
  const timer = setInterval(() => void look(), lookMs).unref()
  return { close: () => clearInterval(timer) }
}

/** Makes the folder of the backups. Rejects with a sentence for the person who starts the server. */
export async function makeWritable(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    await access(dir, constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new StoreError(`BACKUP_DIR ${dir} cannot be written to.`, { cause })
  }
}

/** When the newest backup of a folder was made, in milliseconds since 1970. */
export async function newestBackup(dir: string): Promise<number | null> {
  const times = (await backupsIn(dir)).map(({ at }) => at)
  return times.length === 0 ? null : Math.max(...times)
}

async function removeOld({ dir, days }: BackupPlan, now: number): Promise<void> {
  const [, ...older] = (await backupsIn(dir)).toSorted((a, b) => b.at - a.at)
  for (const { file, at } of older) if (now - at > days * dayMs) await rm(file, { force: true })
}

async function backupsIn(dir: string): Promise<readonly { readonly file: string; readonly at: number }[]> {
  const files = (await readdir(dir)).filter((each) => name.test(each)).map((each) => join(dir, each))
  return Promise.all(files.map(async (file) => ({ file, at: (await stat(file)).mtimeMs })))
}

/** In a process of its own: it reads and checks the whole database. */
async function runBackup(dataDir: string, file: string): Promise<void> {
  const script = fileURLToPath(new URL('../backup.ts', import.meta.url))
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, file], {
    // Nothing else of the server's environment, which may hold secrets.
    env: { DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let problem = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (problem += text))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(problem.trim() || `the backup ended with ${code}`)
}
