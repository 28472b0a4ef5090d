import { lastGoodState, openArchive } from './archive/open-archive.ts'
import { serveStore, type OpenDatabase } from './store/rows/serve-store.ts'
import { makeFolder } from './store/sqlite/database.ts'
import { openSqlite } from './store/sqlite/sqlite-rows.ts'

/** Only hosts with PostgreSQL load its driver. */
const open: OpenDatabase = async (settings, warn) => {
  if (!settings.postgres) return openSqlite(settings, warn)
  // It has the socket of the host's commands and the audit log all the same.
  makeFolder(settings.dir)
  const { openPostgres } = await import('./store/postgres/postgres-rows.ts')
  return openPostgres(settings.postgres, warn)
}

/** The store's thread: the rows are the store's, the documents made of them the archive's. */
void serveStore(open, { openArchive, lastGoodState })
