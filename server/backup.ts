import { readConfig } from './config.ts'
import { giveUp, namedFile } from './ops/command-line.ts'
import { backUp } from './store/sqlite/backup.ts'
import { StoreError } from './contracts/store-error.ts'

// Files are for the user of this process alone, from the first byte.
process.umask(0o077)

/** `npm run backup -- FILE` writes one file with everything, also while the server runs. */
const config = readConfig(process.env)
const file = namedFile()
if (!config.ok) giveUp(config.problem)
if (file === undefined) giveUp('Say where to write the backup: npm run backup -- FILE')

try {
  const { boards, bytes, damagedRows } = backUp(config.config.dataDir, file)
  console.log(
    `${file}: ${boards} boards, ${bytes} bytes. It has all drafts in it: keep it as safe as the server.`,
  )
  if (damagedRows > 0) {
    console.log(`${damagedRows} rows were damaged before and are copied as they are; see the server's log.`)
  }
} catch (error) {
  if (!(error instanceof StoreError)) throw error
  giveUp(error.message)
}
