import { useFirstTranslation } from '../../i18n/use-first-translation.ts'
import type { CreatedSession, TicketBody } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { createSession } from '../../model/http/api.ts'
import { formerVisits } from '../../model/memory/former-visits.ts'
import { keepSession, type StoredSession } from '../../model/memory/sessions.ts'
import { rememberIdentity, type RememberedIdentity } from '../../model/memory/remembered-identity.ts'
import { useAttempts, type Attempts } from './use-attempts.ts'

interface EnteringOptions {
  /** What opens the board: a link's board and secret, or a code. */
  readonly ticket: TicketBody
  readonly me: RememberedIdentity
  readonly onJoined: (session: StoredSession) => void
  /** Looks on while nobody can come in; `enter` tries again, and ends in `onJoined`. */
  readonly onLooking: (session: StoredSession, enter: () => Promise<unknown>) => void
}

export interface Entering extends Pick<Attempts, 'isSending' | 'problem' | 'sentence' | 'isShut'> {
  readonly join: () => Promise<void>
  readonly lookOn: () => Promise<void>
}

/** Coming in by a link or a code; while the server cannot let anybody in, one can look on. */
export function useEntering({ ticket, me, onJoined, onLooking }: EnteringOptions): Entering {
  const { t } = useFirstTranslation()
  const formerly = formerVisits(ticket.board).map(({ session }) => session)
  const wish = { ...ticket, ...me, name: me.name.trim(), ...(formerly.length > 0 && { formerly }) }
  const comeIn = (session: CreatedSession) => {
    rememberIdentity(me)
    onJoined(keepSession(session))
  }
  const enter = async () => {
    const session = await createSession(wish)
    if (!session.ok) return session.code
    comeIn(session.value)
    return ''
  }
  const { begin, meets, ...attempts } = useAttempts(enter, t('join.cannotEnter'))
  return {
    ...attempts,
    join: begin,
    lookOn: async () => {
      const session = await createSession({ ...wish, orLooksOn: true })
      if (!session.ok) return meets(session.code)
      if (session.value.role !== Role.viewer) return comeIn(session.value)
      // Not kept in this browser: soon one comes in as whom the link lets in. The attempts go on where one looks on.
      meets('')
      onLooking(session.value, enter)
    },
  }
}
