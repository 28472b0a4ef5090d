import { useEffect, useEffectEvent, useState, type FormEvent } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { CreatedSession, Invitation } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { createSession, readInvitation, type Outcome } from '../../model/api.ts'
import { keepSession, type StoredSession } from '../../model/sessions.ts'
import { MeForm } from '../people/me-form.tsx'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { rememberEntered } from './entered-links.ts'
import { rememberedMe, rememberMe } from './me-memory.ts'
import { ProblemCard } from './problem-card.tsx'
import { Wait } from './wait.tsx'
import './join-page.css'

interface JoinPageProps {
  readonly board: string
  readonly secret: string
  readonly onJoined: (session: StoredSession) => void
  /** Looks on while nobody can come in; `enter` tries again, and ends in `onJoined`. */
  readonly onLooking: (session: StoredSession, enter: () => Promise<unknown>) => void
}

/** Between two attempts to come in while the server takes nobody (taste). */
const retryMs = 3_000

/** Which board this is, and as what; first name (or none), colour, one button: then the board. */
export function JoinPage({ board, secret, onJoined, onLooking }: JoinPageProps) {
  const { t } = useTranslation()
  const [me, setMe] = useState(rememberedMe)
  const [isSending, setIsSending] = useState(false)
  const [problem, setProblem] = useState('')
  const [invitation, setInvitation] = useState<Outcome<Invitation>>()
  useEffect(() => void readInvitation({ board, secret }).then(setInvitation), [board, secret])

  const wish = { board, secret, ...me, name: me.name.trim() }
  const comeIn = (session: CreatedSession) => {
    rememberMe(me)
    rememberEntered(secret, session.session)
    onJoined(keepSession(session))
  }
  /** Returns what stands in the way. */
  const enter = async () => {
    const session = await createSession(wish)
    if (!session.ok) return session.code
    comeIn(session.value)
    return ''
  }
  const join = async () => {
    setIsSending(true)
    setProblem('')
    const code = await enter()
    setIsSending(false)
    setProblem(code)
  }
  const lookOn = async () => {
    const session = await createSession({ ...wish, orLooksOn: true })
    if (!session.ok) return setProblem(session.code)
    // Not kept in this browser: soon one comes in as whom the link lets in.
    if (session.value.role === Role.viewer) onLooking(session.value, enter)
    else comeIn(session.value)
  }
  const isShut = problem === 'store_unavailable'
  const isWaiting = isShut || problem === 'network'
  const again = useEffectEvent(async () => setProblem(await enter()))
  useEffect(() => {
    if (!isWaiting) return
    const timer = setInterval(() => void again(), retryMs)
    return () => clearInterval(timer)
  }, [isWaiting])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void join()
  }
  if (!invitation) return <Wait />
  const refused = problem || (invitation.ok ? '' : invitation.code)
  if (refused === 'link_invalid' || refused === 'not_found') {
    return (
      <Page>
        <ProblemCard
          heading={t('problem.linkHeading')}
          text={t('problem.linkText')}
          actions={<Button onClick={() => go('/join')}>{t('problem.enterCode')}</Button>}
        />
      </Page>
    )
  }
  const title = invitation.ok ? invitation.value.title : ''
  return (
    <Page>
      <form className="card card--narrow" onSubmit={submit}>
        <h1 className="card__title">{title === '' ? t('join.heading') : title}</h1>
        <p className="card__words">
          {t(`join.invitation.${invitation.ok ? invitation.value.role : 'unknown'}`)}
        </p>
        <MeForm
          name={me.name}
          colour={me.colour}
          onName={(name) => setMe({ ...me, name })}
          onColour={(colour) => setMe({ ...me, colour })}
        />
        <p className="card__error" role="alert">
          {refused !== '' && (isShut ? t('join.cannotEnter') : errorSentence(refused))}
          {problem === 'network' && ` ${t('join.waiting')}`}
        </p>
        <Button tone="accent" type="submit" isWide disabled={isSending}>
          {isSending ? t('join.entering') : t('join.enter')}
        </Button>
        {isShut && (
          <Button isWide onClick={() => void lookOn()}>
            {t('join.lookOn')}
          </Button>
        )}
      </form>
    </Page>
  )
}
