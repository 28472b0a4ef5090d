import { useCommonWords } from '../../i18n/use-common-words.ts'
import type { CreatedSession, TicketBody } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { createSession } from '../../model/http/api.ts'
import { formerVisits } from '../../model/memory/former-visits.ts'
import { keepSession, type StoredSession } from '../../model/memory/sessions.ts'
import { rememberIdentity, type RememberedIdentity } from '../../model/memory/remembered-identity.ts'
import { useAttempts, type Attempts } from './use-attempts.ts'

interface EnteringOptions {
  /** The ticket of a board: the board and secret of a link, or a join code. */
  readonly ticket: TicketBody
  readonly me: RememberedIdentity
  readonly onJoined: (session: StoredSession) => void
  /** Opens the board for viewing while nobody can join. `enter` tries again and ends in `onJoined`. */
  readonly onLooking: (session: StoredSession, enter: () => Promise<unknown>) => void
}

export interface Entering extends Pick<Attempts, 'isSending' | 'problem' | 'sentence' | 'isShut'> {
  readonly join: () => Promise<void>
  readonly lookOn: () => Promise<void>
}

/** Joins by a link or a code. While the server lets nobody in, the person can view the board. */
export function useEntering({ ticket, me, onJoined, onLooking }: EnteringOptions): Entering {
  const t = useCommonWords()
  const formerly = formerVisits(ticket.board).map(({ session }) => session)
  const wish = { ...ticket, ...me, name: me.name.trim(), ...(formerly.length > 0 && { formerly }) }
  const comeIn = (session: CreatedSession) => {
    rememberIdentity(me)
    onJoined(keepSession(session))
  }
  const enter = async () => {
    const session = await createSession(wish)
    if (!session.ok) return session
    comeIn(session.value)
    return undefined
  }
  const { begin, meets, ...attempts } = useAttempts(enter, t('join.cannotEnter'))
  return {
    ...attempts,
    join: begin,
    lookOn: async () => {
      const session = await createSession({ ...wish, orLooksOn: true })
      if (!session.ok) return meets(session)
      if (session.value.role !== Role.viewer) return comeIn(session.value)
      // The viewer's session is not kept: soon the person joins as themselves. The attempts go on while
      // they view.
      meets(undefined)
      onLooking(session.value, enter)
    },
  }
}
