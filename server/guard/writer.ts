import type { Role } from '#shared/workshop/role.ts'

/** Who sends an update. */
export interface Writer {
  readonly role: Role
  readonly participant: string
}
