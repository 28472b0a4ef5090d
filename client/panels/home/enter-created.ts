import type { CreatedBoard } from '#shared/wire/http.ts'
import { createSession } from '../../model/http/api.ts'
import { rememberEntered, keepLinks, keepSession } from '../../model/memory/sessions.ts'
import { readLink } from '../../model/basics/address.ts'
import { justCreated } from '../host/just-created.ts'
import { rememberedIdentity } from '../../model/memory/remembered-identity.ts'
import { boardPath, go } from '../../routing/route.ts'

/** Keeps a new board and opens it. Returns the code of a problem, if any. Nobody is invited to a rehearsal. */
export async function enterCreated(created: CreatedBoard, isRehearsal = false): Promise<string | undefined> {
  const problem = await keepCreated(created)
  if (problem !== undefined) return problem
  if (isRehearsal) go(boardPath(created.id))
  else showCreated(created)
  return problem
}

/** Keeps the three links and a facilitator's session in this browser, so that the board is in its list. */
export async function keepCreated(created: CreatedBoard): Promise<string | undefined> {
  keepLinks(created.id, { ...created.links, joinCode: created.joinCode })
  const secret = readLink(created.links.facilitator)?.secret
  if (secret === undefined) return 'internal'
  const session = await createSession({ board: created.id, secret, ...rememberedIdentity() })
  if (!session.ok) return session.code
  rememberEntered(secret, keepSession(session.value).session)
  return undefined
}

export function showCreated({ id }: CreatedBoard): void {
  justCreated.set(id)
  go(boardPath(id))
}
