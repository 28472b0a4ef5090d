import { readConfig } from './config.ts'
import { StoreError } from './contracts/store-error.ts'
import { counted, giveUp, refuseWithPostgres } from './ops/command-line.ts'
import { deleteTemplatesIn, savedTemplatesIn } from './store/sqlite/host-data.ts'

/** `npm run templates` lists the templates that people have saved; with ids behind `--` it deletes these. */
const config = readConfig(process.env)
if (!config.ok) giveUp(config.problem)
refuseWithPostgres(config.config, 'saved templates are in its table templates')
const ids = process.argv.slice(2)

try {
  if (ids.length > 0) {
    const gone = await deleteTemplatesIn(config.config.dataDir, ids)
    console.log(`${gone.length} of ${counted(ids.length, 'template')} deleted.`)
    if (gone.length < ids.length) process.exitCode = 1
  } else {
    const saved = await savedTemplatesIn(config.config.dataDir)
    for (const { id, saved: at, text } of saved)
      console.log(`${id}  ${new Date(at).toISOString().slice(0, 10)}  ${titleOf(text)}`)
    console.log(`${counted(saved.length, 'template')}. npm run templates -- ID … deletes some of them.`)
  }
} catch (error) {
  if (!(error instanceof StoreError)) throw error
  giveUp(error.message)
}

/** A stranger may have written it: one line, and nothing that a terminal obeys. */
function titleOf(text: string): string {
  const { title } = JSON.parse(text) as { readonly title?: Readonly<Record<string, unknown>> }
  const words = Object.values(title ?? {}).find((each) => typeof each === 'string')
  return (words ?? '').replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
}
