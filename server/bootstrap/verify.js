/** npm run verify -- FILE: see server/verify.ts. */
import './node-version.js'

const { runAsItIs } = await import('./run.js')

process.exitCode = await runAsItIs('server/verify.ts')
