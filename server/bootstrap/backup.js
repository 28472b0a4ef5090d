/** npm run backup -- FILE: see server/backup.ts. */
import './node-version.js'

const { runAsItIs } = await import('./run.js')

process.exitCode = await runAsItIs('server/backup.ts')
