/** npm run move -- FROM TO: see server/move.ts. */
import './node-version.js'

const { runAsItIs } = await import('./run.js')

process.exitCode = await runAsItIs('server/move.ts')
