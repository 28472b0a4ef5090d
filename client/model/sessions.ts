import type { Language } from '#shared/board/document.ts'
import type { CreatedSession } from '#shared/wire/http.ts'
import type { Participant, Role } from '#shared/workshop/role.ts'

/** What this browser knows of one visit to a board. `session` is a secret: never log it. */
export interface StoredSession {
  readonly session: string
  readonly board: string
  readonly title: string
  readonly language: Language
  readonly role: Role
  readonly participant: Participant
}

export function storedSession(created: CreatedSession): StoredSession {
  return created
}
