import { computed, type ReadableAtom } from 'nanostores'
import type { PresenceState } from '#shared/wire/presence.ts'
import type { Person } from '../contract/board-model.ts'
import { areSame } from '../basics/same.ts'

/** The people here. Emits only when a name, a colour or an activity changes, not with every view and selection. */
export function createPeople(
  others: ReadableAtom<readonly PresenceState[]>,
): ReadableAtom<readonly Person[]> {
  const people = computed(others, (states) => states.map(personOf))
  people.eq = (before, now) => before !== undefined && areSame(before, now)
  return people
}

function personOf({
  participant,
  index,
  name,
  colour,
  leads,
  takesPart,
  editing,
  caret,
  view,
}: PresenceState): Person {
  const [isWriting, isLooking] = [editing !== null || caret !== undefined, view !== null]
  const facts = { participant, index, name, colour, leads: leads === true, isWriting, isLooking }
  return takesPart ? { ...facts, takesPart } : facts
}
