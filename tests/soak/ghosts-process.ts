import type { Asked } from './ghost-processes.ts'
import { loadPageCode } from './load-page-code.ts'
import type * as story from './played-ghosts.ts'
import type { GhostPlan } from './played-ghosts.ts'

/** A process of its own: the documents of many people fill the memory and the time of one. */
process.once('disconnect', () => process.exit())
// Each socket of the page's code listens for the end of the process.
process.setMaxListeners(0)
const { playGhosts } = await loadPageCode<typeof story>('/tests/soak/played-ghosts.ts')
const ghosts = await playGhosts(JSON.parse(process.argv[2] ?? '') as GhostPlan)
process.on('message', (message) => void answer(message as Asked))
process.send?.({ id: 0 })

async function answer({ id, name, input }: Asked): Promise<void> {
  const does = ghosts[name] as (input: unknown) => unknown
  process.send?.({ id, output: await does(input) })
}
