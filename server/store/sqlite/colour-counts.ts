import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { participantColours } from '#shared/workshop/role.ts'

/** Boards whose counts are kept, a dozen numbers each. Not measured. */
const boardsCounted = 1_000

/**
 * Counts how many people of a board have which colour. Counts of the boards joined last are kept in memory: counting a
 * crowd at each join would take longer the larger it is. After a failed transaction they are a few people off, which does
 * no harm.
 */
export class ColourCounts {
  readonly #colours: StatementSync
  readonly #counts = new Map<string, number[]>()

  constructor(db: DatabaseSync) {
    this.#colours = db.prepare(
      'SELECT colour, count(DISTINCT participant) AS people FROM sessions WHERE board = ? GROUP BY colour',
    )
  }

  /** The colour that the fewest people have. */
  rarest(board: string): number {
    const people = this.#peopleByColour(board)
    return people.indexOf(Math.min(...people))
  }

  /** Notes a change, unless the board has not been counted. */
  change(board: string, colour: number, by: 1 | -1): void {
    const people = this.#counts.get(board)
    if (people) people[colour] = (people[colour] ?? 0) + by
  }

  #peopleByColour(board: string): number[] {
    const known = this.#counts.get(board)
    if (known) return known
    const people = Array.from({ length: participantColours }, () => 0)
    for (const row of this.#colours.all(board)) people[Number(row['colour'])] = Number(row['people'])
    for (const [oldest] of this.#counts) {
      if (this.#counts.size < boardsCounted) break
      this.#counts.delete(oldest)
    }
    this.#counts.set(board, people)
    return people
  }
}
