import { isDeepStrictEqual } from 'node:util'
import { contentOf, simulatePeople } from '#tests/support/simulated-people.ts'
import type { Random } from '#tests/support/random.ts'

/** People leave a board and come to another: no board grows beyond what a day leaves on one. */
const roundsAtOnce = 4_000

export interface HonestReport {
  readonly rounds: number
  readonly updates: number
}

/**
 * Honest people act at random, connected or not, until the guard has read at least so many of their updates. Throws at
 * the first refusal, and when not everybody ends with the same board.
 */
export function honestRounds(updates: number, random: Random): HonestReport {
  let checked = 0
  let rounds = 0
  while (checked < updates) {
    const simulation = simulatePeople(random, (verdict, by) => {
      throw new Error(`${by.participant} was refused: ${JSON.stringify(verdict)}`)
    })
    for (let round = 0; round < roundsAtOnce; round += 1) simulation.step()
    simulation.settle()
    simulation.settle()
    const ours = contentOf(simulation.server())
    if (!simulation.people.every(({ doc }) => isDeepStrictEqual(contentOf(doc), ours))) {
      throw new Error('honest people did not end with the same board')
    }
    checked += simulation.checked()
    rounds += roundsAtOnce
  }
  return { rounds, updates: checked }
}
