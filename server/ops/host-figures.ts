import { stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { Gauge, type Registry } from '@prometheus-io/client'

export interface HostFigures {
  readonly dataDir: string
  readonly countBoards: () => Promise<number>
  /** When the newest backup was made, in milliseconds since 1970. Null without one. */
  readonly backedUpAt: () => Promise<number | null>
  readonly isReplaced: () => Promise<boolean>
}

/** Store files (server/store/sqlite/database.ts). */
const databaseFiles = ['boussole.sqlite', 'boussole.sqlite-wal']

/** Figures of the disk and the data folder, for the alarms of a host. A figure that cannot be read is left out. */
export function registerHostFigures(register: Registry, figures: HostFigures): void {
  const gauge = (name: string, help: string, read: () => Promise<number | null>): void => {
    register.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        async collect() {
          this.reset()
          const value = await read().catch(() => null)
          if (value !== null) this.set(value)
        },
      }),
    )
  }
  gauge('boussole_boards', 'Boards in the data folder.', figures.countBoards)
  gauge('boussole_database_bytes', 'Bytes of the database, with its write-ahead log.', async () => {
    const sizes = await Promise.all(
      databaseFiles.map(
        async (name) => (await stat(join(figures.dataDir, name)).catch(() => null))?.size ?? 0,
      ),
    )
    return sizes.reduce((sum, size) => sum + size, 0)
  })
  gauge('boussole_disk_free_bytes', 'Free bytes on the disk of the data folder.', async () => {
    const { bavail, bsize } = await statfs(figures.dataDir)
    return bavail * bsize
  })
  gauge('boussole_backup_timestamp_seconds', 'When the newest file in BACKUP_DIR was made.', async () => {
    const at = await figures.backedUpAt()
    return at === null ? null : at / 1_000
  })
  gauge('boussole_files_replaced', '1 while files of another version wait for a restart.', async () =>
    Number(await figures.isReplaced()),
  )
}
