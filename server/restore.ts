import { readConfig } from './config.ts'
import { counted, giveUp, namedFile, refuseWithPostgres } from './ops/command-line.ts'
import { restore } from './store/sqlite/restore.ts'
import { StoreError } from './contracts/store-error.ts'

// Files are for the user of this process alone, from the first byte.
process.umask(0o077)

/** `npm run restore -- FILE` restores the data folder of a backup. The present folder is kept beside it. */
const config = readConfig(process.env)
const file = namedFile()
if (!config.ok) giveUp(config.problem)
refuseWithPostgres(config.config, 'back up and restore it with pg_dump and pg_restore')
if (file === undefined) giveUp('Say which backup to restore: npm run restore -- FILE')

try {
  const { boards, kept } = restore(file, config.config.dataDir, new Date())
  console.log(
    `${config.config.dataDir} has the ${counted(boards, 'board')} of ${file} again; npm start opens them.`,
  )
  if (kept !== null)
    console.log(`What was there before is in ${kept}; remove it when it is no longer needed.`)
} catch (error) {
  if (!(error instanceof StoreError)) throw error
  giveUp(error.message)
}
