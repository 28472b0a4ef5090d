import { takesPart } from '#shared/workshop/role.ts'
import type { Session } from '../contracts/session.ts'

/** The people who are asked: everybody who has been here and takes part. A person who leaves stays: else a fall would tell on them. */
export class Electorate {
  readonly #people = new Set<string>()

  constructor(sessions: readonly Session[]) {
    for (const session of sessions) this.seen(session)
  }

  get size(): number {
    return this.#people.size
  }

  /** A person who has connected and takes part counts from then on. True if they are new. */
  seen(session: Session): boolean {
    if (this.#people.has(session.participant.id) || !takesPart(session)) return false
    this.#people.add(session.participant.id)
    return true
  }

  /** Somebody who has answered counts in any case. */
  answered({ participant }: Session): void {
    this.#people.add(participant.id)
  }
}
