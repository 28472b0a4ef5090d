/** npm run restore -- FILE: see server/restore.ts. */
import './node-version.js'

const { runAsItIs } = await import('./run.js')

process.exitCode = await runAsItIs('server/restore.ts')
