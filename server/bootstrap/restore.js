/** npm run restore -- FILE: see server/restore.ts. */
import './node-version.js'

const { prepare } = await import('./prepare.js')
const { compileCache, modernNode, runTogether } = await import('./run.js')

await prepare({ build: false })
const args = ['server/restore.ts', ...process.argv.slice(2)]
process.exitCode = await runTogether([{ command: modernNode(), args, env: compileCache }])
