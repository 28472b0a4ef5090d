import type { Participant, Role } from '#shared/workshop/role.ts'

/** A person let in by a link. The secret itself is known to the browser alone; the server keeps its hash. */
export interface Session {
  readonly hash: string
  readonly board: string
  readonly role: Role
  /** Hash of the link it came by, so that revoking the link ends it. */
  readonly link: string
  readonly participant: Participant
}
