/** npm run templates -- ID …: see server/saved-templates.ts. */
import './node-version.js'

const { runAsItIs } = await import('./run.js')

process.exitCode = await runAsItIs('server/saved-templates.ts')
