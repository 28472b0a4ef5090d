import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { CreatedSession, TicketBody } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { createSession } from '../../model/api.ts'
import { keepSession, type StoredSession } from '../../model/sessions.ts'
import { repeatedly } from './repeatedly.ts'
import { rememberMe, type RememberedMe } from './me-memory.ts'

interface EnteringOptions {
  /** What opens the board: a link's board and secret, or a code. */
  readonly ticket: TicketBody
  readonly me: RememberedMe
  readonly onJoined: (session: StoredSession) => void
  /** Looks on while nobody can come in; `enter` tries again, and ends in `onJoined`. */
  readonly onLooking: (session: StoredSession, enter: () => Promise<unknown>) => void
}

interface Entering {
  readonly isSending: boolean
  /** The code of what stands in the way; empty when nothing does. */
  readonly problem: string
  /** The same in words. */
  readonly sentence: string
  /** The server takes nobody in at the moment: one can look on. */
  readonly isShut: boolean
  readonly join: () => Promise<void>
  readonly lookOn: () => Promise<void>
}

/** Between two attempts to come in while the server takes nobody (taste). */
const retryMs = 3_000

/** Coming in by a link or a code; while the server cannot let anybody in, it is tried again and again. */
export function useEntering({ ticket, me, onJoined, onLooking }: EnteringOptions): Entering {
  const { t } = useTranslation()
  const [isSending, setIsSending] = useState(false)
  const [problem, setProblem] = useState('')
  const wish = { ...ticket, ...me, name: me.name.trim() }
  const comeIn = (session: CreatedSession) => {
    rememberMe(me)
    onJoined(keepSession(session))
  }
  /** Returns what stands in the way. */
  const enter = async () => {
    const session = await createSession(wish)
    if (!session.ok) return session.code
    comeIn(session.value)
    return ''
  }
  const isShut = problem === 'store_unavailable'
  const isWaiting = isShut || problem === 'network'
  const again = useEffectEvent(async () => setProblem(await enter()))
  useEffect(() => (isWaiting ? repeatedly(() => again(), retryMs) : undefined), [isWaiting])

  const sentence = () => {
    if (problem === '') return ''
    if (isShut) return t('join.cannotEnter')
    return isWaiting ? `${errorSentence(problem)} ${t('join.waiting')}` : errorSentence(problem)
  }
  return {
    isSending,
    problem,
    sentence: sentence(),
    isShut,
    join: async () => {
      setIsSending(true)
      setProblem('')
      const code = await enter()
      setIsSending(false)
      setProblem(code)
    },
    lookOn: async () => {
      const session = await createSession({ ...wish, orLooksOn: true })
      if (!session.ok) return setProblem(session.code)
      if (session.value.role !== Role.viewer) return comeIn(session.value)
      // Not kept in this browser: soon one comes in as whom the link lets in. The attempts go on where one looks on.
      setProblem('')
      onLooking(session.value, enter)
    },
  }
}
