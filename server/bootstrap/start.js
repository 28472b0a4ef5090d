/** npm start: installs and builds what is missing, then runs the server. */
import './node-version.js'

const { prepare } = await import('./prepare.js')
const { compileCache, modernNode, runTogether } = await import('./run.js')

await prepare({ build: true })
process.exitCode = await runTogether([{ command: modernNode(), args: ['server/main.ts'], env: compileCache }])
