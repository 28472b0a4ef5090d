/** npm run dev: the server behind Vite's development server. Each change restarts it. */
import './node-version.js'

const { prepare } = await import('./prepare.js')
const { modernNode, runTogether } = await import('./run.js')

await prepare({ build: false })
const node = modernNode()
const PORT = process.env.PORT ?? '3000'
console.log('Open the address that Vite prints; the one of the server has the last built interface.')
process.exitCode = await runTogether([
  { command: node, args: ['--watch', '--watch-preserve-output', 'server/main.ts'], env: { PORT } },
  { command: node, args: ['node_modules/vite/bin/vite.js'], env: { PORT } },
])
