import type { NamedBallot } from './round.ts'

/** The least that tells people apart where a name would. */
export interface PersonKey {
  readonly participant: string
  /** Who came first. */
  readonly index: number
  readonly name: string
  readonly colour: number
}

/** As many as there are digits: most rooms need no second one. */
const digits = 9

/**
 * People without a name are told apart by a colour and a number, by participant. The number comes from who one is, so that it is
 * the same on every screen and after coming back; only where two of one colour would have the same one, the later takes
 * the next that is free.
 */
export function anonymousNumbersOf(people: readonly PersonKey[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>()
  const taken = new Map<number, Set<number>>()
  for (const { participant, name, colour } of people.toSorted((a, b) => a.index - b.index)) {
    if (name !== '' || numbers.has(participant)) continue
    const ofColour = taken.get(colour) ?? new Set()
    taken.set(colour, ofColour)
    const number = freeFrom(preferred(participant), ofColour)
    ofColour.add(number)
    numbers.set(participant, number)
  }
  return numbers
}

/** None of the colours people have: those whose colour is not known are told apart by their numbers alone. */
const noColour = -1

/**
 * The same for the voters of an open round, once and for all: who is `here` keeps the number that everybody sees, and those
 * who have left come after. Numbers that were given before stay.
 */
export function withAnonymousNumbers(
  ballots: readonly NamedBallot[],
  here: readonly PersonKey[] = [],
): readonly NamedBallot[] {
  const voters = new Set(ballots.map(({ participant }) => participant))
  const places = new Map(here.toReversed().map(({ participant, index }) => [participant, index]))
  const last = Math.max(0, ...places.values())
  const numbers = anonymousNumbersOf([
    ...here.filter(({ participant }) => !voters.has(participant)),
    // As they are published, whatever they are called by now.
    ...ballots.map(({ participant, name, colour = noColour }, order) => ({
      participant,
      name,
      colour,
      index: places.get(participant) ?? last + 1 + order,
    })),
  ])
  return ballots.map((ballot) => {
    const number = ballot.number ?? numbers.get(ballot.participant)
    return number === undefined ? ballot : { ...ballot, number }
  })
}

function preferred(participant: string): number {
  let sum = 0
  for (const character of participant) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521
  return (sum % digits) + 1
}

function freeFrom(first: number, taken: ReadonlySet<number>): number {
  for (let step = 0; step < digits; step += 1) {
    const number = ((first - 1 + step) % digits) + 1
    if (!taken.has(number)) return number
  }
  return taken.size + 1
}
