import { Barrier, Operation } from '#shared/workshop/policy.ts'
import type { OwnRights } from '../document/own-rights.ts'
import type { Say } from '../basics/model-messages.ts'

/** The sentence for what stands in the way; whoever can take a lock off is told that, and not whom to ask. */
export function whyNot(barrier: Barrier, may: OwnRights['may'], say: Say): string {
  const isOwnLock = barrier === Barrier.locked && may(Operation.setRights)
  return say(isOwnLock ? 'notices.unlockFirst' : `errors.${barrier}`)
}
