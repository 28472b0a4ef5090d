import { Role } from '#shared/workshop/role.ts'

interface Taker {
  readonly role: Role
  readonly participant: { readonly id: string }
}

/**
 * Nobody takes all places of a list: one person has at most a quarter as many as are left. Of 300 places the first one may
 * have 60, the next one 48. Some are for facilitators alone, who can go on where many false people have taken the rest.
 * Memory alone has the numbers, so nothing stored says who has taken which.
 */
export class FairShares {
  readonly #taken = new Map<string, number>()
  readonly #reserved: number

  constructor(reserved = 0) {
    this.#reserved = reserved
  }

  /** Why this person may not take one of the places that are left. Facilitators may have all. */
  barrier({ role, participant }: Taker, left: number): 'full' | 'share_used' | undefined {
    const isFacilitator = role === Role.facilitator
    if (left <= (isFacilitator ? 0 : this.#reserved)) return 'full'
    return isFacilitator || this.#of(participant.id) < left / partLeft ? undefined : 'share_used'
  }

  take({ participant }: Taker): void {
    this.#taken.set(participant.id, this.#of(participant.id) + 1)
  }

  giveBack({ participant }: Taker): void {
    this.#taken.set(participant.id, Math.max(0, this.#of(participant.id) - 1))
  }

  #of(person: string): number {
    return this.#taken.get(person) ?? 0
  }
}

/** Ten people who take all they can leave a tenth. Not measured. */
const partLeft = 4
