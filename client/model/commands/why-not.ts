import { Barrier, Operation } from '#shared/workshop/policy.ts'
import type { OwnRights } from '../document/own-rights.ts'
import type { Say } from '../basics/model-messages.ts'

/** The sentence for a barrier. A person who can remove a lock learns that, instead of whom to ask. */
export function whyNot(barrier: Barrier, may: OwnRights['may'], say: Say): string {
  const isOwnLock = barrier === Barrier.locked && may(Operation.setRights)
  return say(isOwnLock ? 'notices.unlockFirst' : `errors.${barrier}`)
}
