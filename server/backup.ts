import { readConfig } from './config.ts'
import { counted, giveUp, namedFile, refuseWithPostgres } from './ops/command-line.ts'
import { backUp, verify } from './store/sqlite/backup.ts'
import { StoreError } from './contracts/store-error.ts'

// Files are for the user of this process alone, from the first byte.
process.umask(0o077)

/** `npm run backup -- FILE` writes one file with everything, also while the server runs; with `--verify` it reads one. */
const config = readConfig(process.env)
const isVerified = process.argv.includes('--verify')
const file = namedFile('--verify')
if (!config.ok) giveUp(config.problem)
refuseWithPostgres(config.config, 'back up and restore it with pg_dump and pg_restore')
if (file === undefined) giveUp('Say where to write the backup: npm run backup -- FILE, or --verify FILE')

try {
  const { boards, bytes, damagedRows } = isVerified ? verify(file) : backUp(config.config.dataDir, file)
  const end = isVerified
    ? 'It is whole, and can be restored.'
    : 'It has all drafts in it: keep it as safe as the server.'
  console.log(`${file}: ${counted(boards, 'board')}, ${bytes} bytes. ${end}`)
  if (damagedRows > 0) {
    console.log(`It has ${counted(damagedRows, 'damaged row')} in it; see the server's log.`)
  }
} catch (error) {
  if (!(error instanceof StoreError)) throw error
  giveUp(error.message)
}
