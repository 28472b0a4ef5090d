import type { PresenceState } from '#shared/wire/presence.ts'

/** The least that tells people apart where a name would. */
export type Being = Pick<PresenceState, 'participant' | 'index' | 'name' | 'colour'>

/** As many as there are digits: most rooms need no second one. */
const digits = 9

/**
 * People without a name are told apart by a colour and a number, by participant. The number comes from who one is, so that it is
 * the same on every screen and after coming back; only where two of one colour would have the same one, the later takes
 * the next that is free.
 */
export function numbersOf(people: readonly Being[]): ReadonlyMap<string, number> {
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
