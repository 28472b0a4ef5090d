import type { Role } from '#shared/workshop/role.ts'

/** The sender of an update. */
export interface Writer {
  readonly role: Role
  readonly participant: string
}
