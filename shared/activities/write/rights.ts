import type { RightsTable } from '../../workshop/policy.ts'
import { Role } from '../../workshop/role.ts'

export const WriteOperation = {
  /** Switch between private and shared writing. */
  setWriting: 'writing.set',
  /** Put all drafts on the board at once. */
  revealDesks: 'desk.reveal',
} as const

export const writeRights = {
  [WriteOperation.setWriting]: { roles: [Role.facilitator] },
  [WriteOperation.revealDesks]: { roles: [Role.facilitator] },
} as const satisfies RightsTable
