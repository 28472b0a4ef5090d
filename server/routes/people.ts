import { folded } from '#shared/text/folded.ts'
import {
  ErrorSchema,
  FoundPeopleSchema,
  PeopleSearchSchema,
  foundPeopleLimit,
  type FoundPeople,
} from '#shared/wire/http.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { BaseRefusalCode } from '#shared/workshop/refusals.ts'
import type { Access } from '../access/access.ts'
import type { Session } from '../contracts/live-board.ts'
import { sessionOrLine, boardRoute } from './board-route.ts'
import { refuse, type TypedApp } from './refuse.ts'
import { may } from '#shared/activities/policy.ts'
import { Role } from '#shared/workshop/role.ts'

export interface PeopleServices {
  readonly access: Access
  /** The sessions that are connected to this board. */
  readonly sessionsOf: (board: string) => Promise<readonly Session[]>
  /** Counts a refusal for the metrics, by its code. */
  readonly refused: (reason: BaseRefusalCode) => void
}

/** Searches a minute and session: one for each pause in somebody's typing. Not measured. */
const searchesPerMinute = 120
const manySearches = 'You asked for many names in a short time; wait a minute.'

/**
 * Finds people by name. In a crowd browsers get the names of facilitators alone, and ask here for others. The name is
 * in the body: addresses are logged.
 */
export function registerPeople(app: TypedApp, { access, sessionsOf, refused }: PeopleServices): void {
  const bySession = app.createRateLimit({
    max: searchesPerMinute,
    timeWindow: 60_000,
    keyGenerator: sessionOrLine(access),
  })
  app.post(
    '/api/boards/:id/people',
    boardRoute(access, {
      right: Operation.findPeople,
      summary: 'Finds people who are on the board now by a part of their name; for facilitators',
      body: PeopleSearchSchema,
      response: { 200: FoundPeopleSchema, 429: ErrorSchema },
    }),
    async (request, reply) => {
      const rate = await bySession(request)
      if (!rate.isAllowed && rate.isExceeded) {
        refused('too_many_requests')
        return refuse(reply, 429, 'too_many_requests', manySearches)
      }
      return reply.send(findPeople(await sessionsOf(request.params.id), request.body.name))
    },
  )
}

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
