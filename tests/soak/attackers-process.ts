import { attack, type AttackPlan } from './attackers.ts'

/** A process of its own, so that what attacks cost their sender delays no honest client's clock. */
let isOver = false
process.once('message', () => (isOver = true))
// The soak itself was stopped: nobody is left to tell.
process.once('disconnect', () => process.exit())
const count = await attack(JSON.parse(process.argv[2] ?? '') as AttackPlan, () => isOver)
process.send?.(count)
process.disconnect()
