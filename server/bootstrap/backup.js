/** npm run backup -- FILE: see server/backup.ts. */
import './node-version.js'

const { prepare } = await import('./prepare.js')
const { compileCache, modernNode, runTogether } = await import('./run.js')

await prepare({ build: false })
const args = ['server/backup.ts', ...process.argv.slice(2)]
process.exitCode = await runTogether([{ command: modernNode(), args, env: compileCache }])
