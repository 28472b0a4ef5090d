/** npm run doctor -- https://address: see server/doctor.ts. */
import './node-version.js'

const { runAsItIs } = await import('./run.js')

process.exitCode = await runAsItIs('server/doctor.ts')
