import { may } from '#shared/activities/policy.ts'
import { folded } from '#shared/text/folded.ts'
import { foundPeopleLimit, type FoundPeople } from '#shared/wire/http.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { Role } from '#shared/workshop/role.ts'
import type { Session } from '../contracts/session.ts'

/** The people of these sessions with this in their name, by name, and the number of all of them. Viewers are not seen. */
export function findPeople(sessions: readonly Session[], name: string): FoundPeople {
  const wanted = folded(name.trim())
  const found = new Map<string, { readonly key: string; readonly session: Session }>()
  for (const session of sessions) {
    const { participant, role } = session
    if (found.has(participant.id) || participant.name === '' || !may(role, Operation.showPresence)) continue
    const key = folded(participant.name)
    if (key.includes(wanted)) found.set(participant.id, { key, session })
  }
  // Names of a crowd are compared as plain text: 5,000 by the rules of a language take tens of milliseconds.
  const inOrder = [...found.values()].sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
  const people = inOrder.slice(0, foundPeopleLimit).map(({ session: { participant, role } }) => {
    const { id, name: given, colour } = participant
    return { id, name: given, colour, leads: role === Role.facilitator }
  })
  return { people, count: found.size }
}
