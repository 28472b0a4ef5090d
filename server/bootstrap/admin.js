/** npm run admin -- COMMAND …: see server/admin.ts. */
import './node-version.js'

const { runAsItIs } = await import('./run.js')

process.exitCode = await runAsItIs('server/admin.ts')
