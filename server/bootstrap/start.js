/** npm start: installs and builds what is missing, then runs the server. */
import './node-version.js'

const path = await import('node:path')
const { prepare } = await import('./prepare.js')
const { copyOfProgram } = await import('./program.js')
const { compileCache, modernNode, runTogether } = await import('./run.js')

await prepare({ build: true })
process.exitCode = await runTogether([
  { command: modernNode(), args: [path.join(copyOfProgram(), 'server', 'main.ts')], env: compileCache },
])
