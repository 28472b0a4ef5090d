import type { CreatedSession, TicketBody } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { createSession } from '../model/http/api.ts'
import { formerVisits } from '../model/memory/session-book.ts'
import { rememberIdentity, type RememberedIdentity } from '../model/memory/remembered-identity.ts'
import { keepSession, type StoredSession } from '../model/memory/sessions.ts'
import { createAttempts, type Attempts } from './attempts.ts'

/** A person who views the board because the server cannot write down that they join. */
export interface WaitingEntry {
  readonly session: StoredSession
  /** Tries to join. On success the person leaves this page. */
  readonly enter: () => Promise<unknown>
}

interface EnteringOptions {
  /** The ticket of a board: the board and secret of a link, or a join code. */
  readonly ticket: () => TicketBody
  readonly me: () => RememberedIdentity
  /** Called when the server is asked to let the person in. */
  readonly onEntering?: () => void
  /** Settles when the board is shown. */
  readonly onJoined: (session: StoredSession) => Promise<void>
  /** Opens the board for viewing while nobody can join. */
  readonly onLooking: (waiting: WaitingEntry) => void
}

export interface Entering extends Pick<Attempts, 'state' | 'close'> {
  readonly join: () => Promise<void>
  readonly lookOn: () => Promise<void>
}

/** Joins by a link or a code. While the server lets nobody in, the person can view the board. */
export function createEntering({ ticket, me, onEntering, onJoined, onLooking }: EnteringOptions): Entering {
  const wish = () => {
    const formerly = formerVisits(ticket().board).map(({ session }) => session)
    return { ...ticket(), ...me(), name: me().name.trim(), ...(formerly.length > 0 && { formerly }) }
  }
  const comeIn = (session: CreatedSession) => {
    rememberIdentity(me())
    return onJoined(keepSession(session))
  }
  const enter = async () => {
    const answer = createSession(wish())
    onEntering?.()
    const session = await answer
    if (!session.ok) return session
    await comeIn(session.value)
    return undefined
  }
  const attempts = createAttempts(enter)
  return {
    state: attempts.state,
    close: attempts.close,
    join: attempts.begin,
    lookOn: async () => {
      const session = await createSession({ ...wish(), orLooksOn: true })
      if (!session.ok) return attempts.meets(session)
      if (session.value.role !== Role.viewer) return comeIn(session.value)
      // The viewer's session is not kept: soon the person joins as themselves. The attempts go on while
      // they view.
      attempts.meets(undefined)
      onLooking({ session: session.value, enter })
    },
  }
}
