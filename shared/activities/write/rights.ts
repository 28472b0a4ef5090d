import type { RightsTable } from '../../workshop/policy.ts'
import { Role } from '../../workshop/role.ts'

export const WriteOperation = {
  /** Switch between private and shared writing. */
  setWriting: 'writing.set',
  /** Put all drafts on the board at once. */
  revealDesks: 'desk.reveal',
  /** Add a note to a field of a shared step. What the running step allows is asked besides. */
  addToStep: 'note.add-to-step',
  /** Show words whose step is over to everybody. */
  showLate: 'desk.show',
  /** Change or take back an own note of the running step, by its secret. */
  changeOwn: 'note.change',
} as const

export const writeRights = {
  [WriteOperation.setWriting]: { roles: [Role.facilitator] },
  [WriteOperation.revealDesks]: { roles: [Role.facilitator] },
  [WriteOperation.addToStep]: { roles: [Role.facilitator, Role.participant], conditions: ['boardIsOpen'] },
  [WriteOperation.showLate]: { roles: [Role.facilitator, Role.participant], conditions: ['boardIsOpen'] },
  [WriteOperation.changeOwn]: { roles: [Role.facilitator, Role.participant], conditions: ['boardIsOpen'] },
} as const satisfies RightsTable
