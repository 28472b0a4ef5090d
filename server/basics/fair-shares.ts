/**
 * Nobody takes all places of a board: one person has at most a quarter as many as are left. Of 300 places the first one may
 * have 60, the next one 48. Memory alone has the numbers, so nothing stored says who has taken which.
 */
export class FairShares {
  readonly #taken = new Map<string, number>()

  mayTake(person: string, left: number): boolean {
    return this.#of(person) < left / partLeft
  }

  take(person: string): void {
    this.#taken.set(person, this.#of(person) + 1)
  }

  #of(person: string): number {
    return this.#taken.get(person) ?? 0
  }
}

/** Ten people who take all they can leave a tenth. Not measured. */
const partLeft = 4
