import type { NamedBallot } from './round.ts'

/** Facts that identify a person without a name. */
export interface PersonKey {
  readonly participant: string
  /** Order of joining. */
  readonly index: number
  readonly name: string
  readonly colour: number
}

/** One digit is enough for most rooms. */
const digits = 9

/**
 * Numbers of people without a name, by participant. A colour and a number identify such a person. The
 * number follows from the participant id, so it is the same on every screen and after a return. If two
 * people of one colour would have the same number, the later one takes the next free number.
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

/** No person's colour. Numbers alone identify people of unknown colour. */
const noColour = -1

/**
 * Gives numbers to the voters of an open round, for good. People `here` keep the number that everybody
 * sees, and people who have left get theirs after them. Numbers from before stay.
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
    // Names as published with the ballots, also if a person has another name now.
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
